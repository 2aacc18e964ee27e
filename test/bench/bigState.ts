import { emptyState, type State } from '../../src/core/model/state.ts';
import { LocalPlatform } from '../../src/core/platform/localPlatform.ts';
import { catalogData } from '../../src/core/catalog/catalogData.lazy.ts';
import { simulatedProvider } from '../../src/providers/simulated.ts';
import { systemClock } from '../../src/system/clock.ts';
import { systemRandomness } from '../../src/system/randomness.ts';
import type { ChangeListener, StateStore } from '../../src/core/ports/stateStore.ts';
import { tellAll } from '../../src/core/ports/tellAll.ts';

/** A store in memory that neither writes nor freezes: what is measured is the engine alone. */
function bareStore(state: State): StateStore {
  let present = state;
  const listeners = new Set<ChangeListener>();
  return {
    get state() {
      return present;
    },
    open: () => Promise.resolve(present),
    refresh: () => Promise.resolve(present),
    transact: (transition) => {
      const before = present;
      const [after, result] = transition(before);
      present = after;
      tellAll(listeners, before, after, 'self');
      return Promise.resolve(result);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    replace: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  };
}

export function platformOn(state: State): LocalPlatform {
  return new LocalPlatform({
    store: bareStore(state),
    clock: systemClock,
    randomness: systemRandomness,
    provider: simulatedProvider,
    undoKeepMs: 24 * 3_600_000,
    loadCatalog: () => Promise.resolve(catalogData),
  });
}

/**
 * Many apps with ten add-ons each: one app is made by the engine, the others are copies of it under ids and names of
 * their own, for 11,000 actions on growing states would take minutes.
 */
export async function bigState(apps: number): Promise<State> {
  const platform = platformOn(emptyState);
  await platform.perform({ type: 'createApp', name: 'app-0' });
  for (let number = 0; number < 10; number += 1) {
    await platform.perform({
      type: 'createAddon',
      app: 'app-0',
      plan: 'heroku-redis',
      name: `addon-0-${number}`,
    });
  }
  const { operations: _operations, ...one } = platform.state;
  const ids = JSON.stringify(one).match(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}/g) ?? [];
  const parts = Array.from({ length: apps }, (_, position) => copy(one, new Set(ids), position));
  const merged = (Object.keys(emptyState) as (keyof State)[]).map(
    (bucket) =>
      [bucket, Object.fromEntries(parts.flatMap((part) => Object.entries(part[bucket] ?? {})))] as const,
  );
  return Object.fromEntries(merged) as unknown as State;
}

function copy(one: Partial<State>, ids: ReadonlySet<string>, position: number): Partial<State> {
  const number = position.toString(16).padStart(4, '0');
  let text = JSON.stringify(one);
  for (const id of ids) {
    if (!id.startsWith('00000000')) {
      text = text.replaceAll(id, `${id.slice(0, 9)}${number}${id.slice(13)}`);
    }
  }
  const named = text.replaceAll('"app-0', `"app-${position}`).replaceAll('addon-0-', `addon-${position}-`);
  return JSON.parse(named) as Partial<State>;
}
