import { LowdbStateStore } from '../../../src/store/lowdbStateStore.ts';
import type { FilePort } from '../../../src/store/filePort.ts';
import { counted, countUp } from '../../contract/stateStore.ts';
import { hookedFiles, type Operation } from './hookedFiles.ts';

export interface StopOutcome {
  readonly stoppedAt: Operation;
  /** What the stopped commit was answered, and how many were found in the end. */
  readonly answer: number;
  readonly found: number;
}

/**
 * Stops a writer before its n-th operation, lets another one commit, and lets the first go on: as SIGSTOP and SIGCONT
 * do, at a point that is chosen.
 *
 * @returns undefined when there are not so many operations in a commit
 */
export async function stopAt(
  disk: FilePort,
  folder: string,
  { position, foreign }: { readonly position: number; readonly foreign: number },
): Promise<StopOutcome | undefined> {
  let operations = -1;
  let stopped: ((at: Operation) => void) | undefined;
  let goOn: (() => void) | undefined;
  const isStopped = new Promise<Operation>((resolve) => (stopped = resolve));
  const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
  const files = hookedFiles(disk, {
    before: async (operation) => {
      if (operations < 0) {
        return;
      }
      operations += 1;
      if (operations === position) {
        stopped?.(operation);
        await mayGoOn;
      }
    },
  });
  const quiet = { pollMs: 1e6 };
  const [slow, fast] = [
    new LowdbStateStore(folder, { ...quiet, files: { ...files, watch: () => ({ close: () => undefined }) } }),
    new LowdbStateStore(folder, { ...quiet, files: { ...disk, ...unwatched(disk) } }),
  ];
  await slow.open();
  await fast.open();
  await fast.transact(countUp());
  await slow.refresh();
  operations = 0;
  const mine = slow.transact(countUp());
  const stoppedAt = await Promise.race([isStopped, mine.then(() => undefined)]);
  for (let count = 0; stoppedAt !== undefined && count < foreign; count += 1) {
    await fast.transact(countUp());
  }
  goOn?.();
  const answer = await mine;
  await Promise.all([slow.close(), fast.close()]);
  const last = new LowdbStateStore(folder, { ...quiet, files: { ...disk, ...unwatched(disk) } });
  await last.open();
  const found = counted(last.state);
  await last.close();
  return stoppedAt === undefined ? undefined : { stoppedAt, answer, found };
}

/** The methods of a port, bound to it. */
function unwatched(disk: FilePort): FilePort {
  return { ...hookedFiles(disk, {}), watch: () => ({ close: () => undefined }) };
}
