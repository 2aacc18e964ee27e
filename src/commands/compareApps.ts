import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import type { App } from '../core/model/app.ts';
import {
  compareConfigs,
  type ComparedVar,
  type ConfigComparison,
  type VarSource,
} from '../core/model/configComparison.ts';
import { findApp } from '../core/model/identifiers.ts';
import type { AppId } from '../core/model/ids.ts';
import * as queries from '../core/model/queries.ts';
import { appDescription } from '../core/pricing/appDescription.ts';
import { afterwards } from './afterwards.ts';
import { Asking } from './askAll.ts';
import type { PlainContext, Question } from './command.ts';
import type { Choice, RowAction } from './ports.ts';
import { whichApp } from './questions.ts';
import { changedVars, doneText } from './releasedText.ts';
import { reviewQuestion } from './reviewQuestion.ts';
import { definePlainCommand } from './runCommand.ts';

interface CompareAppsArguments {
  app: string;
  other: string;
}

/** Which app to compare with? Any but the one that is known. */
const whichOtherApp: Question<CompareAppsArguments> = ({ platform, ask, step, known }) => {
  const { state } = platform;
  const app = findApp(state, known.app ?? '');
  const choices = queries
    .allApps(state)
    .filter(({ id }) => id !== app.id)
    .map(({ id, name }) => ({
      value: id,
      label: name,
      icon: 'server-process',
      description: appDescription(state, id),
    }));
  if (choices.length === 0) {
    throw failed('nothing_to_choose', { what: 'otherApps', app: app.name });
  }
  return ask.choose({ step, placeholder: l10n.t('Compare {0} with which app?', app.name), choices });
};

const asked = {
  title: () => l10n.t('Compare Config of Two Apps'),
  arguments: { app: 'text', other: 'text' },
  questions: { app: whichApp, other: whichOtherApp },
} as const;

/** Lists the config vars of two apps beside each other, by name and source; values are compared and never shown. */
export const compareApps = definePlainCommand<CompareAppsArguments>({
  id: 'addons.compareApps',
  ...asked,
  run: (args, context) => compare(args, context),
  // Two rows of apps are the two; of more, the first two. What they don't tell is asked.
  runOnSeveral: async (rows, context) => {
    const [app, other] = appsOf(rows, context);
    const known = { ...(app !== undefined && { app }), ...(other !== undefined && { other }) };
    const args = await new Asking<CompareAppsArguments>(asked, known, context).ask();
    return args === undefined ? undefined : compare(args, context);
  },
});

/** Ids of the apps that rows tell, each once, whether by name or by id. */
function appsOf(rows: readonly { readonly app?: string }[], { platform }: PlainContext): readonly AppId[] {
  const apps = rows.flatMap(({ app }) => (app === undefined ? [] : [findApp(platform.state, app).id]));
  return [...new Set(apps)];
}

async function compare(args: CompareAppsArguments, context: PlainContext): Promise<object> {
  const { platform, isAsking } = context;
  await platform.ready();
  const first = findApp(platform.state, args.app);
  const second = findApp(platform.state, args.other);
  if (isAsking) {
    await browseComparison(first, second, context);
  }
  // By the state of now: values may have been set meanwhile, and an app may have gone.
  return { app: first.name, other: second.name, ...compareConfigs(platform.state, first, second) };
}

/** Shows the list, again after each button, until a row is chosen: that copies its name. */
async function browseComparison(first: App, second: App, context: PlainContext): Promise<void> {
  const { platform, ask, run } = context;
  let preselected: string | undefined;
  for (;;) {
    const comparison = compareConfigs(platform.state, first, second);
    const choices = comparisonRows(comparison, first, second);
    if (choices.length === 0) {
      throw failed('nothing_to_choose', { what: 'configVars', app: first.name });
    }
    const answer = await ask.browse({
      step: { title: l10n.t('{0} and {1}', first.name, second.name), number: 1, total: 1, canGoBack: false },
      placeholder: l10n.t('Choose a config var to copy its name'),
      choices,
      preselected,
    });
    if (answer.kind !== 'answer') {
      return;
    }
    const { value: name, action } = answer.value;
    preselected = name;
    if (action === 'setOnSecond' || action === 'setOnFirst') {
      const [from, to] = action === 'setOnSecond' ? [first, second] : [second, first];
      if ((await setToo(name, from, to, context)) === 'left') {
        return;
      }
    } else {
      await run('addons.copyName', { name });
      if (action === undefined) {
        return;
      }
    }
  }
}

function comparisonRows(comparison: ConfigComparison, first: App, second: App): readonly Choice[] {
  const rows = (heading: string, compared: readonly ComparedVar[]): readonly Choice[] =>
    compared.map((each, position) => ({
      value: each.name,
      label: each.name,
      icon: iconOf(each),
      description: sourceText(each, first, second),
      actions: actionsOf(each, comparison.same.includes(each), first, second),
      ...(position === 0 && { heading }),
    }));
  return [
    ...rows(l10n.t('Only on {0}', first.name), comparison.onlyFirst),
    ...rows(l10n.t('Only on {0}', second.name), comparison.onlySecond),
    ...rows(l10n.t('Different Values'), comparison.different),
    ...rows(l10n.t('Same Value'), comparison.same),
  ];
}

function iconOf({ first, second }: ComparedVar): string {
  return first?.kind === 'addon' || second?.kind === 'addon' ? 'symbol-key' : 'symbol-variable';
}

function sourceText(compared: ComparedVar, first: App, second: App): string {
  if (compared.second === null) {
    return compared.first === null ? '' : l10n.t('on {0}: {1}', first.name, oneSource(compared.first));
  }
  const onSecond = oneSource(compared.second);
  if (compared.first === null) {
    return l10n.t('on {0}: {1}', second.name, onSecond);
  }
  const onFirst = oneSource(compared.first);
  return onFirst === onSecond
    ? l10n.t('on both: {0}', onFirst)
    : l10n.t('on {0}: {1} · on {2}: {3}', first.name, onFirst, second.name, onSecond);
}

function oneSource(source: VarSource): string {
  return source.kind === 'own' ? l10n.t('set by you') : `${source.alias} → ${source.addon}`;
}

/** A value can be set on the other app where it is the user's own, and no add-on sets that name there. */
function actionsOf(compared: ComparedVar, isSame: boolean, first: App, second: App): readonly RowAction[] {
  const setToo = (
    from: VarSource | null,
    to: VarSource | null,
    app: App,
    id: string,
  ): readonly RowAction[] =>
    from?.kind === 'own' && to?.kind !== 'addon' && !isSame
      ? [{ id, title: l10n.t('Set on {0} Too', app.name), icon: 'arrow-swap' }]
      : [];
  return [
    { id: 'copyName', title: l10n.t('Copy Name'), icon: 'copy' },
    ...setToo(compared.first, compared.second, second, 'setOnSecond'),
    ...setToo(compared.second, compared.first, first, 'setOnFirst'),
  ];
}

/** Gives a config var the value that it has on another app, once a person has seen what that does. */
async function setToo(
  name: string,
  from: App,
  to: App,
  context: PlainContext,
): Promise<'done' | 'back' | 'left'> {
  const { platform, ask, report } = context;
  const value = queries.ownVarsOf(platform.state, from.id).find((each) => each.name === name)?.value;
  if (value === undefined) {
    throw failed('config_var_not_found', { name, app: from.name, nearest: null });
  }
  const action = { type: 'setConfigVars', app: to.id, configVars: [{ name, value }] } as const;
  const preview = await platform.preview(action);
  if (preview.failure === null) {
    const title = l10n.t('Set {0} on {1} Too', name, to.name);
    const answer = await ask.confirm({ ...reviewQuestion(title, preview.effect), canGoBack: true });
    if (answer !== 'confirmed') {
      return answer === 'back' ? 'back' : 'left';
    }
  }
  const { effect, operationId } = await platform.perform(action, { seed: preview.seed });
  const what = l10n.t('Set {0} on {1}.', changedVars(effect), to.name);
  report.done(doneText(what, effect), afterwards(operationId, platform));
  return 'done';
}
