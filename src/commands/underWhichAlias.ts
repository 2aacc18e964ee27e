import * as l10n from '@vscode/l10n';
import type { ActionType } from '../core/actions/action.ts';
import type { Done, Preview } from '../core/platform/addonPlatform.ts';
import { isAddonName } from '../core/model/names.ts';
import * as queries from '../core/model/queries.ts';
import { hourlyText, monthlyText } from '../core/pricing/priceText.ts';
import type { Question, QuestionContext } from './command.ts';
import type { Remark, TextQuestion } from './ports.ts';
import { checkedBy, orDefault, remarkOn } from './remark.ts';

/** Under which alias? Empty takes the one that is shown, with what it will do. */
export const underWhichAlias: Question<object> = async (context) =>
  context.ask.text(await aliasQuestion(context));

/** The same for a new add-on, which can be named by a button. */
export const underWhichAliasOrNamed: Question<{ name?: string }> = async (context) => {
  const button = { title: l10n.t('Name the Add-on…'), icon: 'tag' };
  let value = '';
  for (;;) {
    const question = await aliasQuestion(context);
    const { name } = context.known;
    const prompt =
      name === undefined ? question.prompt : l10n.t('{0} is its name. {1}', name, question.prompt);
    const answer = await context.ask.textOrMore({ ...question, prompt, value, button });
    if (answer.kind !== 'more') {
      return answer;
    }
    value = answer.typed;
    const named = await context.ask.text({
      step: { ...context.step, canGoBack: true },
      prompt: l10n.t('Name of the add-on, unique over all apps. Empty: a name is drawn.'),
      value: context.known.name,
      check: (text) => Promise.resolve(nameRemark(text, context)),
    });
    if (named.kind === 'cancelled') {
      return named;
    }
    if (named.kind === 'answer') {
      context.also({ name: named.value === '' ? undefined : named.value } as { name?: string });
    }
  }
};

function nameRemark(text: string, { platform }: QuestionContext<unknown>): Remark | undefined {
  if (text !== '' && !isAddonName(text)) {
    return remarkOn({ code: 'invalid_addon_name', details: { name: text } });
  }
  return queries.addonNamed(platform.state, text) === undefined
    ? undefined
    : remarkOn({ code: 'addon_name_taken', details: { name: text } });
}

async function aliasQuestion({ step, tryAnswer }: QuestionContext<object>): Promise<TextQuestion> {
  const preview = await tryAnswer(undefined);
  const alias = aliasOf(preview);
  return {
    step,
    prompt:
      preview?.failure === null && alias !== undefined
        ? promptFor(alias, preview)
        : l10n.t('Alias: prefix of its config vars'),
    placeholder: alias,
    check: checkedBy(
      (text) => tryAnswer(orDefault(text)),
      (text, typed) => (text === '' ? undefined : promptFor(text, typed)),
    ),
  };
}

function aliasOf(preview: Preview<ActionType> | undefined): string | undefined {
  return preview?.failure === null && 'alias' in preview.result ? preview.result.alias : undefined;
}

/** "Press Enter to take REDIS. It sets REDIS_URL; acme restarts as v3. ~$0.004/hour, $3/month at most." */
function promptFor(alias: string, { effect }: Done<ActionType>): string {
  const { monthlyCents } = effect;
  const sets = effect.apps.flatMap(({ app, configVarsSet, releases }) => {
    const release = releases.at(-1) ?? 0;
    return configVarsSet.length === 0
      ? [l10n.t('{0} restarts as v{1}.', app, release)]
      : [l10n.t('It sets {0}; {1} restarts as v{2}.', configVarsSet.join(', '), app, release)];
  });
  const price =
    monthlyCents > 0
      ? [l10n.t('{0}, {1} at most.', hourlyText(monthlyCents), monthlyText(monthlyCents))]
      : [];
  return [l10n.t('Press Enter to take {0}.', alias), ...sets, ...price].join(' ');
}
