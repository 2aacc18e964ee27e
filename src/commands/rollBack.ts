import * as l10n from '@vscode/l10n';
import { findApp } from '../core/model/identifiers.ts';
import * as queries from '../core/model/queries.ts';
import type { Question } from './command.ts';
import { whichApp } from './questions.ts';
import { doneText } from './releasedText.ts';
import { defineActionCommand } from './runCommand.ts';

interface RollBackArguments {
  app: string;
  version: string | number;
}

/** Which release that is still kept? The newest first. */
const whichRelease: Question<RollBackArguments> = ({ platform, ask, step, known, previous }) => {
  const app = findApp(platform.state, known.app ?? '');
  const choices = queries.releasesOf(platform.state, app.id).map(({ version, description }) => ({
    value: String(version),
    label: `v${version}`,
    description,
  }));
  const placeholder = l10n.t('Your own config vars become those of this release; add-ons stay as they are');
  return ask.choose({ step, placeholder, choices: choices.slice(0, -1).reverse(), preselected: previous });
};

/** Sets the user's own config vars back to those of an older release, by a new one. */
export const rollBack = defineActionCommand<RollBackArguments, 'rollBackRelease'>({
  id: 'addons.rollback',
  title: () => l10n.t('Roll Back to Release'),
  arguments: { app: 'text', version: 'textOrNumber' },
  questions: { app: whichApp, version: whichRelease },
  review: 'always',
  subject: ({ version }) => l10n.t('to what v{0} had', version),
  action: (args) => ({ type: 'rollBackRelease', ...args }),
  done: ({ result, effect }) => doneText(l10n.t('Rolled {0} back.', result.app), effect),
});
