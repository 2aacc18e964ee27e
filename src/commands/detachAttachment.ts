import * as l10n from '@vscode/l10n';
import { findApp } from '../core/model/identifiers.ts';
import { detachedText } from './detachedText.ts';
import { whichAlias, whichApp } from './questions.ts';
import { defineActionCommand } from './runCommand.ts';

interface DetachArguments {
  app: string;
  alias: string;
}

/** Takes one alias off one app; its add-on stays. */
export const detachAttachment = defineActionCommand<DetachArguments, 'detachAttachment'>({
  id: 'addons.detach',
  title: () => l10n.t('Detach Alias'),
  arguments: { app: 'text', alias: 'text' },
  questions: { app: whichApp, alias: whichAlias },
  action: (args) => ({ type: 'detachAttachment', ...args }),
  done: detachedText,
  several: {
    thing: ({ app, alias }) => `${app}::${alias}`,
    row: ({ app, alias }, state) => ({
      value: `${app}::${alias}`,
      icon: 'debug-disconnect',
      label: alias,
      description: l10n.t('goes from {0}', findApp(state, app).name),
    }),
    title: (count) => l10n.t('Detach {0} Aliases', count),
    done: (count) => l10n.t('Detached {0} aliases; their add-ons stay.', count),
    typed: (count) => `detach ${count}`,
  },
});
