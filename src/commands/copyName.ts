import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import { findApp, resolveAddon, resolveAttachment } from '../core/model/identifiers.ts';
import type { State } from '../core/model/state.ts';
import type { PlainContext } from './command.ts';
import { definePlainCommand } from './runCommand.ts';
import { whichAddonIfNothing } from './whichAddonIfNothing.ts';

interface CopyNameArguments {
  app?: string;
  /** Of one that could not be created: the id of the note about it. */
  addon?: string;
  alias?: string;
  /** Of a config var. */
  name?: string;
}

/** Puts the name of what a row stands for on the clipboard: of several things the most specific one. */
export const copyName = definePlainCommand<CopyNameArguments>({
  id: 'addons.copyName',
  title: () => l10n.t('Copy Name'),
  arguments: { app: 'optionalText', addon: 'optionalText', alias: 'optionalText', name: 'optionalText' },
  questions: { addon: whichAddonIfNothing },
  fromRow: ({ failedAddon, app, addon, alias, name }) =>
    // The row of an add-on that could not be created tells its app and its plan as well.
    textsOf(failedAddon === undefined ? { app, addon, alias, name } : { addon: failedAddon }),
  run: async (args, context) => {
    await context.platform.ready();
    const name = nameOf(args, context.platform.state);
    await copy(name, context);
    context.report.note(l10n.t('Copied {0}.', name));
    return { name };
  },
  runOnSeveral: async (rows, context) => {
    const names = rows.map((row) => nameOf(row, context.platform.state));
    await copy(names.join('\n'), context);
    const [first = '', ...others] = names;
    context.report.note(
      others.length === 0 ? l10n.t('Copied {0}.', first) : l10n.t('Copied {0} names.', names.length),
    );
    return { names };
  },
});

function textsOf(known: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(known).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Everybody may see a name. */
async function copy(text: string, { clipboard }: PlainContext): Promise<void> {
  await clipboard.write(text, { isSecret: false });
}

/** @throws AddonError `app_not_found`, `addon_not_found`, `attachment_not_found`, `invalid_request` */
function nameOf({ app: identifier, addon, alias, name }: CopyNameArguments, state: State): string {
  const app = identifier === undefined ? undefined : findApp(state, identifier);
  if (name !== undefined) {
    return name;
  }
  if (alias !== undefined) {
    return resolveAttachment(state, alias, app).alias;
  }
  if (addon !== undefined) {
    return failedAddonNamed(state, addon) ?? resolveAddon(state, addon, app).name;
  }
  if (app === undefined) {
    throw failed('invalid_request', {
      field: 'addon',
      problem: l10n.t('must be given as text, or one of app, alias and name.'),
    });
  }
  return app.name;
}

/** Name of an add-on that could not be created, by the id of the note about it. */
function failedAddonNamed({ failedAddons }: State, id: string): string | undefined {
  return Object.values(failedAddons).find((failedAddon) => failedAddon.id === id)?.name;
}
