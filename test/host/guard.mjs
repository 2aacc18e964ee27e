// @ts-check
/**
 * Stands between a run and its processes: `node guard.mjs PLAN`. Starts the plan's command in a process group of
 * its own, and when standard input closes (the run ended it, or was killed, even by -9) ends that group, whatever
 * else carries the run's mark in its environment, and then removes the run's temporary folders.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * @typedef {object} GuardPlan
 * @property {string} command
 * @property {string[]} args
 * @property {string} mark an environment entry, `NAME=value`: terminals and programs leave the group but keep it
 * @property {string[]} temporaryFolders
 */

const politeMs = 2_000;
const forcedMs = 6_000;

/** @type {GuardPlan} */
const plan = JSON.parse(process.argv[2] ?? '');
const [markName = '', markValue = ''] = plan.mark.split('=');
const child = spawn(plan.command, plan.args, {
  detached: true,
  env: { ...process.env, [markName]: markValue },
  stdio: ['ignore', 'inherit', 'inherit'],
});

/** Processes seen to be of this run: their children stay known when they end first. @type {Set<number>} */
const ofRun = new Set();
/** @type {Promise<void> | undefined} */
let ending;
/** @param {number} code */
const end = (code) => {
  ending ??= endAll().then(() => process.exit(code));
};
child.once('error', () => end(1));
child.once('exit', (code) => end(code ?? 1));
process.stdin.once('close', () => end(0)).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => end(0));
}
// Whoever read our output may be gone: that must not end the guard before its work is done.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

async function endAll() {
  const startMs = Date.now();
  let signalled = new Set();
  while (Date.now() - startMs < forcedMs) {
    const left = processesOfRun();
    if (left.length === 0) {
      break;
    }
    if (Date.now() - startMs > politeMs) {
      left.forEach((pid) => send(pid, 'SIGKILL'));
    } else {
      left.filter((pid) => !signalled.has(pid)).forEach((pid) => send(pid, 'SIGTERM'));
      signalled = new Set([...signalled, ...left]);
    }
    await wait(50);
  }
  await Promise.all(
    plan.temporaryFolders.map((folder) =>
      rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => {}),
    ),
  );
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself between the look and the signal.
  }
}

/** @returns {number[]} process ids; on other systems than Linux the group's, as one negative number */
function processesOfRun() {
  if (process.platform === 'linux') {
    return processesBelow(
      readdirSync('/proc')
        .map(Number)
        .filter((pid) => pid > 0 && pid !== process.pid),
    );
  }
  try {
    process.kill(-(child.pid ?? NaN), 0);
    return [-(child.pid ?? NaN)];
  } catch {
    return [];
  }
}

/**
 * Those that carry the mark, and their children: some of the browser's overwrite their environment.
 *
 * @param {number[]} pids
 */
function processesBelow(pids) {
  const running = pids.flatMap((pid) => readProcess(pid) ?? []);
  const marked = running.filter(({ pid, group }) => group === child.pid || isMarked(pid));
  let count = -1;
  marked.forEach(({ pid }) => ofRun.add(pid));
  while (ofRun.size !== count) {
    count = ofRun.size;
    running.filter(({ parent }) => ofRun.has(parent)).forEach(({ pid }) => ofRun.add(pid));
  }
  return running.map(({ pid }) => pid).filter((pid) => ofRun.has(pid));
}

/** @param {number} pid */
function readProcess(pid) {
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '');
    const [state, parent, group] = afterName.split(' ');
    return state === 'Z' ? undefined : { pid, parent: Number(parent), group: Number(group) };
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isMarked(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(plan.mark);
  } catch {
    return false;
  }
}
