import * as path from 'node:path';
import { parseArgs } from 'node:util';

export interface CommandLine {
  readonly port: number;
  /** Absolute. */
  readonly store: string;
  /** Undefined: one is drawn. */
  readonly token: string | undefined;
  /** How many releases and events are kept of each app. */
  readonly keptReleases: number;
  /** For how long changes can be undone, in ms. */
  readonly undoKeepMs: number;
}

/** What is wrong with the command line, in one line. */
export class UsageError extends Error {}

/** How it is called, in one line. */
export const usage =
  'usage: platform-api --port PORT --store DIR [--token TOKEN] [--keep-releases N] [--undo-keep-hours N]';
/**
 * The most that the settings of the editor allow: a window may share the store, and what it would keep must not be
 * folded away by a server that nobody told.
 */
const mostRetention = { keptReleases: 5000, undoKeepHours: 720 };

/** Whether only the usage is wanted, whatever else stands there. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.some((each) => each === '--help' || each === '-h');
}

/**
 * @param base what a relative folder is relative to
 * @throws UsageError
 */
export function parseCommandLine(args: readonly string[], base: string): CommandLine {
  const given = parsed(args);
  const { port, store, token } = given;
  if (port === undefined || !/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new UsageError(`--port must be a number from 0 to 65535; ${usage}`);
  }
  if (store === undefined || store === '' || store.includes('\0')) {
    throw new UsageError(`--store must be a folder; ${usage}`);
  }
  // What can't stand in a header could never be presented.
  if (token !== undefined && !isToken(token)) {
    throw new UsageError(`--token must be printable ASCII without blanks; ${usage}`);
  }
  const keptReleases = given['keep-releases'] ?? String(mostRetention.keptReleases);
  if (!/^\d{1,9}$/.test(keptReleases)) {
    throw new UsageError(`--keep-releases must be a whole number; ${usage}`);
  }
  const undoKeepHours = given['undo-keep-hours'] ?? String(mostRetention.undoKeepHours);
  if (!/^\d{1,9}(\.\d+)?$/.test(undoKeepHours)) {
    throw new UsageError(`--undo-keep-hours must be a number of hours; ${usage}`);
  }
  return {
    port: Number(port),
    store: path.resolve(base, store),
    token,
    keptReleases: Number(keptReleases),
    undoKeepMs: Number(undoKeepHours) * 3_600_000,
  };
}

/** The token that the environment gives: other users of the machine can't read it there, as they can a command line. */
export function tokenOf({ ADDONS_API_TOKEN: token }: NodeJS.ProcessEnv): string | undefined {
  if (token !== undefined && !isToken(token)) {
    throw new UsageError('ADDONS_API_TOKEN must be printable ASCII without blanks');
  }
  return token;
}

function isToken(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

type OptionName = 'port' | 'store' | 'token' | 'keep-releases' | 'undo-keep-hours';

function parsed(args: readonly string[]): Partial<Record<OptionName, string>> {
  const option = { type: 'string' } as const;
  const options = {
    port: option,
    store: option,
    token: option,
    'keep-releases': option,
    'undo-keep-hours': option,
  };
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    // Its message would quote what was given, a token perhaps.
    throw new UsageError(`an option is unknown or without a value; ${usage}`);
  }
}
