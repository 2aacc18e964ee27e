import { Console } from 'node:console';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { isAddonError } from '../core/errors/addonError.ts';
import { LocalPlatform } from '../core/platform/localPlatform.ts';
import { simulatedProvider } from '../providers/simulated.ts';
import { cipherFrom } from '../store/secretCipher.ts';
import { LowdbStateStore } from '../store/lowdbStateStore.ts';
import { systemClock } from '../system/clock.ts';
import { systemRandomness } from '../system/randomness.ts';
import { parseCommandLine, UsageError, type CommandLine } from './commandLine.ts';
import { startHttpServer } from './httpServer.ts';

const undoKeepMs = 24 * 3_600_000;
const signals = { SIGINT: 130, SIGTERM: 143 } as const;

/** The Platform API without an editor: one line on standard output once requests are answered, all else on standard error. */
async function main(): Promise<void> {
  // A library's word must not stand where a program waits for one line.
  globalThis.console = new Console(process.stderr);
  const options = parseCommandLine(process.argv.slice(2));
  const token = options.token ?? randomBytes(32).toString('base64url');
  const platform = openPlatform(options);
  await fs.mkdir(options.store, { recursive: true, mode: 0o700 });
  await platform.ready();
  const server = await startHttpServer({
    platform,
    clock: systemClock,
    token,
    port: options.port,
    folder: path.resolve(options.store),
  });
  let isStopping = false;
  for (const [signal, code] of Object.entries(signals)) {
    process.on(signal, () => {
      if (isStopping) {
        process.exit(code);
      }
      isStopping = true;
      void server
        .stop()
        .then(() => platform.dispose())
        .then(() => process.exit(0), fail);
    });
  }
  // An editor that started it talks to it over a channel, and takes it along when it goes.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.stdout.write(`${JSON.stringify({ url: server.url, token })}\n`);
}

function openPlatform({ store }: CommandLine): LocalPlatform {
  return new LocalPlatform({
    store: new LowdbStateStore(path.resolve(store), {
      // As the store is: a server neither begins nor ends to keep values encrypted.
      secrets: () => Promise.resolve({ mode: 'keep', why: 'program', cipher: cipherFrom(process.env) }),
    }),
    clock: systemClock,
    randomness: systemRandomness,
    provider: simulatedProvider,
    undoKeepMs,
    loadCatalog: async () => (await import('../core/catalog/catalogData.lazy.ts')).catalogData,
  });
}

/** One line for what is foreseen; a stack for a defect. */
function fail(error: unknown): never {
  const isForeseen =
    error instanceof UsageError || isAddonError(error) || (error instanceof Error && 'code' in error);
  const text = error instanceof Error ? (isForeseen ? error.message : error.stack) : String(error);
  process.stderr.write(`${text ?? 'failed'}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
}

main().catch(fail);
