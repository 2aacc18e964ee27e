import * as l10n from '@vscode/l10n';
import { findApp } from '../core/model/identifiers.ts';
import * as queries from '../core/model/queries.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import { AddonError } from '../core/errors/addonError.ts';
import { sentence } from '../core/errors/sentence.ts';
import type { Question } from './command.ts';
import { whichApp } from './questions.ts';
import { changedVars, doneText } from './releasedText.ts';
import { checkedBy } from './remark.ts';
import { defineActionCommand } from './runCommand.ts';

interface SetConfigVarArguments {
  app: string;
  name: string;
  /** Not known yet while its name is asked. */
  value?: string;
}

const configVarName: Question<unknown> = async ({ ask, step, tryAnswer }) =>
  ask.text({
    step,
    prompt: l10n.t('Name of the config var'),
    placeholder: 'LOG_LEVEL',
    check: async (text) => {
      const preview = await tryAnswer(text);
      return preview?.failure?.code === 'invalid_config_var' || preview?.failure?.code === 'config_var_owned'
        ? { text: sentence(preview.failure).text, blocks: true }
        : undefined;
    },
  });

/** Whether the app that is known has an own config var of the name that is known. */
function isSet({ state }: AddonPlatform, known: Partial<SetConfigVarArguments>): boolean {
  const app = findApp(state, known.app ?? '');
  return queries.ownVarsOf(state, app.id).some(({ name }) => name === known.name);
}

const newValue: Question<SetConfigVarArguments> = async (context) => {
  const { platform, ask, step, known, clipboard, tryAnswer } = context;
  // What can't be set at all is said before a value is asked for.
  const refused = (await tryAnswer(''))?.failure;
  if (refused?.code === 'config_var_owned' || refused?.code === 'invalid_config_var') {
    throw new AddonError(refused);
  }
  const check = checkedBy(tryAnswer);
  let remark = '';
  for (;;) {
    const prompt = isSet(platform, known)
      ? l10n.t('New value of {0}, which replaces the present one. It may be empty.', known.name ?? '')
      : l10n.t('Value of {0}. It may be empty.', known.name ?? '');
    const answer = await ask.textOrMore({
      step,
      prompt: remark || prompt,
      isSecret: true,
      // A line of input holds no line breaks: VS Code makes spaces of them without a word.
      button: { title: l10n.t('Take It from the Clipboard, Line Breaks Included'), icon: 'clippy' },
      check,
    });
    if (answer.kind !== 'more') {
      return answer;
    }
    const value = await clipboard.read();
    const problem = await check(value);
    if (problem?.blocks !== true) {
      return { kind: 'answer', value };
    }
    remark = problem.text;
  }
};

/** Sets one config var of the user's own. */
export const setConfigVar = defineActionCommand<SetConfigVarArguments, 'setConfigVars'>({
  id: 'addons.setConfigVar',
  title: () => l10n.t('Set Config Var'),
  arguments: { app: 'text', name: 'text', value: 'text' },
  questions: { app: whichApp, name: configVarName, value: newValue },
  action: ({ app, name, value }) => ({
    type: 'setConfigVars',
    app,
    configVars: [{ name, value: value ?? '' }],
  }),
  done: ({ result, effect, operationId }) => {
    if (operationId === null) {
      return l10n.t('It had that value already; nothing was changed.');
    }
    const [hint] = result.hints;
    const what = doneText(l10n.t('Set {0} on {1}.', changedVars(effect), result.app), effect);
    return hint === undefined
      ? what
      : l10n.t('{0} {1} begins like the config vars of {2}, and is your own.', what, hint.name, hint.addon);
  },
});
