import * as l10n from '@vscode/l10n';
import type { PlainContext } from './command.ts';
import { definePlainCommand } from './runCommand.ts';
import { envFileRows } from './writeDotenvQuestions.ts';

interface IgnoreFileArguments {
  /** The one that was written last, if left out, or `.env`. */
  file?: string;
}

/** Keeps a .env file out of git: the button of the notification after a write, or any of the workspace. */
export const ignoreFile = definePlainCommand<IgnoreFileArguments>({
  id: 'addons.ignoreFile',
  title,
  arguments: { file: 'optionalText' },
  questions: {},
  run: async ({ file: given }, context) => {
    const { envFiles, report } = context;
    const file = given ?? (await whichFile(context));
    if (file === undefined) {
      return undefined;
    }
    const line = await envFiles.ignore(file);
    const gitState = await envFiles.gitState(file);
    if (gitState === 'tracked') {
      report.warn(l10n.t('git tracks this file all the same, until it is removed from the repository.'));
    } else if (gitState === 'notIgnored') {
      report.warn(
        l10n.t('git would track this file all the same: another line of a .gitignore takes it back in.'),
      );
    } else if (line === undefined) {
      report.note(l10n.t('git ignores this file already.'));
    } else {
      report.done(l10n.t('Added {0} to .gitignore.', line), []);
    }
    return { line: line ?? null };
  },
});

function title(): string {
  return l10n.t('Add .env File to .gitignore');
}

/** Which file? The one that was written last is active at first. @returns undefined when the person gave up */
async function whichFile({ ask, envFiles, isAsking }: PlainContext): Promise<string | undefined> {
  const last = envFiles.lastWrite?.path;
  if (!isAsking) {
    return last ?? '.env';
  }
  const answer = await ask.choose({
    step: { title: title(), number: 1, total: 1, canGoBack: false },
    placeholder: l10n.t('Choose the file that git is to ignore'),
    choices: await envFileRows(envFiles),
    preselected: last,
  });
  return answer.kind === 'answer' ? answer.value : undefined;
}
