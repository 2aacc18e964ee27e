import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import { findApp, resolveAddon, resolveAttachment } from '../core/model/identifiers.ts';
import type { State } from '../core/model/state.ts';
import type { PlainContext, Question } from './command.ts';
import { whichAddon } from './questions.ts';
import { definePlainCommand } from './runCommand.ts';

interface CopyNameArguments {
  app?: string;
  addon?: string;
  alias?: string;
  /** Of a config var. */
  name?: string;
}

/** Which add-on? Only when nothing at all is known. */
const whichAddonIfNothing: Question<CopyNameArguments> = (context) => {
  const { app, alias, name } = context.known;
  return (app ?? alias ?? name) === undefined
    ? whichAddon(context)
    : Promise.resolve({ kind: 'answer', value: '' });
};

/** Puts the name of what a row stands for on the clipboard: of several things the most specific one. */
export const copyName = definePlainCommand<CopyNameArguments>({
  id: 'addons.copyName',
  title: () => l10n.t('Copy Name'),
  arguments: { app: 'optionalText', addon: 'optionalText', alias: 'optionalText', name: 'optionalText' },
  questions: { addon: whichAddonIfNothing },
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
    context.report.note(l10n.t('Copied {0} names.', names.length));
    return { names };
  },
});

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
    return resolveAddon(state, addon, app).name;
  }
  if (app === undefined) {
    throw failed('invalid_request', {
      field: 'addon',
      problem: l10n.t('must be given as text, or one of app, alias and name.'),
    });
  }
  return app.name;
}
