import * as l10n from '@vscode/l10n';
import type { Failure } from './failure.ts';
import type { NextStep, Sentence } from './sentenceTypes.ts';

type StoreFailure = Extract<
  Failure,
  {
    readonly code:
      | `store_${string}`
      | 'disk_full'
      | 'import_invalid'
      | 'outcome_unknown'
      | 'no_store_key'
      | 'wrong_store_key';
  }
>;

/** What is said of a store that can't be read or written. */
export function storeSentence(failure: StoreFailure): Sentence {
  if (failure.code === 'store_locked') {
    return {
      text: l10n.t(
        'The values are locked: the key that opens them is not here. Nothing is lost and nothing was changed. Unlock them with the key, or re-create them.',
      ),
      next: [unlockStore(), recreateValues()],
    };
  }
  if (failure.code === 'no_store_key') {
    return { text: l10n.t('There is no key here: no value of this store was encrypted with one.'), next: [] };
  }
  if (failure.code === 'wrong_store_key') {
    return {
      text: l10n.t('This key opens none of the locked values. Nothing was changed.'),
      next: [unlockStore()],
    };
  }
  const { file } = failure.details;
  switch (failure.code) {
    case 'store_damaged':
      return {
        text: l10n.t(
          "The store {0} can't be read ({1}). It was left as it is, and is shown once it is mended. Restore a backup, or start over.",
          file,
          failure.details.reason,
        ),
        next: [openStoreFolder(), restoreBackup(), startOver()],
      };
    case 'import_invalid':
      return {
        text: l10n.t(
          '{0} is no store that can be read ({1}). Nothing was changed; choose another file.',
          file,
          failure.details.reason,
        ),
        next: [],
      };
    case 'store_unreadable':
      return {
        text: l10n.t(
          "The store {0} can't be read at the moment ({1}). It was left as it is. It is shown once its disk and permissions allow it; or restore a backup, or start over.",
          file,
          failure.details.reason,
        ),
        next: [openStoreFolder(), restoreBackup(), startOver()],
      };
    case 'store_gone':
      return {
        text: l10n.t(
          'The store {0} is gone. Nothing was changed. Put it back, restore a backup, or start over.',
          file,
        ),
        next: [openStoreFolder(), restoreBackup(), startOver()],
      };
    case 'store_not_folder':
      return {
        text: l10n.t(
          'The store should be in the folder {0}, and there is no folder there but a file. Nothing was changed. Move the file away, then refresh.',
          file,
        ),
        next: [refresh(), openStoreFolder()],
      };
    case 'store_newer_format':
      return {
        text: l10n.t(
          'The store {0} was made by a newer version of Add-on Manager. It was left as it is; update the extension.',
          file,
        ),
        next: [refresh()],
      };
    case 'store_read_only':
      return {
        text: l10n.t(
          "The store {0} can't be written ({1}). Nothing was changed; make its folder writable, then try again.",
          file,
          failure.details.reason,
        ),
        next: [refresh(), openStoreFolder()],
      };
    case 'disk_full':
      return {
        text: l10n.t('The disk of {0} is full. Nothing was changed; make space, then try again.', file),
        next: [],
      };
    case 'store_busy':
      return {
        text: l10n.t('The store {0} is busy. Nothing was changed; try again in a moment.', file),
        next: [refresh()],
      };
    case 'store_failed':
      return {
        text: l10n.t(
          'The disk of {0} does not work as it should ({1}). Nothing was changed; look after it, then try again.',
          file,
          failure.details.reason,
        ),
        next: [refresh(), openStoreFolder()],
      };
    case 'store_too_large':
      return {
        text: l10n.t(
          'The store {0} would be larger than {1} MB. Nothing was changed; destroy apps that are not needed, then try again.',
          file,
          Math.round(failure.details.largest / (1024 * 1024)),
        ),
        next: [],
      };
    case 'store_file_failed':
      return {
        text: l10n.t(
          "{0} can't be read or written ({1}). Nothing was changed.",
          file,
          failure.details.reason,
        ),
        next: [],
      };
    case 'outcome_unknown':
      return {
        text: l10n.t(
          'Whether this was stored in {0} can not be told. Nothing else was lost; refresh and look before you repeat it.',
          file,
        ),
        next: [refresh()],
      };
    default:
      return failure satisfies never;
  }
}

function refresh(): NextStep {
  return { title: l10n.t('Refresh'), command: 'addons.refresh', known: {} };
}

function openStoreFolder(): NextStep {
  return { title: l10n.t('Open Store Folder'), command: 'addons.openStoreFolder', known: {} };
}

function restoreBackup(): NextStep {
  return { title: l10n.t('Restore Backup…'), command: 'addons.restoreBackup', known: {} };
}

function startOver(): NextStep {
  return { title: l10n.t('Start Over…'), command: 'addons.startOver', known: {} };
}

function unlockStore(): NextStep {
  return { title: l10n.t('Unlock with Key…'), command: 'addons.unlockStore', known: {} };
}

function recreateValues(): NextStep {
  return { title: l10n.t('Re-create Values…'), command: 'addons.recreateValues', known: {} };
}
