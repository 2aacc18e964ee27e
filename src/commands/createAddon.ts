import * as l10n from '@vscode/l10n';
import { whichApp } from './questions.ts';
import { attachedText } from './attachedText.ts';
import { shownAttachment } from './shownAttachment.ts';
import { defineActionCommand } from './runCommand.ts';
import { underWhichAliasOrNamed } from './underWhichAlias.ts';
import { whichPlan } from './whichPlan.ts';
import { whichService } from './whichService.ts';

interface CreateAddonArguments {
  app: string;
  plan: string;
  name?: string;
  alias?: string;
  confirm?: unknown;
}

/** Creates an add-on, billed to an app, and attaches it there. */
export const createAddon = defineActionCommand<CreateAddonArguments, 'createAddon'>({
  id: 'addons.create',
  title: () => l10n.t('Create Add-on'),
  arguments: {
    app: 'text',
    plan: 'text',
    name: 'optionalText',
    alias: 'optionalText',
    confirm: 'anything',
  },
  questions: { app: whichApp, plan: [whichService, whichPlan], alias: underWhichAliasOrNamed },
  // A row of an add-on that could not be made knows the plan, too: it is tried again.
  fromRow: ({ app, plan }) => ({
    ...(typeof app === 'string' && { app }),
    ...(typeof plan === 'string' && { plan }),
  }),
  action: (args) => ({ type: 'createAddon', ...args }),
  shows: shownAttachment,
  done: (done) => attachedText(l10n.t('Created {0} as {1}.', done.result.addon, done.result.alias), done),
});
