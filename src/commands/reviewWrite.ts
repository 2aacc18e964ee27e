import * as l10n from '@vscode/l10n';
import type { EnvEdit, VarEdit } from '../core/envFile/edit.ts';
import { reasonText } from '../core/envFile/reasonText.ts';
import type { GitState, ReadEnvFile } from './envFilesPort.ts';
import type { Choice, ConfirmQuestion } from './ports.ts';

/** What will be done to a .env file, a row each: what to beware of first. Names, and no values. */
export function reviewWrite(
  read: ReadEnvFile,
  edit: EnvEdit,
  gitState: GitState,
): Omit<ConfirmQuestion, 'title'> {
  return {
    typed: '',
    invitation: l10n.t('Press Enter to write to {0}, Escape to leave it as it is', read.name),
    ready: l10n.t('Press Enter to write to {0}', read.name),
    consequences: [...gitRows(gitState), ...stateRows(read), ...edit.vars.flatMap(rowsOf)],
  };
}

function gitRows(gitState: GitState): readonly Choice[] {
  switch (gitState) {
    case 'tracked':
      return [
        warning('git', l10n.t('git tracks this file'), l10n.t('the values go into the next commit of it')),
      ];
    case 'notIgnored':
      return [warning('git', l10n.t('git would track this file'), l10n.t('add it to .gitignore afterwards'))];
    case 'unknown':
      return [
        {
          value: 'git',
          label: l10n.t('It is not known whether git tracks this file'),
          description: l10n.t('without git, a repository, or trust in the workspace'),
          icon: 'question',
        },
      ];
    case 'ignored':
      return [];
    default:
      return gitState satisfies never;
  }
}

function stateRows({ text, isDirty }: ReadEnvFile): readonly Choice[] {
  if (isDirty) {
    return [
      warning(
        'unsaved',
        l10n.t('The file has unsaved changes'),
        l10n.t('it is changed in the editor, not saved'),
      ),
    ];
  }
  return text === null
    ? [
        {
          value: 'new',
          label: l10n.t('New file'),
          icon: 'new-file',
          description: l10n.t('for your eyes only'),
        },
      ]
    : [];
}

function rowsOf({ name, outcome, reason, count }: VarEdit): readonly Choice[] {
  switch (outcome) {
    case 'added':
      return [{ value: name, label: `+ ${name}`, description: l10n.t('added'), icon: 'diff-added' }];
    case 'changed': {
      const description =
        count > 1
          ? l10n.t('changed on each of {0} lines: readers disagree on which counts', count)
          : l10n.t('changed');
      return [{ value: name, label: `~ ${name}`, description, icon: 'diff-modified' }];
    }
    case 'leftOut': {
      const why = reason === null ? '' : reasonText(reason);
      const description =
        count > 0 ? l10n.t('left out, its old line stays: {0}', why) : l10n.t('left out: {0}', why);
      return [{ value: name, label: name, description, icon: 'circle-slash' }];
    }
    case 'same':
      return [];
    default:
      return outcome satisfies never;
  }
}

function warning(value: string, label: string, description: string): Choice {
  return { value, label, description, icon: 'warning' };
}
