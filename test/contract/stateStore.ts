import assert from 'node:assert/strict';
import { put } from '../../src/core/model/edit.ts';
import { emptyState, type State } from '../../src/core/model/state.ts';
import type { StateStore, Transition } from '../../src/core/ports/stateStore.ts';

/** Counts `name` up; answers the new number. */
export function countUp(name = 'counted'): Transition<number> {
  return (state) => {
    const next = counted(state, name) + 1;
    return [put(state, 'counters', name, next), next];
  };
}

/** How often `name` was counted up. */
export function counted(state: State, name = 'counted'): number {
  return state.counters[name] ?? 0;
}

const broken = new RangeError('this transition throws');

function throwing(): never {
  throw broken;
}

/** Runs once for a store that a test makes; the store is closed after it. */
type WithStore = (use: (store: StateStore) => Promise<void>) => Promise<void>;

/** What every `StateStore` promises (src/core/ports/stateStore.ts). */
export function describeStateStore(withStore: WithStore): void {
  /** A test of an opened store. */
  function promises(title: string, use: (store: StateStore) => Promise<void>): void {
    it(title, () =>
      withStore(async (store) => {
        await store.open();
        await use(store);
      }),
    );
  }

  it('holds the empty state before it is opened, and after when nothing was ever stored', () =>
    withStore(async (store) => {
      assert.deepEqual(store.state, emptyState);
      assert.deepEqual(await store.open(), emptyState);
      assert.deepEqual(store.state, emptyState);
    }));

  promises('opening again answers the present state', async (store) => {
    await store.transact(countUp());
    assert.equal(await store.open(), store.state);
    assert.equal(counted(store.state), 1);
  });

  promises('answers what a transition answers, after state shows it', async (store) => {
    const answer = await store.transact((state) => [put(state, 'counters', 'counted', 7), { seven: 7 }]);
    assert.deepEqual([answer, counted(store.state)], [{ seven: 7 }, 7]);
  });

  promises('never shows a state that is being written', async (store) => {
    const before = store.state;
    const done = store.transact((state) => {
      assert.equal(store.state, before);
      return countUp()(state);
    });
    await done;
    assert.equal(counted(store.state), 1);
  });

  promises(
    'applies transitions in the order of the calls, each to what the one before made',
    async (store) => {
      const order: number[] = [];
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, position) =>
          store.transact((state) => {
            order.push(position);
            return countUp()(state);
          }),
        ),
      );
      const numbers = Array.from({ length: 20 }, (_, position) => position + 1);
      assert.deepEqual(
        [answers, [...new Set(order)], counted(store.state)],
        [numbers, numbers.map((each) => each - 1), 20],
      );
    },
  );

  promises('a transition that throws fails alone; those before and after it are done', async (store) => {
    const answers = await Promise.allSettled([
      store.transact(countUp()),
      store.transact(throwing),
      store.transact(countUp()),
    ]);
    assert.deepEqual(answers, [
      { status: 'fulfilled', value: 1 },
      { status: 'rejected', reason: broken },
      { status: 'fulfilled', value: 2 },
    ]);
    assert.equal(counted(store.state), 2);
  });

  promises('a transition that throws changes nothing and tells nobody', async (store) => {
    await store.transact(countUp());
    const before = store.state;
    let heard = 0;
    store.onChange(() => (heard += 1));
    await assert.rejects(store.transact(throwing), broken);
    assert.deepEqual([store.state === before, heard], [true, 0]);
    assert.equal(await store.transact(countUp()), 2);
  });

  promises('a transition that returns the same object changes nothing and tells nobody', async (store) => {
    await store.transact(countUp());
    const before = store.state;
    let heard = 0;
    store.onChange(() => (heard += 1));
    assert.equal(await store.transact((state) => [state, 'same']), 'same');
    assert.deepEqual([store.state === before, heard], [true, 0]);
  });

  promises('keeps the identity of entries and buckets that did not change', async (store) => {
    await store.transact(countUp());
    const { owners } = store.state;
    await store.transact(countUp());
    assert.equal(store.state.owners, owners);
  });

  promises('tells of a commit with the state before and after, when state shows it', async (store) => {
    const heard: unknown[] = [];
    await store.transact(countUp());
    store.onChange((before, after) => heard.push([counted(before), counted(after), store.state === after]));
    await store.transact(countUp());
    assert.deepEqual(heard, [[1, 2, true]]);
  });

  promises('tells of a group in steps that join', async (store) => {
    const steps: (readonly [State, State])[] = [];
    const first = store.state;
    store.onChange((before, after) => steps.push([before, after]));
    await Promise.all(Array.from({ length: 10 }, () => store.transact(countUp())));
    assert.equal(steps[0]?.[0], first);
    assert.equal(steps.at(-1)?.[1], store.state);
    steps.slice(1).forEach(([before], position) => {
      assert.equal(before, steps[position]?.[1]);
    });
  });

  promises('tells every listener, until it is disposed of, once or twice', async (store) => {
    const heard: string[] = [];
    const first = store.onChange(() => heard.push('first'));
    store.onChange(() => heard.push('second'));
    await store.transact(countUp());
    first.dispose();
    first.dispose();
    await store.transact(countUp());
    assert.deepEqual(heard, ['first', 'second', 'second']);
  });

  promises('a listener may call transact, and is told of that too', async (store) => {
    const seen: number[] = [];
    const inner: Promise<number>[] = [];
    store.onChange((_before, after) => {
      seen.push(counted(after));
      if (counted(after) === 1) {
        inner.push(store.transact(countUp()));
      }
    });
    await store.transact(countUp());
    assert.deepEqual([await Promise.all(inner), seen], [[2], [1, 2]]);
  });

  promises(
    'what is committed is answered so, though a listener throws; the other listeners are told',
    async (store) => {
      let heard = 0;
      store.onChange(() => {
        throw new RangeError('this listener throws');
      });
      store.onChange(() => (heard += 1));
      assert.equal(await store.transact(countUp()), 1);
      assert.deepEqual([counted(store.state), heard], [1, 1]);
    },
  );

  promises('refresh answers the present state and tells nobody when nothing changed', async (store) => {
    await store.transact(countUp());
    const before = store.state;
    let heard = 0;
    store.onChange(() => (heard += 1));
    assert.equal(await store.refresh(), before);
    assert.deepEqual([store.state === before, heard], [true, 0]);
  });

  promises('close waits for what was asked before it', async (store) => {
    const asked = store.transact(countUp());
    await store.close();
    assert.equal(await asked, 1);
  });
}
