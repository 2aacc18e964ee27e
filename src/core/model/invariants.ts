import { varName } from './attachment.ts';
import * as queries from './queries.ts';
import type { State } from './state.ts';

/** One place where an invariant does not hold. Names and ids only. */
export interface Breach {
  readonly invariant: string;
  /** The thing, as `alias`, and what it is called. */
  readonly kind: string;
  readonly name: string;
  readonly problem: string;
}

/** `breaches`, one sentence each. */
export function brokenInvariants(state: State): readonly string[] {
  return breaches(state).map(
    ({ invariant, kind, name, problem }) => `${invariant}: ${kind} ${name} ${problem}`,
  );
}

/**
 * Where I1–I7 do not hold (docs/addon-rules.md, Invariants). Empty for every state that rules made; a store checks
 * what it reads from outside, and undo what it would bring about.
 */
export function breaches(state: State): readonly Breach[] {
  const dangling = danglingReferences(state);
  // The others follow references.
  return dangling.length > 0
    ? dangling
    : [
        ...duplicates('I1', 'alias', aliasesInApps(state)),
        ...addonsWithoutAlias(state),
        ...foreignAttachments(state),
        ...varsInTwoPlaces(state),
        ...brokenVersions(state),
        ...duplicates(
          'I7',
          'add-on name',
          Object.values(state.addons).map((addon) => addon.name),
        ),
        ...duplicates(
          'I7',
          'app name',
          Object.values(state.apps).map((app) => app.name),
        ),
        ...duplicates(
          'I7',
          'hostname',
          Object.values(state.domains).map((domain) => domain.hostname),
        ),
      ];
}

function danglingReferences(state: State): readonly Breach[] {
  return [
    ...Object.values(state.apps)
      .filter((app) => state.owners[app.ownerId] === undefined)
      .map((app) => ({ invariant: 'I2', kind: 'app', name: app.name, problem: 'has no owner' })),
    ...Object.values(state.addons)
      .filter((addon) => state.apps[addon.billingAppId] === undefined)
      .map((addon) => ({ invariant: 'I2', kind: 'add-on', name: addon.name, problem: 'has no billing app' })),
    ...Object.values(state.attachments)
      .filter(({ appId, addonId }) => state.apps[appId] === undefined || state.addons[addonId] === undefined)
      .map(({ alias }) => ({
        invariant: 'I2',
        kind: 'attachment',
        name: alias,
        problem: 'has no app or no add-on',
      })),
    ...Object.values(state.configVars)
      .filter(({ appId }) => state.apps[appId] === undefined)
      .map(({ name }) => ({ invariant: 'I2', kind: 'config var', name: name, problem: 'has no app' })),
    ...Object.values(state.domains)
      .filter(({ appId }) => state.apps[appId] === undefined)
      .map(({ hostname }) => ({ invariant: 'I2', kind: 'domain', name: hostname, problem: 'has no app' })),
  ];
}

function aliasesInApps(state: State): readonly string[] {
  return Object.values(state.attachments).map(
    ({ appId, alias }) => `${queries.appOf(state, appId).name}::${alias}`,
  );
}

function addonsWithoutAlias(state: State): readonly Breach[] {
  return Object.values(state.addons)
    .filter(
      (addon) =>
        !queries.attachmentsOfAddon(state, addon.id).some(({ appId }) => appId === addon.billingAppId),
    )
    .map((addon) => ({
      invariant: 'I3',
      kind: 'add-on',
      name: addon.name,
      problem: 'has no alias on its billing app',
    }));
}

function foreignAttachments(state: State): readonly Breach[] {
  return Object.values(state.attachments)
    .filter(({ appId, addonId }) => {
      const { billingAppId } = queries.addonOf(state, addonId);
      return queries.appOf(state, appId).ownerId !== queries.appOf(state, billingAppId).ownerId;
    })
    .map(({ alias }) => ({
      invariant: 'I4',
      kind: 'attachment',
      name: alias,
      problem: 'joins apps of two owners',
    }));
}

/** I5. That own and owned names differ is how `ownedVarsOf` is made; two attachments must not claim one name. */
function varsInTwoPlaces(state: State): readonly Breach[] {
  const claimed = Object.values(state.attachments).flatMap(({ appId, addonId, alias }) =>
    Object.keys(queries.addonOf(state, addonId).values).map(
      (suffix) => `${queries.appOf(state, appId).name}::${varName(alias, suffix)}`,
    ),
  );
  return duplicates('I5', 'config var', claimed);
}

function brokenVersions(state: State): readonly Breach[] {
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
    .map((app) => ({ invariant: 'I6', kind: 'releases of app', name: app.name, problem: 'have a gap' }));
}

function duplicates(invariant: string, kind: string, names: readonly string[]): readonly Breach[] {
  const seen = new Set<string>();
  const twice = names.filter((name) => seen.size === seen.add(name).size);
  return [...new Set(twice)].map((name) => ({ invariant, kind, name, problem: 'is there twice' }));
}
