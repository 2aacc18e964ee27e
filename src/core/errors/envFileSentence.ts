import * as l10n from '@vscode/l10n';
import type { EnvFileProblem, Failure } from './failure.ts';

type EnvFileFailure = Extract<Failure, { readonly code: `env_${string}` }>;

/** What is said of a .env file that was not written. */
export function envFileSentence(failure: EnvFileFailure): string {
  const { file } = failure.details;
  switch (failure.code) {
    case 'env_file_unsafe':
      return unsafe(file, failure.details.problem);
    case 'env_file_changed':
      return l10n.t('{0} was changed meanwhile. It was left as it is; look at it, then try again.', file);
    case 'env_file_failed':
      return l10n.t(
        "{0} can't be read or written ({1}). Nothing was changed; make it accessible, then try again.",
        file,
        failure.details.reason,
      );
    case 'env_readback_failed':
      return l10n.t(
        '{0} would not give {1} back as it should: a quote in it stands open, perhaps. Nothing was changed; mend the file, then try again.',
        file,
        failure.details.name,
      );
    default:
      return failure satisfies never;
  }
}

function unsafe(file: string, problem: EnvFileProblem): string {
  switch (problem) {
    case 'name':
      return l10n.t(
        '{0} is no .env file, so nothing was changed. Choose .env, .env.… or a name that ends in .env.',
        file,
      );
    case 'outside':
      return l10n.t(
        '{0} is not in a folder of the workspace, so nothing was changed. Open its folder, or choose a file in one that is open.',
        file,
      );
    case 'noFolder':
      return l10n.t('The folder of {0} does not exist. Nothing was changed; make it, then try again.', file);
    case 'link':
      return l10n.t(
        '{0} is a link that leads out of its folder, or nowhere. Nothing was changed; put a file in its place, or choose another one.',
        file,
      );
    case 'hardLink':
      return l10n.t(
        '{0} is the same file as another one, which would lose the connection. Nothing was changed; put a copy in its place, or choose another file.',
        file,
      );
    case 'noFile':
      return l10n.t('{0} is no regular file. Nothing was changed; choose another one.', file);
    case 'tooLarge':
      return l10n.t('{0} is larger than 1 MiB. Nothing was changed; choose another file.', file);
    case 'encoding':
      return l10n.t('{0} is not UTF-8 text. Nothing was changed; save it as UTF-8, then try again.', file);
    case 'virtual':
      return l10n.t(
        "{0} is in a workspace that is on no disk, where files can't be written safely. Nothing was changed; copy the config vars as .env instead.",
        file,
      );
    default:
      return problem satisfies never;
  }
}
