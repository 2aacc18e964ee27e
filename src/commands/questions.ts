import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import { planName } from '../core/model/addon.ts';
import type { App } from '../core/model/app.ts';
import { findApp } from '../core/model/identifiers.ts';
import * as queries from '../core/model/queries.ts';
import type { State } from '../core/model/state.ts';
import { appDescription } from '../core/pricing/appDescription.ts';
import { priceText } from '../core/pricing/priceText.ts';
import type { AppId } from '../core/model/ids.ts';
import type { Question } from './command.ts';
import { recentFirst } from './recentFirst.ts';

/** Which app? Answers its id. What is probably meant stands first, then those that were changed last. */
export const whichApp: Question<unknown> = ({ platform, ask, step, likely, previous }) => {
  const { state } = platform;
  const apps = queries.allApps(state);
  if (apps.length === 0) {
    throw failed('nothing_to_choose', { what: 'apps', app: null });
  }
  const presumed = apps.find(({ id, name }) => id === likely.app || name === likely.app);
  const choices = recentFirst(apps, presumed, (app) => lastRelease(state, app.id)).map(
    ({ entry: app, heading }) => ({
      value: app.id,
      label: app.name,
      icon: 'server-process',
      description: appDescription(state, app.id),
      heading,
    }),
  );
  return ask.choose({
    step,
    placeholder: l10n.t('Choose an app'),
    choices,
    preselected: previous ?? presumed?.id,
  });
};

/** Which add-on, of all there are? Answers its id. */
export const whichAddon: Question<unknown> = ({ platform, ask, step, likely, previous }) => {
  const { state } = platform;
  const addons = queries.allAddons(state);
  if (addons.length === 0) {
    throw failed('nothing_to_choose', { what: 'addons', app: null });
  }
  const presumed = addons.find(({ id, name }) => id === likely.addon || name === likely.addon);
  const choices = recentFirst(addons, presumed, ({ updatedAt }) => updatedAt).map(
    ({ entry: addon, heading }) => ({
      value: addon.id,
      label: addon.name,
      icon: 'database',
      description: l10n.t(
        '{0} · {1} · billed to {2}',
        planName(addon),
        priceText(addon.billedPrice),
        queries.appOf(state, addon.billingAppId).name,
      ),
      heading,
    }),
  );
  return ask.choose({
    step,
    placeholder: l10n.t('Choose an add-on'),
    choices,
    preselected: previous ?? presumed?.id,
  });
};

function lastRelease(state: State, appId: AppId): number {
  return queries.releasesOf(state, appId).at(-1)?.createdAt ?? 0;
}

/** Which alias of the app that is known? */
export const whichAlias: Question<{ app: string }> = ({ platform, ask, step, known }) => {
  const { state } = platform;
  const app = knownApp(state, known.app);
  const choices = queries.attachmentsOfApp(state, app.id).map((attachment) => ({
    value: attachment.alias,
    label: attachment.alias,
    icon: 'plug',
    description: `→ ${queries.addonOf(state, attachment.addonId).name}`,
  }));
  if (choices.length === 0) {
    throw failed('nothing_to_choose', { what: 'aliases', app: app.name });
  }
  return ask.choose({ step, placeholder: l10n.t('Choose an alias of {0}', app.name), choices });
};

/** Which config var of the app that is known, its add-ons' included? */
export const whichConfigVar: Question<{ app: string }> = ({ platform, ask, step, known }) => {
  const { state } = platform;
  const app = knownApp(state, known.app);
  const sources = queries.sourcesOf(state, app.id);
  const choices = Object.keys(queries.configOf(state, app.id)).map((name) => ({
    value: name,
    label: name,
    icon: sources.has(name) ? 'symbol-key' : 'symbol-variable',
    description: sources.get(name),
  }));
  if (choices.length === 0) {
    throw failed('nothing_to_choose', { what: 'configVars', app: app.name });
  }
  return ask.choose({ step, placeholder: l10n.t('Choose a config var of {0}', app.name), choices });
};

/** Which config var that the user set on the app that is known? */
export const whichOwnConfigVar: Question<{ app: string }> = ({ platform, ask, step, known }) => {
  const app = knownApp(platform.state, known.app);
  const choices = queries
    .ownVarsOf(platform.state, app.id)
    .map(({ name }) => ({ value: name, label: name, icon: 'symbol-variable' }));
  if (choices.length === 0) {
    throw failed('nothing_to_choose', { what: 'ownConfigVars', app: app.name });
  }
  return ask.choose({ step, placeholder: l10n.t('Choose a config var of {0}', app.name), choices });
};

function knownApp(state: State, identifier: string | undefined): App {
  return findApp(state, identifier ?? '');
}
