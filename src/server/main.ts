import { Console } from 'node:console';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { isAddonError } from '../core/errors/addonError.ts';
import { withoutMessage } from '../core/errors/withoutMessage.ts';
import { LocalPlatform } from '../core/platform/localPlatform.ts';
import type { SecretCipher } from '../core/ports/secretCipher.ts';
import { simulatedProvider } from '../providers/simulated.ts';
import { cipherFrom } from '../store/secretCipher.ts';
import { withFileLock } from '../store/fileLock.ts';
import { LowdbStateStore } from '../store/lowdbStateStore.ts';
import { nodeFiles } from '../store/nodeFiles.ts';
import { systemClock } from '../system/clock.ts';
import { systemRandomness } from '../system/randomness.ts';
import {
  asksForHelp,
  parseCommandLine,
  tokenOf,
  usage,
  UsageError,
  type CommandLine,
} from './commandLine.ts';
import { startHttpServer } from './httpServer.ts';

const signals = { SIGINT: 130, SIGTERM: 143 } as const;

/** The Platform API without an editor: one line on standard output once requests are answered, all else on standard error. */
async function main(): Promise<void> {
  // A library's word must not stand where a program waits for one line.
  globalThis.console = new Console(process.stderr);
  process.on('uncaughtException', fail);
  const args = process.argv.slice(2);
  if (asksForHelp(args)) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const options = parseCommandLine(args, startFolder());
  const token = options.token ?? tokenOf(process.env) ?? randomBytes(32).toString('base64url');
  const platform = openPlatform(options, keyOfStore());
  await makeFolder(options.store);
  await platform.ready();
  const server = await startHttpServer({
    platform,
    clock: systemClock,
    token,
    port: options.port,
    folder: options.store,
    exclusively: (file, work) => withFileLock(nodeFiles, `${file}.lock`, work),
  });
  stopWhenTold(() => server.stop().then(() => platform.dispose()));
  process.stdout.write(`${JSON.stringify({ url: server.url, token })}\n`);
}

/** npm runs scripts in the folder of the package; what people typed is relative to where they are. */
function startFolder(): string {
  const isRunByNpm = process.env['npm_lifecycle_event'] === 'platform-api';
  return (isRunByNpm ? process.env['INIT_CWD'] : undefined) ?? process.cwd();
}

function keyOfStore(): SecretCipher | undefined {
  try {
    return cipherFrom(process.env);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}

async function makeFolder(store: string): Promise<void> {
  try {
    await fs.mkdir(store, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new UsageError(`--store can't be made (${String((error as NodeJS.ErrnoException).code)})`);
  }
}

/** A second signal ends at once. The end of the editor, which comes behind its own signal, is none. */
function stopWhenTold(stop: () => Promise<void>): void {
  let [isStopping, isSignalled] = [false, false];
  const stopOnce = (): void => {
    if (!isStopping) {
      isStopping = true;
      void stop().then(() => process.exit(0), fail);
    }
  };
  for (const [signal, code] of Object.entries(signals)) {
    process.on(signal, () => {
      if (isSignalled) {
        process.exit(code);
      }
      isSignalled = true;
      stopOnce();
    });
  }
  // An editor that started it talks to it over a channel, and takes it along when it goes.
  process.once('disconnect', stopOnce);
  if (process.send !== undefined && !process.connected) {
    stopOnce();
  }
}

function openPlatform(
  { store, undoKeepMs, keptReleases }: CommandLine,
  cipher: SecretCipher | undefined,
): LocalPlatform {
  return new LocalPlatform({
    store: new LowdbStateStore(store, {
      // As the store is: a server neither begins nor ends to keep values encrypted.
      secrets: () => Promise.resolve({ mode: 'keep', why: 'program', cipher }),
    }),
    clock: systemClock,
    randomness: systemRandomness,
    provider: simulatedProvider,
    undoKeepMs,
    keptReleases,
    loadCatalog: async () => (await import('../core/catalog/catalogData.lazy.ts')).catalogData,
  });
}

/** One line for what is foreseen; for a defect its kind and place. */
function fail(error: unknown): never {
  const isForeseen =
    error instanceof UsageError || isAddonError(error) || (error instanceof Error && 'syscall' in error);
  process.stderr.write(`${isForeseen ? error.message : withoutMessage(error)}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
}

main().catch(fail);
