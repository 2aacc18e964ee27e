import * as l10n from '@vscode/l10n';
import { appName } from './appName.ts';
import { defineActionCommand } from './runCommand.ts';

interface CreateAppArguments {
  name?: string;
  owner?: string;
}

/** Makes an app without add-ons. */
export const createApp = defineActionCommand<CreateAppArguments, 'createApp'>({
  id: 'addons.createApp',
  title: () => l10n.t('Create App'),
  arguments: { name: 'optionalText', owner: 'optionalText' },
  questions: { name: appName },
  // The name that a row tells is that of something else; what is meant for an app that is to be made has its own key.
  fromRow: ({ newApp }) => (typeof newApp === 'string' ? { name: newApp } : {}),
  action: (args) => ({ type: 'createApp', ...args }),
  shows: ({ result }) => ({ appId: result.appId }),
  done: ({ result }) => l10n.t('Created {0}.', result.app),
});
