import { parseArgs } from 'node:util';

export interface CommandLine {
  readonly port: number;
  readonly store: string;
  /** Undefined: one is drawn. */
  readonly token: string | undefined;
}

/** What is wrong with the command line, in one line. */
export class UsageError extends Error {}

const usage = 'usage: platform-api --port PORT --store DIR [--token TOKEN]';

/** @throws UsageError */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { port, store, token } = parsed(args);
  if (port === undefined || !/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`--port must be a number from 0 to 65535; ${usage}`);
  }
  if (store === undefined || store === '' || store.includes('\0')) {
    throw new UsageError(`--store must be a folder; ${usage}`);
  }
  // What can't stand in a header could never be presented.
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) {
    throw new UsageError(`--token must be printable ASCII without blanks; ${usage}`);
  }
  return { port: Number(port), store, token };
}

function parsed(args: readonly string[]): Partial<Record<'port' | 'store' | 'token', string>> {
  try {
    const option = { type: 'string' } as const;
    return parseArgs({ args: [...args], options: { port: option, store: option, token: option } }).values;
  } catch {
    // Its message would quote what was given, a token perhaps.
    throw new UsageError(`an option is unknown or without a value; ${usage}`);
  }
}
