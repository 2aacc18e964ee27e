import * as l10n from '@vscode/l10n';
import { sentence } from '../core/errors/sentence.ts';
import type { NextStep } from '../core/errors/sentenceTypes.ts';
import type { Addon } from '../core/model/addon.ts';
import type { Attachment } from '../core/model/attachment.ts';
import * as queries from '../core/model/queries.ts';
import type { State } from '../core/model/state.ts';
import { priceText, signedMonthlyText } from '../core/pricing/priceText.ts';
import type { AppEffect, Effect } from '../core/rules/effect.ts';
import type { Breakage, Doomed } from './breakage.ts';
import { longRow } from './longRow.ts';
import type { Choice } from './ports.ts';

/** A row to read, and where it leads if it leads on. */
export interface LeadingRow {
  readonly row: Choice;
  readonly next?: NextStep;
}

export interface BreakageList {
  readonly title: string;
  readonly placeholder: string;
  readonly rows: readonly LeadingRow[];
}

/**
 * What would break as one list: app by app, then money, then what can be done. Names, never a value.
 *
 * @param state the one that was looked at, in which all of it is still there
 */
export function breakageRows(doomed: Doomed, found: Breakage, state: State): BreakageList {
  const { effect, refusal } = found;
  const told =
    refusal === null
      ? [...addonsGone(doomed, state), ...(effect === null ? [] : effectRows(effect, doomed, state))]
      : [{ row: { value: 'refusal', ...longRow(sentence(refusal).text), icon: 'circle-slash' } }];
  const next = refusal === null ? [] : sentence(refusal).next;
  return {
    ...headOf(doomed, state),
    rows: [...told, ...leadingRows([...next, ...nextSteps(doomed, found, state)])],
  };
}

function headOf(doomed: Doomed, state: State): Pick<BreakageList, 'title' | 'placeholder'> {
  const placeholder = l10n.t('Nothing is changed by looking');
  switch (doomed.kind) {
    case 'addon':
      return { title: l10n.t('If {0} Were Destroyed', doomed.addon.name), placeholder };
    case 'alias': {
      const { alias, appId } = doomed.attachment;
      const app = queries.appOf(state, appId).name;
      return { title: l10n.t('If {0} Were Detached from {1}', alias, app), placeholder };
    }
    case 'app':
      return { title: l10n.t('If {0} Were Destroyed', doomed.app.name), placeholder };
    default:
      return doomed satisfies never;
  }
}

/** The add-ons that would go with their data, or the one that stays when an alias is detached. */
function addonsGone(doomed: Doomed, state: State): readonly LeadingRow[] {
  if (doomed.kind === 'alias') {
    const { name } = queries.addonOf(state, doomed.attachment.addonId);
    const description = l10n.t('stays, with its data and its other aliases');
    return [{ row: { value: 'stays', label: name, icon: 'database', description } }];
  }
  const gone = doomed.kind === 'addon' ? [doomed.addon] : queries.addonsBilledTo(state, doomed.app.id);
  return gone.map((addon) => ({
    row: {
      value: `addon ${addon.id}`,
      label: addon.name,
      icon: 'trash',
      description: l10n.t('goes with its data · {0}', addonPrice(addon)),
    },
  }));
}

function addonPrice(addon: Addon): string {
  return addon.state === 'provisioned' ? priceText(addon.billedPrice) : l10n.t('not billed yet');
}

function effectRows(effect: Effect, doomed: Doomed, state: State): readonly LeadingRow[] {
  const gone = doomed.kind === 'app' ? doomed.app.id : undefined;
  // The app that everything is about comes first.
  const apps = effect.apps.toSorted(
    (first, second) => Number(second.appId === gone) - Number(first.appId === gone),
  );
  const rows = apps.flatMap((app) => appRows(app, app.appId === gone, state));
  const price: Choice = {
    value: 'price',
    icon: 'credit-card',
    label: signedMonthlyText(effect.monthlyCents),
    heading: l10n.t('Money'),
    description: l10n.t('from now on; what was used so far stays billed'),
  };
  return [...rows, ...(effect.monthlyCents === 0 ? [] : [price])].map((row) => ({ row }));
}

/** Each row names its app: headings vanish while one types. */
function appRows(effect: AppEffect, isGone: boolean, state: State): readonly Choice[] {
  const { app, appId } = effect;
  const rows: Choice[] = [];
  const add = (what: string, label: string, icon: string, description: string): void => {
    rows.push({ value: `${appId} ${what}`, label, icon, description });
  };
  if (isGone) {
    const kept = queries.releasesOf(state, appId).length;
    const what = kept === 1 ? l10n.t('goes, with its release') : l10n.t('goes, with {0} releases', kept);
    add('app', app, 'trash', what);
  }
  for (const alias of effect.detached) {
    add(`alias ${alias}`, alias, 'debug-disconnect', l10n.t('alias that {0} loses', app));
  }
  for (const name of effect.configVarsUnset) {
    add(`unset ${name}`, name, 'remove', l10n.t('config var that {0} loses', app));
  }
  for (const name of effect.configVarsChanged) {
    add(`changed ${name}`, name, 'edit', l10n.t('config var that gets another value on {0}', app));
  }
  const newest = effect.releases.at(-1);
  if (newest !== undefined) {
    add('restarts', l10n.t('{0} restarts', app), 'debug-restart', l10n.t('release v{0}', newest));
  }
  const [first, ...rest] = rows;
  return first === undefined ? [] : [{ ...first, heading: app }, ...rest];
}

function nextSteps(doomed: Doomed, { detachable, refusal }: Breakage, state: State): readonly NextStep[] {
  switch (doomed.kind) {
    case 'addon': {
      const known = { addon: doomed.addon.id };
      return [...detachable.map((each) => detachInstead(each, state)), destroyStep(known), revealStep(known)];
    }
    case 'alias': {
      const { appId, alias, addonId } = doomed.attachment;
      const detach = { title: l10n.t('Detach {0}…', alias), command: 'addons.detach' };
      return [
        ...(refusal !== null ? [] : [{ ...detach, known: { app: appId, alias } }]),
        destroyStep({ app: appId, alias }),
        revealStep({ addon: addonId }),
      ];
    }
    case 'app': {
      const known = { app: doomed.app.id };
      return [
        { title: l10n.t('Destroy App…'), command: 'addons.destroyApp', known },
        { title: l10n.t('Reveal App'), command: 'addons.revealInApp', known },
      ];
    }
    default:
      return doomed satisfies never;
  }
}

function detachInstead({ alias, appId }: Attachment, state: State): NextStep {
  const app = queries.appOf(state, appId).name;
  return {
    title: l10n.t('Detach {0} from {1} Instead', alias, app),
    command: 'addons.detach',
    known: { app: appId, alias },
  };
}

function destroyStep(known: NextStep['known']): NextStep {
  return { title: l10n.t('Destroy Add-on…'), command: 'addons.destroy', known };
}

function revealStep(known: NextStep['known']): NextStep {
  return { title: l10n.t('Reveal Add-on'), command: 'addons.revealAddon', known };
}

const icons: ReadonlyMap<string, string> = new Map([
  ['addons.detach', 'debug-disconnect'],
  ['addons.destroy', 'trash'],
  ['addons.destroyApp', 'trash'],
  ['addons.attach', 'link'],
  ['addons.revealAddon', 'list-tree'],
  ['addons.revealInApp', 'list-tree'],
]);

/** What can be done, once each. */
function leadingRows(steps: readonly NextStep[]): readonly LeadingRow[] {
  const once = [...new Map(steps.map((step) => [step.title, step])).values()];
  return once.map((step, position) => ({
    row: {
      value: `next ${position}`,
      label: step.title,
      icon: icons.get(step.command) ?? 'arrow-right',
      ...(position === 0 && { heading: l10n.t('What You Can Do') }),
    },
    next: step,
  }));
}
