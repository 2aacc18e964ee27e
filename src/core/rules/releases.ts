import { planName } from '../model/addon.ts';
import type { VarChanges, Vars } from '../model/configVar.ts';
import type { AppId, ReleaseId } from '../model/ids.ts';
import { patch, put } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { Release, ReleaseHistory } from '../model/release.ts';
import type { State } from '../model/state.ts';
import { recordEvent } from './events.ts';
import type { Given } from './rule.ts';

interface NewRelease {
  readonly appId: AppId;
  readonly description: string;
  /** Who caused it, when it is not the person who acts: a provider (R33). */
  readonly user?: string;
  /** The commit that runs from now on; as before, if left out. */
  readonly slug?: string | null;
}

/**
 * The next version of an app: a snapshot of its config, and a restart (R35).
 *
 * @param before the state at the app's last release, to tell what this one changes
 * @param after the state that the release describes
 */
export function addRelease(before: State, after: State, fresh: NewRelease, given: Given): State {
  const { appId } = fresh;
  const user = fresh.user ?? given.actor;
  const old = before.apps[appId] === undefined ? lastTold(after, appId) : configParts(before, appId);
  const now = configParts(after, appId);
  const own = changesOf(old.own, now.own);
  const owned = changesOf(old.owned, now.owned);
  const history = after.releases[appId] ?? { appId, foldedThrough: 0, releases: [] };
  const version = Math.max(history.foldedThrough, history.releases.at(-1)?.version ?? 0) + 1;
  const release: Release = {
    id: given.chance.uuid() as ReleaseId,
    version,
    description: fresh.description,
    user,
    status: 'succeeded',
    createdAt: given.nowMs,
    changes: { own, owned },
    addonPlanNames: queries.addonsBilledTo(after, appId).map(planName),
    slug: fresh.slug === undefined ? (history.releases.at(-1)?.slug ?? null) : fresh.slug,
  };
  let next = put(
    after,
    'releases',
    appId,
    fold({ ...history, releases: [...history.releases, release] }, given.keptReleases),
  );
  next = patch(next, 'apps', appId, { releasedAt: given.nowMs, updatedAt: given.nowMs });
  const names = changedNames(own, owned);
  if (names.length > 0) {
    next = recordEvent(
      next,
      { type: 'config.updated', appId, actor: user, data: { configVars: names } },
      given,
    );
  }
  return recordEvent(
    next,
    { type: 'release.created', appId, actor: user, data: { version, description: fresh.description } },
    given,
  );
}

/** The user's own config vars of an app as they were at one of its releases that is still kept. */
export function ownConfigAt(state: State, appId: AppId, version: number): Vars {
  return toldBy(state, appId, version, 'own');
}

/** The whole config of an app right after one of its releases that is still kept. */
export function configAt(state: State, appId: AppId, version: number): Vars {
  return { ...toldBy(state, appId, version, 'owned'), ...toldBy(state, appId, version, 'own') };
}

interface ConfigParts {
  readonly own: Vars;
  readonly owned: Vars;
}

/** What the last release of an app tells: the base for the next one of an app that was gone meanwhile (R37). */
function lastTold(state: State, appId: AppId): ConfigParts {
  const version = queries.currentVersion(state, appId);
  return { own: toldBy(state, appId, version, 'own'), owned: toldBy(state, appId, version, 'owned') };
}

function toldBy(state: State, appId: AppId, version: number, part: keyof ConfigParts): Vars {
  return queries
    .releasesOf(state, appId)
    .filter((release) => release.version <= version)
    .reduce<VarChanges>((config, { changes }) => joined(config, changes[part]), { set: {}, unset: [] }).set;
}

function configParts(state: State, appId: AppId): ConfigParts {
  return { own: asVars(queries.ownVarsOf(state, appId)), owned: asVars(queries.ownedVarsOf(state, appId)) };
}

function asVars(configVars: readonly { readonly name: string; readonly value: string }[]): Vars {
  return Object.fromEntries(configVars.map(({ name, value }) => [name, value]));
}

function changesOf(before: Vars, after: Vars): VarChanges {
  const changed = Object.entries(after).filter(
    ([name, value]) => !Object.hasOwn(before, name) || before[name] !== value,
  );
  const unset = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  return { set: Object.fromEntries(changed), unset };
}

function changedNames(...parts: readonly VarChanges[]): readonly string[] {
  const names = parts.flatMap(({ set, unset }) => [...Object.keys(set), ...unset]);
  return [...new Set(names)].sort(queries.byText);
}

/** Releases older than those that are kept are folded into the oldest kept, which then holds the whole config. */
function fold(history: ReleaseHistory, kept: number): ReleaseHistory {
  const [first, second, ...rest] = history.releases;
  if (history.releases.length <= kept || first === undefined || second === undefined) {
    return history;
  }
  const changes = {
    own: joined(first.changes.own, second.changes.own),
    owned: joined(first.changes.owned, second.changes.owned),
  };
  const folded = { ...history, foldedThrough: first.version, releases: [{ ...second, changes }, ...rest] };
  // More than one, when fewer are kept than before.
  return fold(folded, kept);
}

/** The config after two changes, told as one against nothing: the older one is whole already. */
function joined(older: VarChanges, newer: VarChanges): VarChanges {
  const kept = Object.entries(older.set).filter(([name]) => !newer.unset.includes(name));
  return { set: { ...Object.fromEntries(kept), ...newer.set }, unset: [] };
}
