import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import { refuseLocked } from '../core/model/lockedValue.ts';
import { definePlainCommand } from './runCommand.ts';

/** Puts the `heroku …` line on the clipboard that does what a change did; without an id, what the newest one did. */
export const copyCliCommand = definePlainCommand<{ operation?: string }>({
  id: 'addons.copyCliCommand',
  title: () => l10n.t('Copy Equivalent CLI Command'),
  arguments: { operation: 'optionalText' },
  questions: {},
  run: async ({ operation: id }, { platform, clipboard, report }) => {
    await platform.ready();
    const { operations } = platform.state;
    const named = id !== undefined && Object.hasOwn(operations, id) ? operations[id] : undefined;
    const operation = id === undefined ? platform.newestOperation() : named;
    if (operation === undefined) {
      throw failed('no_operation', {});
    }
    if (operation.cli === null) {
      const what = Object.values(operation.descriptions)[0] ?? operation.type;
      throw failed('no_cli_equivalent', { what });
    }
    refuseLocked(operation.cli);
    await clipboard.write(operation.cli, { isSecret: true });
    // The line may hold values: it is copied and never shown.
    report.note(l10n.t('Copied the CLI command.'));
    return { operation: operation.id };
  },
});
