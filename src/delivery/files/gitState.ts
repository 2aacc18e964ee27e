import { execFile } from 'node:child_process';
import * as path from 'node:path';
import type { GitState } from '../../commands/envFilesPort.ts';

/** A repository on a slow disk must not hold up the write. */
const timeLimitMs = 3_000;

/** Runs git with these arguments. @returns its exit code; undefined when there is no git, or no answer in time */
export type RunGit = (args: readonly string[]) => Promise<number | undefined>;

/**
 * Whether git tracks, would track or ignores a file. A tracked file may match `.gitignore` as well, to no effect, so
 * that is asked first.
 *
 * @param file absolute, with links followed: git looks behind none
 */
export async function gitStateOf(file: string, run: RunGit = runGit): Promise<GitState> {
  const at = ['-C', path.dirname(file)];
  // A name that starts with a colon would be a pattern; `check-ignore` takes no other word against that.
  const name = `./${path.basename(file)}`;
  const listed = await run(['--literal-pathspecs', ...at, 'ls-files', '--error-unmatch', '--', name]);
  if (listed === 0) {
    return 'tracked';
  }
  if (listed !== 1) {
    return 'unknown';
  }
  switch (await run([...at, 'check-ignore', '-q', '--', name])) {
    case 0:
      return 'ignored';
    case 1:
      return 'notIgnored';
    default:
      return 'unknown';
  }
}

/** Without a shell, and without anything that the repository may have git run. */
const runGit: RunGit = (args) =>
  new Promise((resolve) => {
    const env: NodeJS.ProcessEnv = { ...process.env, GIT_OPTIONAL_LOCKS: '0' };
    // Left by a hook that started the editor, they would name another repository.
    for (const name of ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE']) {
      Reflect.deleteProperty(env, name);
    }
    const options = { env, timeout: timeLimitMs, windowsHide: true };
    execFile('git', ['-c', 'core.fsmonitor=false', ...args], options, (error) => {
      if (error === null) {
        resolve(0);
      } else {
        resolve(typeof error.code === 'number' ? error.code : undefined);
      }
    });
  });
