import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import type { PlainContext } from './command.ts';
import { definePlainCommand } from './runCommand.ts';

type Known = Readonly<Record<string, unknown>>;
type RowKind = 'failedAddon' | 'alias' | 'configVar' | 'addon' | 'app';

/** What a row is about; the most exact part of what it knows tells. */
function kindOf(known: Known): RowKind | undefined {
  if (typeof known['group'] === 'string') {
    return undefined;
  }
  const kinds: readonly (readonly [string, RowKind])[] = [
    ['failedAddon', 'failedAddon'],
    ['alias', 'alias'],
    ['name', 'configVar'],
    ['addon', 'addon'],
    ['app', 'app'],
  ];
  return kinds.find(([key]) => typeof known[key] === 'string')?.[1];
}

/** The command that a key means for a row of each kind. */
type Meaning = Readonly<Record<RowKind, string>>;

/** Starts what a key means for the rows that are of the same kind as the first one. */
async function start(meaning: Meaning, rows: readonly Known[], { run }: PlainContext): Promise<unknown> {
  const kind = kindOf(rows[0] ?? {});
  if (kind === undefined) {
    throw failed('nothing_to_choose', { what: 'rows', app: null });
  }
  return run(meaning[kind], ...rows.filter((row) => kindOf(row) === kind));
}

function defineRowCommand(id: `addons.${string}`, title: () => string, meaning: Meaning) {
  return definePlainCommand<Known>({
    id,
    title,
    arguments: {},
    questions: {},
    // Whatever the row tells is passed on.
    fromRow: (known) => known,
    run: (row, context) => start(meaning, [row], context),
    runOnSeveral: (rows, context) => start(meaning, rows, context),
  });
}

/** F2 on a row. */
export const renameRow = defineRowCommand('addons.renameRow', () => l10n.t('Rename'), {
  app: 'addons.renameApp',
  addon: 'addons.rename',
  alias: 'addons.renameAlias',
  configVar: 'addons.setConfigVar',
  failedAddon: 'addons.create',
});

/** Delete on a row, or on several of one kind. */
export const removeRow = defineRowCommand('addons.removeRow', () => l10n.t('Remove'), {
  app: 'addons.destroyApp',
  addon: 'addons.destroy',
  alias: 'addons.detach',
  configVar: 'addons.unsetConfigVar',
  failedAddon: 'addons.dismissFailedAddon',
});

/** Ctrl+C on a row: the value of a config var, the name of anything else. */
export const copyRow = defineRowCommand('addons.copyRow', () => l10n.t('Copy'), {
  app: 'addons.copyName',
  addon: 'addons.copyName',
  alias: 'addons.copyName',
  configVar: 'addons.copyValue',
  failedAddon: 'addons.copyName',
});
