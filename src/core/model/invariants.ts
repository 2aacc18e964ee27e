import { varName } from './attachment.ts';
import * as queries from './queries.ts';
import type { State } from './state.ts';

/**
 * What of I1–I7 does not hold (docs/addon-rules.md, Invariants): one sentence each, names and ids only. Empty for
 * every state that rules made; a store checks what it reads from outside.
 */
export function brokenInvariants(state: State): readonly string[] {
  const dangling = danglingReferences(state);
  // The others follow references.
  return dangling.length > 0
    ? dangling
    : [
        ...duplicates('I1: alias', aliasesInApps(state)),
        ...addonsWithoutAlias(state),
        ...foreignAttachments(state),
        ...varsInTwoPlaces(state),
        ...brokenVersions(state),
        ...duplicates(
          'I7: add-on name',
          Object.values(state.addons).map((addon) => addon.name),
        ),
        ...duplicates(
          'I7: app name',
          Object.values(state.apps).map((app) => app.name),
        ),
        ...duplicates(
          'I7: hostname',
          Object.values(state.domains).map((domain) => domain.hostname),
        ),
      ];
}

function danglingReferences(state: State): readonly string[] {
  return [
    ...Object.values(state.apps)
      .filter((app) => state.owners[app.ownerId] === undefined)
      .map((app) => `I2: app ${app.name} has no owner`),
    ...Object.values(state.addons)
      .filter((addon) => state.apps[addon.billingAppId] === undefined)
      .map((addon) => `I2: add-on ${addon.name} has no billing app`),
    ...Object.values(state.attachments)
      .filter(({ appId, addonId }) => state.apps[appId] === undefined || state.addons[addonId] === undefined)
      .map(({ alias }) => `I2: attachment ${alias} has no app or no add-on`),
    ...Object.values(state.configVars)
      .filter(({ appId }) => state.apps[appId] === undefined)
      .map(({ name }) => `I2: config var ${name} has no app`),
    ...Object.values(state.domains)
      .filter(({ appId }) => state.apps[appId] === undefined)
      .map(({ hostname }) => `I2: domain ${hostname} has no app`),
  ];
}

function aliasesInApps(state: State): readonly string[] {
  return Object.values(state.attachments).map(
    ({ appId, alias }) => `${queries.appOf(state, appId).name}::${alias}`,
  );
}

function addonsWithoutAlias(state: State): readonly string[] {
  return Object.values(state.addons)
    .filter(
      (addon) =>
        !queries.attachmentsOfAddon(state, addon.id).some(({ appId }) => appId === addon.billingAppId),
    )
    .map((addon) => `I3: add-on ${addon.name} has no alias on its billing app`);
}

function foreignAttachments(state: State): readonly string[] {
  return Object.values(state.attachments)
    .filter(({ appId, addonId }) => {
      const { billingAppId } = queries.addonOf(state, addonId);
      return queries.appOf(state, appId).ownerId !== queries.appOf(state, billingAppId).ownerId;
    })
    .map(({ alias }) => `I4: attachment ${alias} joins apps of two owners`);
}

/** I5. That own and owned names differ is how `ownedVarsOf` is made; two attachments must not claim one name. */
function varsInTwoPlaces(state: State): readonly string[] {
  const claimed = Object.values(state.attachments).flatMap(({ appId, addonId, alias }) =>
    Object.keys(queries.addonOf(state, addonId).values).map(
      (suffix) => `${queries.appOf(state, appId).name}::${varName(alias, suffix)}`,
    ),
  );
  return duplicates('I5: config var', claimed);
}

function brokenVersions(state: State): readonly string[] {
  return queries
    .allApps(state)
    .filter((app) => {
      const history = state.releases[app.id];
      const first = (history?.foldedThrough ?? 0) + 1;
      return (
        history === undefined ||
        history.releases.length === 0 ||
        history.releases.some((release, position) => release.version !== first + position)
      );
    })
    .map((app) => `I6: releases of app ${app.name} have a gap`);
}

function duplicates(what: string, texts: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const twice = texts.filter((text) => seen.size === seen.add(text).size);
  return [...new Set(twice)].map((text) => `${what} ${text} is there twice`);
}
