import * as l10n from '@vscode/l10n';
import { findApp } from '../core/model/identifiers.ts';
import * as queries from '../core/model/queries.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
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

const newValue: Question<SetConfigVarArguments> = async ({ platform, ask, step, known, tryAnswer }) =>
  ask.text({
    step,
    prompt: isSet(platform, known)
      ? l10n.t('New value of {0}, which replaces the present one. It may be empty.', known.name ?? '')
      : l10n.t('Value of {0}. It may be empty.', known.name ?? ''),
    isSecret: true,
    check: checkedBy(tryAnswer),
  });

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
