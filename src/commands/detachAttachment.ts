import * as l10n from '@vscode/l10n';
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
    title: (count) => l10n.t('Detach {0} Aliases', count),
    done: (count) => l10n.t('Detached {0} aliases; their add-ons stay.', count),
    typed: (count) => `detach ${count}`,
  },
});
