import * as l10n from '@vscode/l10n';
import type { Question } from './command.ts';
import { definePlainCommand } from './runCommand.ts';

const filterText: Question<unknown> = ({ ask, step }) =>
  ask.text({
    step,
    prompt: l10n.t('Apps, add-ons, services, aliases and config vars whose name has this text'),
    placeholder: 'redis',
    check: () => Promise.resolve(undefined),
  });

/** Shows only the rows whose name has a text, with those above and below them. An empty text shows all. */
export const filterRows = definePlainCommand<{ text: string }>({
  id: 'addons.filter',
  title: () => l10n.t('Filter'),
  arguments: { text: 'text' },
  questions: { text: filterText },
  fromRow: () => ({}),
  run: ({ text }, { sidebar }) => {
    sidebar.filter = text;
    return Promise.resolve({ text: sidebar.filter });
  },
});
