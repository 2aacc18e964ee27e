import * as vscode from 'vscode';
import type { Command, CommandContext } from '../commands/command.ts';
import { isAddonError } from '../core/errors/addonError.ts';
import { KnownArguments, type VscodeReport } from './report.ts';

/** What a row of a tree stands for, as arguments of commands; undefined for anything that is no row. */
export type RowArguments = (value: unknown) => Readonly<Record<string, unknown>> | undefined;

/**
 * Makes the commands known to VS Code. With an argument object nothing is asked: the result is returned, or the
 * error thrown. From the palette or a row, what is missing is asked, and what comes of it is told.
 */
export function registerCommands(
  commands: readonly Command[],
  context: CommandContext & { readonly report: VscodeReport },
  rowArguments: RowArguments,
): vscode.Disposable {
  return vscode.Disposable.from(
    ...commands.map((command) =>
      vscode.commands.registerCommand(command.id, (first: unknown) =>
        run(command, first, context, rowArguments),
      ),
    ),
  );
}

async function run(
  command: Command,
  first: unknown,
  context: CommandContext & { readonly report: VscodeReport },
  rowArguments: RowArguments,
): Promise<unknown> {
  const known = first instanceof KnownArguments ? first.values : rowArguments(first);
  if (known === undefined && typeof first === 'object' && first !== null) {
    await context.platform.ready();
    return command.runWith(first, context);
  }
  try {
    return await command.runAsking(known ?? {}, context);
  } catch (error) {
    if (isAddonError(error)) {
      context.report.failed(error.failure);
    } else {
      void context.report.defect(error);
    }
    return undefined;
  }
}
