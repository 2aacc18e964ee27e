import * as l10n from '@vscode/l10n';
import type { ErrorDetails } from './failure.ts';
import type { Sentence } from './sentenceTypes.ts';

/** Why a question can't be asked, and what would give it an answer. */
export function nothingToChoose({ what, app }: ErrorDetails['nothing_to_choose']): Sentence {
  const known: Readonly<Record<string, string>> = app === null ? {} : { app };
  const createAddon = { title: l10n.t('Create Add-on…'), command: 'addons.create', known };
  switch (what) {
    case 'apps':
      return {
        text: l10n.t('There are no apps yet.'),
        next: [
          { title: l10n.t('Create App…'), command: 'addons.createApp', known },
          { title: l10n.t('Load Sample Data'), command: 'addons.loadSample', known },
        ],
      };
    case 'otherApps':
      return {
        text: l10n.t('There is no other app than {0}.', app ?? ''),
        next: [{ title: l10n.t('Create App…'), command: 'addons.createApp', known: {} }],
      };
    case 'folders':
      return { text: l10n.t('No folder is open.'), next: [] };
    case 'backups':
      return { text: l10n.t('No copy of the store was kept yet.'), next: [] };
    case 'rows':
      return { text: l10n.t('Select a row in the sidebar first.'), next: [] };
    case 'failedAddons':
      return { text: l10n.t('Every add-on could be created.'), next: [] };
    case 'addons':
      return { text: l10n.t('There are no add-ons yet.'), next: [createAddon] };
    case 'aliases':
      return { text: l10n.t('{0} has no aliases yet.', app ?? ''), next: [createAddon] };
    case 'configVars':
      return { text: l10n.t('{0} has no config vars yet.', app ?? ''), next: [createAddon] };
    case 'plans':
      return { text: l10n.t('Its service has no other plan.'), next: [] };
    case 'ownConfigVars':
      return {
        text: l10n.t('{0} has no config vars of your own.', app ?? ''),
        next: [{ title: l10n.t('Set Config Var…'), command: 'addons.setConfigVar', known }],
      };
    default:
      return what satisfies never;
  }
}
