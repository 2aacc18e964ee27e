import * as l10n from '@vscode/l10n';
import { definePlainCommand } from './runCommand.ts';

/** Puts apps and add-ons in the order of their names. */
export const sortByName = definePlainCommand<object>({
  id: 'addons.sortByName',
  title: () => l10n.t('Sort by Name'),
  arguments: {},
  questions: {},
  run: (_args, { sidebar }) => {
    sidebar.sortOrder = 'name';
    return Promise.resolve({ order: sidebar.sortOrder });
  },
});

/** Puts the apps and add-ons first that were changed last. */
export const sortByChange = definePlainCommand<object>({
  id: 'addons.sortByChange',
  title: () => l10n.t('Sort by Last Change'),
  arguments: {},
  questions: {},
  run: (_args, { sidebar }) => {
    sidebar.sortOrder = 'recent';
    return Promise.resolve({ order: sidebar.sortOrder });
  },
});
