import * as l10n from '@vscode/l10n';
import { findApp } from '../core/model/identifiers.ts';
import { whichApp } from './questions.ts';
import { definePlainCommand } from './runCommand.ts';

interface ShowConfigVarsArguments {
  app: string;
  /** Of the config var that is meant; its row gets the focus. */
  name?: string;
}

/** Opens the page with the config vars of an app. */
export const showConfigVars = definePlainCommand<ShowConfigVarsArguments>({
  id: 'addons.showConfigVars',
  title: () => l10n.t('Show Config Vars'),
  arguments: { app: 'text', name: 'optionalText' },
  questions: { app: whichApp },
  run: async ({ app: identifier, name }, { platform, tabs }) => {
    const app = findApp(platform.state, identifier);
    await tabs.show('configVars', app.id, name);
    return { app: app.name };
  },
});
