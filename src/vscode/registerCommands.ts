import * as vscode from 'vscode';
import type { Command, CommandContext } from '../commands/command.ts';
import { isAddonError } from '../core/errors/addonError.ts';
import { KnownArguments } from './knownArguments.ts';
import type { VscodeReport } from './report.ts';

type Known = Readonly<Record<string, unknown>>;

/** The rows of the trees, as commands see them. */
export interface Rows {
  /** What a row stands for, as arguments of commands; undefined for anything that is no row. */
  argumentsOf(value: unknown): Known | undefined;
  /** The rows that are selected in a view. */
  selectionOf(viewId: string): readonly unknown[];
}

/**
 * Makes the commands known to VS Code. With an argument object nothing is asked: the result is returned, or the
 * error thrown. From the palette, a row, several rows or a key, what is missing is asked, and what comes of it is
 * told.
 */
export function registerCommands(
  commands: readonly Command[],
  context: CommandContext & { readonly report: VscodeReport },
  rows: Rows,
): vscode.Disposable {
  return vscode.Disposable.from(
    ...commands.map((command) =>
      vscode.commands.registerCommand(command.id, (first: unknown, all: unknown) =>
        run(command, startedFrom(first, all, rows), context),
      ),
    ),
  );
}

/** What a command was started from: an argument object, or what a person pointed at. */
type Started =
  | { readonly kind: 'arguments'; readonly input: object }
  | { readonly kind: 'gesture'; readonly known: readonly Known[] };

function startedFrom(first: unknown, all: unknown, rows: Rows): Started {
  if (first instanceof KnownArguments) {
    return { kind: 'gesture', known: first.rows };
  }
  if (isKey(first)) {
    return { kind: 'gesture', known: knownOf(rows.selectionOf(first.selectionOf), rows) };
  }
  if (isLink(first)) {
    return { kind: 'gesture', known: [first.known] };
  }
  const row = rows.argumentsOf(first);
  if (row !== undefined) {
    // Several rows are selected, and the menu was opened on one of them, which comes first.
    const others = Array.isArray(all) ? all.filter((each) => each !== first) : [];
    return { kind: 'gesture', known: [row, ...knownOf(others, rows)] };
  }
  return typeof first === 'object' && first !== null
    ? { kind: 'arguments', input: first }
    : { kind: 'gesture', known: [] };
}

function knownOf(values: readonly unknown[], rows: Rows): readonly Known[] {
  return values.map((value) => rows.argumentsOf(value)).filter((known) => known !== undefined);
}

/** `args` of our keyboard shortcuts: VS Code tells them nothing of the row that has the focus. */
function isKey(value: unknown): value is { readonly selectionOf: string } {
  return isObject(value) && typeof value['selectionOf'] === 'string' && Object.keys(value).length === 1;
}

/** Arguments of our links in tooltips: what is missing is asked, what happens is told. */
function isLink(value: unknown): value is { readonly known: Known } {
  return isObject(value) && isObject(value['known']) && Object.keys(value).length === 1;
}

function isObject(value: unknown): value is Known {
  return typeof value === 'object' && value !== null;
}

async function run(
  command: Command,
  started: Started,
  context: CommandContext & { readonly report: VscodeReport },
): Promise<unknown> {
  if (started.kind === 'arguments') {
    if (command.needsStore !== false) {
      await context.platform.ready();
    }
    return command.runWith(started.input, context);
  }
  try {
    const [first = {}, ...others] = started.known;
    return others.length > 0 && command.runOnSeveral !== undefined
      ? await command.runOnSeveral(started.known, context)
      : await command.runAsking(first, context);
  } catch (error) {
    if (isAddonError(error)) {
      context.report.failed(error.failure);
    } else {
      void context.report.defect(error);
    }
    return undefined;
  }
}
