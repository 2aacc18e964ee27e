// @ts-check
/** Looks at the processes of this machine: what belongs to a run, and what is left of it. */
import { readFileSync, readdirSync } from 'node:fs';

/**
 * @param {number} pid
 * @returns {{ parent: number } | undefined} undefined when it has ended, or is only waiting to be collected
 */
function look(pid) {
  try {
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return state === 'Z' ? undefined : { parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/**
 * @param {number} root
 * @returns {number[]} the process and all below it
 */
export function processTree(root) {
  const all = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);
  const tree = new Set([root]);
  let count = 0;
  while (count !== tree.size) {
    count = tree.size;
    all.filter((pid) => tree.has(look(pid)?.parent ?? -1)).forEach((pid) => tree.add(pid));
  }
  return [...tree];
}

/**
 * @param {string} text
 * @returns {number[]} processes with the text in their environment
 */
export function processesWith(text) {
  const all = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && look(pid) !== undefined);
  return all.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(text);
    } catch {
      return false;
    }
  });
}

/** @param {number[]} pids */
export function stillRunning(pids) {
  return pids.filter((pid) => look(pid) !== undefined);
}
