import type { PrefixHint } from '../actions/action.ts';
import { failed } from '../errors/addonError.ts';
import type { App } from '../model/app.ts';
import { configVarKey } from '../model/configVar.ts';
import { findApp } from '../model/identifiers.ts';
import { refuseLocked } from '../model/lockedValue.ts';
import { isConfigVarName } from '../model/names.ts';
import { drop, put } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import { byteLength, isConfigTooLarge } from './configSize.ts';
import { addRelease } from './releases.ts';
import type { Rule } from './rule.ts';

/** R5, D4: bytes of UTF-8. */
const longestValue = 32 * 1024;

interface Change {
  readonly name: string;
  readonly value: string | null;
}

/**
 * Sets and unsets config vars of the user's own; one release for all of them, none when nothing changes (R18).
 * A var that an attachment sets is taken with its present value and refused with any other (R17).
 *
 * @throws AddonError `app_not_found`, `invalid_config_var`, `config_var_owned`, `changed_meanwhile`, `store_locked`
 * @see docs/addon-rules.md, R5, R17–R18
 */
export const setConfigVars: Rule<'setConfigVars'> = (state, input, given) => {
  const app = findApp(state, input.app);
  for (const change of input.configVars) {
    checkForm(change);
  }
  const isOther = input.expected?.some(
    ({ name, value }) => (state.configVars[configVarKey(app.id, name)]?.value ?? null) !== value,
  );
  if (isOther === true) {
    throw failed('changed_meanwhile', {});
  }
  const changes = effective(state, app, ownChanges(state, app, input.configVars));
  const hints = changes.flatMap(({ name, value }) => (value === null ? [] : prefixHints(state, app, name)));
  if (changes.length === 0) {
    return [state, { appId: app.id, app: app.name, hints }];
  }
  let next = state;
  for (const { name, value } of changes) {
    const key = configVarKey(app.id, name);
    next =
      value === null
        ? drop(next, 'configVars', key)
        : put(next, 'configVars', key, { appId: app.id, name, value });
  }
  const largest = changes.find(({ value }) => value !== null);
  if (largest !== undefined && isConfigTooLarge(next, app.id)) {
    throw failed('invalid_config_var', { name: largest.name, problem: 'too_much' });
  }
  return [
    addRelease(state, next, { appId: app.id, description: descriptionOf(changes) }, given),
    { appId: app.id, app: app.name, hints },
  ];
};

function checkForm({ name, value }: Change): void {
  if (!isConfigVarName(name)) {
    throw failed('invalid_config_var', { name, problem: 'name' });
  }
  if (value === null) {
    return;
  }
  // It is no value, and would open nowhere else.
  refuseLocked(value);
  if (value.includes('\0')) {
    throw failed('invalid_config_var', { name, problem: 'nul' });
  }
  if (/\p{Surrogate}/u.test(value)) {
    throw failed('invalid_config_var', { name, problem: 'surrogate' });
  }
  if (byteLength(value) > longestValue) {
    throw failed('invalid_config_var', { name, problem: 'too_long' });
  }
}

/** Leaves out owned vars with their present value: tools that edit the whole config send all of it (R17). */
function ownChanges(state: State, app: App, changes: readonly Change[]): readonly Change[] {
  const owned = new Map(queries.ownedVarsOf(state, app.id).map((ownedVar) => [ownedVar.name, ownedVar]));
  const refused = changes.flatMap(({ name, value }) => {
    const ownedVar = owned.get(name);
    return ownedVar === undefined || ownedVar.value === value ? [] : [ownedVar];
  });
  if (refused.length > 0) {
    throw failed('config_var_owned', {
      app: app.name,
      configVars: [...new Set(refused.map(({ name }) => name))],
      addons: [...new Set(refused.map(({ addonId }) => queries.addonOf(state, addonId).name))],
    });
  }
  return changes.filter(({ name }) => !owned.has(name));
}

/** The changes that differ from what is there; of two for one name the later one. */
function effective(state: State, app: App, changes: readonly Change[]): readonly Change[] {
  const last = new Map(changes.map((change) => [change.name, change]));
  return [...last.values()].filter(({ name, value }) => {
    const present = state.configVars[configVarKey(app.id, name)]?.value ?? null;
    return present !== value;
  });
}

function prefixHints(state: State, app: App, name: string): readonly PrefixHint[] {
  return queries
    .attachmentsOfApp(state, app.id)
    .filter(({ alias }) => name.startsWith(`${alias}_`))
    .map(({ alias, addonId }) => ({ name, alias, addon: queries.addonOf(state, addonId).name }));
}

/** Names only: a description is shown everywhere and never holds a value. */
function descriptionOf(changes: readonly Change[]): string {
  const set = changes.filter(({ value }) => value !== null).map(({ name }) => name);
  const unset = changes.filter(({ value }) => value === null).map(({ name }) => name);
  if (unset.length === 0) {
    return `Set ${set.join(', ')} config vars`;
  }
  return set.length === 0
    ? `Remove ${unset.join(', ')} config vars`
    : `Set ${set.join(', ')} and remove ${unset.join(', ')} config vars`;
}
