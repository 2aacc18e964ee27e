import * as l10n from '@vscode/l10n';
import { whichAddon, whichApp } from './questions.ts';
import { attachedText } from './attachedText.ts';
import { shownAttachment } from './shownAttachment.ts';
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
  // A row of an alias stands for its add-on here: the app it is on is not the one to attach to.
  fromRow: ({ addon, app, alias }) => {
    if (typeof app === 'string' && typeof alias === 'string') {
      return { addon: `${app}::${alias}` };
    }
    return {
      ...(typeof addon === 'string' && { addon }),
      ...(typeof app === 'string' && { app }),
    };
  },
  action: (args) => ({ type: 'attachAddon', ...args }),
  shows: shownAttachment,
  done: (done) => attachedText(l10n.t('Attached {0} as {1}.', done.result.addon, done.result.alias), done),
});
