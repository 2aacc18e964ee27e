import * as l10n from '@vscode/l10n';
import { whichAddon, whichApp } from './questions.ts';
import { doneText } from './releasedText.ts';
import { defineActionCommand } from './runCommand.ts';
import { underWhichAlias } from './underWhichAlias.ts';

interface AttachAddonArguments {
  addon: string;
  app: string;
  alias?: string;
  confirm?: unknown;
}

/** Attaches an add-on that exists to an app, under one more alias. */
export const attachAddon = defineActionCommand<AttachAddonArguments, 'attachAddon'>({
  id: 'addons.attach',
  title: () => l10n.t('Attach Add-on'),
  arguments: { addon: 'text', app: 'text', alias: 'optionalText', confirm: 'anything' },
  questions: { addon: whichAddon, app: whichApp, alias: underWhichAlias },
  action: (args) => ({ type: 'attachAddon', ...args }),
  done: ({ result, effect }) => doneText(l10n.t('Attached {0} as {1}.', result.addon, result.alias), effect),
});
