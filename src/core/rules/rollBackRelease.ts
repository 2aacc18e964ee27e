import { failed } from '../errors/addonError.ts';
import type { App } from '../model/app.ts';
import { configVarKey, type Vars } from '../model/configVar.ts';
import { findApp } from '../model/identifiers.ts';
import { drop, put } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { Release } from '../model/release.ts';
import type { State } from '../model/state.ts';
import { addRelease, ownConfigAt } from './releases.ts';
import type { Rule } from './rule.ts';

/**
 * One new release whose own config vars are those of an older one. Add-ons, attachments and their values stay as
 * they are; an own var of then whose name an attachment has now is left out. A release even if nothing changes.
 *
 * @throws AddonError `app_not_found`, `release_not_found`
 * @see docs/addon-rules.md, R36
 */
export const rollBackRelease: Rule<'rollBackRelease'> = (state, input, given) => {
  const app = findApp(state, input.app);
  const release = findRelease(state, app, String(input.version));
  const owned = new Set(queries.ownedVarsOf(state, app.id).map(({ name }) => name));
  const wanted = ownConfigAt(state, app.id, release.version);
  const kept: Vars = Object.fromEntries(Object.entries(wanted).filter(([name]) => !owned.has(name)));
  const rolledBack = replaceOwnVars(state, app, kept);
  const { version, slug } = release;
  const description = `Rollback to v${version}`;
  const next = addRelease(state, rolledBack, { appId: app.id, description, slug }, given);
  return [next, { appId: app.id, app: app.name, version: queries.currentVersion(next, app.id) }];
};

function findRelease(state: State, app: App, version: string): Release {
  const number = version.replace(/^v/, '');
  const releases = queries.releasesOf(state, app.id);
  const release = releases.find((each) => String(each.version) === number);
  if (release === undefined) {
    throw failed('release_not_found', { app: app.name, version, oldest: releases[0]?.version ?? 0 });
  }
  return release;
}

function replaceOwnVars(state: State, app: App, wanted: Vars): State {
  let next = state;
  for (const { name } of queries.ownVarsOf(state, app.id)) {
    if (!Object.hasOwn(wanted, name)) {
      next = drop(next, 'configVars', configVarKey(app.id, name));
    }
  }
  for (const [name, value] of Object.entries(wanted)) {
    const key = configVarKey(app.id, name);
    if (state.configVars[key]?.value !== value) {
      next = put(next, 'configVars', key, { appId: app.id, name, value });
    }
  }
  return next;
}
