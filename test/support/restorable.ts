import assert from 'node:assert/strict';
import { findApp } from '../../src/core/model/identifiers.ts';
import type { AppId, OperationId } from '../../src/core/model/ids.ts';
import * as queries from '../../src/core/model/queries.ts';
import type { State } from '../../src/core/model/state.ts';
import { ownConfigAt } from '../../src/core/rules/releases.ts';
import { simulatedProvider } from '../../src/providers/simulated.ts';
import type { LocalPlatformParts } from '../../src/core/platform/localPlatform.ts';
import { TestPlatform } from './platform.ts';

type Entry = Readonly<Record<string, unknown>>;

/** What undo puts back: all but releases, events, operations, counters, and the moments that releases move (R37). */
export function restorable(state: State): Readonly<Record<string, Readonly<Record<string, Entry>>>> {
  const {
    releases: _releases,
    events: _events,
    operations: _operations,
    counters: _counters,
    ...kept
  } = state;
  return Object.fromEntries(
    Object.entries(kept).map(([bucket, entries]) => [
      bucket,
      Object.fromEntries(
        Object.entries(entries).map(([key, entry]) => {
          const { updatedAt: _updatedAt, releasedAt: _releasedAt, ...fields } = entry as Entry;
          return [key, fields];
        }),
      ),
    ]),
  );
}

/** App id → version of its newest release; apps that were destroyed count while their releases are kept. */
export function versions(state: State): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.keys(state.releases).map((id) => [id, queries.currentVersion(state, id as AppId)]),
  );
}

/** By name of app, the releases that were made between two states. Those of before must all be there still. */
export function newReleases(before: State, after: State): Readonly<Record<string, readonly string[]>> {
  const made = queries.allApps(after).flatMap(({ id, name }) => {
    const [old, now] = [queries.releasesOf(before, id), queries.releasesOf(after, id)];
    assert.deepEqual(now.slice(0, old.length), old, `${name}: a release was altered or removed`);
    const fresh = now.slice(old.length).map(({ version, description }) => `v${version} ${description}`);
    return fresh.length === 0 ? [] : [[name, fresh] as const];
  });
  return Object.fromEntries(made);
}

/** The config of an app from what the state holds and nothing else; no name may be in two places (I5). */
export function configByHand(state: State, appId: string): Readonly<Record<string, string>> {
  const own = Object.values(state.configVars).filter((configVar) => configVar.appId === appId);
  const owned = Object.values(state.attachments)
    .filter((attachment) => attachment.appId === appId)
    .flatMap(({ alias, addonId }) =>
      Object.entries(state.addons[addonId]!.values).map(([suffix, value]) => ({
        name: `${alias}_${suffix}`,
        value,
      })),
    );
  const names = [...own, ...owned].map(({ name }) => name);
  assert.equal(new Set(names).size, names.length, `I5: a name in two places: ${names.join()}`);
  return Object.fromEntries([...own, ...owned].map(({ name, value }) => [name, value]));
}

/** I5, and that each app's releases tell its config, from the oldest kept one on: own vars and owned ones. */
export function checkConfigs(state: State): void {
  for (const { id, name } of queries.allApps(state)) {
    assert.deepEqual({ ...queries.configOf(state, id) }, configByHand(state, id), name);
    const told = { own: new Map<string, string>(), owned: new Map<string, string>() };
    for (const { changes } of queries.releasesOf(state, id)) {
      for (const part of ['own', 'owned'] as const) {
        changes[part].unset.forEach((each) => told[part].delete(each));
        Object.entries(changes[part].set).forEach(([each, value]) => told[part].set(each, value));
      }
    }
    const own = Object.fromEntries(queries.ownVarsOf(state, id).map((each) => [each.name, each.value]));
    const owned = Object.fromEntries(queries.ownedVarsOf(state, id).map((each) => [each.name, each.value]));
    assert.deepEqual({ ...ownConfigAt(state, id, queries.currentVersion(state, id)) }, own, `${name}: own`);
    assert.deepEqual(Object.fromEntries(told.own), own, `${name}: own vars as releases tell them`);
    assert.deepEqual(Object.fromEntries(told.owned), owned, `${name}: owned vars as releases tell them`);
  }
  checkDomains(state);
}

/** Every domain has its app, every app the one of its name, and no hostname is there twice. */
export function checkDomains(state: State): void {
  const domains = Object.values(state.domains);
  const hostnames = domains.map(({ hostname }) => hostname);
  assert.deepEqual([...new Set(hostnames)], hostnames, 'a hostname is there twice');
  assert.deepEqual(
    domains.filter(({ appId }) => state.apps[appId] === undefined).map(({ hostname }) => hostname),
    [],
    'domains without an app',
  );
  assert.deepEqual(
    domains
      .filter(({ kind }) => kind === 'heroku')
      .map(({ appId, hostname }) => `${appId} ${hostname}`)
      .sort(),
    Object.values(state.apps)
      .map(({ id, name }) => `${id} ${name}.localhost`)
      .sort(),
  );
}

/**
 * shop pays for `cache` (heroku-redis: BROKER, REDIS) and `cloud` (REDISCLOUD alone), has the vars A, B, MAIN_URL and
 * the domain www.example.com, and uses `queue` as QUEUE. blog pays for `queue` (cloudamqp) and uses `cache` as REDIS,
 * crm uses it as CACHE. lone has nothing. theirs, of the team acme, pays for `notes` (DATABASE).
 */
export async function sharedApps(parts: Partial<LocalPlatformParts> = {}): Promise<TestPlatform> {
  const on = await TestPlatform.open(parts);
  await on.createApps('shop', 'blog', 'crm', 'lone');
  await on.perform({ type: 'createTeam', name: 'acme' });
  await on.perform({ type: 'createApp', name: 'theirs', owner: 'acme' });
  await on.perform({ type: 'createAddon', app: 'theirs', plan: 'heroku-postgresql', name: 'notes' });
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
  await on.perform({ type: 'attachAddon', app: 'shop', addon: 'cache', alias: 'BROKER' });
  await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
  await on.perform({ type: 'attachAddon', app: 'crm', addon: 'cache', alias: 'CACHE' });
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'rediscloud', name: 'cloud' });
  await on.perform({ type: 'createAddon', app: 'blog', plan: 'cloudamqp', name: 'queue' });
  await on.perform({ type: 'attachAddon', app: 'shop', addon: 'queue', alias: 'QUEUE' });
  await setVars(on, 'shop', { A: '1', B: '2', MAIN_URL: 'mine' });
  await on.perform({ type: 'addDomain', app: 'shop', hostname: 'www.example.com' });
  on.clock.ms += 3_600_000;
  return on;
}

/** A provider that gives new values at each change of plan. */
export const changingPlans: Partial<LocalPlatformParts> = {
  provider: {
    ...simulatedProvider,
    changePlan: (request, values, chance) => simulatedProvider.rotate(request, values, chance),
  },
};

/** Sets config vars, or unsets them by `null`. */
export async function setVars(
  on: TestPlatform,
  app: string,
  configVars: Readonly<Record<string, string | null>>,
): Promise<OperationId> {
  const changes = Object.entries(configVars).map(([name, value]) => ({ name, value }));
  const { operationId } = await on.perform({ type: 'setConfigVars', app, configVars: changes });
  return operationId!;
}

/** Types of the events that an operation recorded, in the order of happening. */
export function eventsOf(state: State, operationId: OperationId | null): readonly string[] {
  return Object.values(state.events)
    .flatMap(({ events }) => events)
    .filter((event) => event.operationId === operationId)
    .sort((first, second) => first.sequence - second.sequence)
    .map(({ type }) => type);
}

/** Descriptions and users of an app's newest releases. */
export function newestRelease(on: TestPlatform, app: string): ReturnType<typeof queries.releasesOf>[number] {
  return queries.releasesOf(on.state, findApp(on.state, app).id).at(-1)!;
}
