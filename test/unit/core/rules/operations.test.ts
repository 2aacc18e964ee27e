import assert from 'node:assert/strict';
import { undoableBuckets, type Operation } from '../../../../src/core/model/operation.ts';
import { localDeveloper } from '../../../../src/core/model/owner.ts';
import type { State } from '../../../../src/core/model/state.ts';
import type { Action } from '../../../../src/core/actions/action.ts';
import { TestPlatform } from '../../../support/platform.ts';

type Buckets = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The undoable buckets of a state with an operation's edits put back, or put forth. */
function edited(state: State, operation: Operation, side: 'before' | 'after'): Buckets {
  return Object.fromEntries(
    undoableBuckets.map((bucket) => {
      const entries = new Map<string, unknown>(Object.entries(state[bucket]));
      for (const edit of operation.edits.filter((each) => each.bucket === bucket)) {
        if (edit[side] === null) {
          entries.delete(edit.key);
        } else {
          entries.set(edit.key, edit[side]);
        }
      }
      return [bucket, withoutMoments(Object.fromEntries(entries))];
    }),
  );
}

function undoable(state: State): Buckets {
  return Object.fromEntries(undoableBuckets.map((bucket) => [bucket, withoutMoments(state[bucket])]));
}

/** `updatedAt` and `releasedAt` move with every release and are not for undo to restore. */
function withoutMoments(entries: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(entries).map(([key, entry]) => [
      key,
      Object.fromEntries(
        Object.entries(entry as object).filter(([name]) => name !== 'updatedAt' && name !== 'releasedAt'),
      ),
    ]),
  );
}

/** shop: `cache` as REDIS, `cloud` as REDISCLOUD, own var A; blog: `cache` as REDIS. */
async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  await on.createApps('shop', 'blog');
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
  await on.perform({ type: 'createAddon', app: 'shop', plan: 'rediscloud', name: 'cloud' });
  await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
  await on.perform({ type: 'setConfigVars', app: 'shop', configVars: [{ name: 'A', value: '1' }] });
  return on;
}

const actions: readonly Action[] = [
  { type: 'createApp', name: 'third' },
  { type: 'createAddon', app: 'blog', plan: 'cloudamqp' },
  { type: 'attachAddon', app: 'blog', addon: 'cloud' },
  { type: 'attachAddon', app: 'shop', addon: 'cloud', alias: 'REDIS', confirm: 'shop' },
  { type: 'detachAttachment', app: 'blog', alias: 'REDIS' },
  { type: 'destroyAddon', addon: 'cache', confirm: 'shop', force: true },
  { type: 'rotateCredentials', addon: 'cache' },
  {
    type: 'setConfigVars',
    app: 'shop',
    configVars: [
      { name: 'A', value: null },
      { name: 'B', value: '2' },
    ],
  },
];

describe('recorded operations', () => {
  for (const action of actions) {
    it(`R37: the edits of ${action.type} put back give the old buckets, and put forth the new ones`, async () => {
      const on = await open();
      const before = on.state;
      on.clock.ms += 60_000;
      const { operationId } = await on.perform(action);
      const operation = on.state.operations[operationId!]!;
      assert.deepEqual(edited(on.state, operation, 'before'), undoable(before));
      assert.deepEqual(edited(before, operation, 'after'), undoable(on.state));
    });
  }

  it('R37: each operation has an id, a number, a time, an actor and its type', async () => {
    const on = await open();
    const group = on.platform.newGroup();
    on.clock.ms += 60_000;
    const first = await on.platform.perform({ type: 'rotateCredentials', addon: 'cache' }, { group });
    const second = await on.perform({ type: 'detachAttachment', app: 'blog', alias: 'REDIS' });
    const [one, two] = [first, second].map(({ operationId }) => on.state.operations[operationId!]!);
    assert.deepEqual(
      [one, two].map((operation) => [
        operation?.sequence,
        operation?.at,
        operation?.actor,
        operation?.type,
        operation?.group,
      ]),
      [
        [7, on.clock.ms, localDeveloper.email, 'rotateCredentials', group],
        [8, on.clock.ms, localDeveloper.email, 'detachAttachment', null],
      ],
    );
    assert.equal(one?.origin, two?.origin);
    assert.deepEqual(Object.keys(on.state.operations).slice(-2), [first.operationId, second.operationId]);
  });

  it('R37: a refused action, and one that changes nothing, is none', async () => {
    const on = await open();
    const before = on.state.operations;
    await on.refuses({ type: 'createApp', name: 'shop' }, 'app_name_taken');
    await on.perform({ type: 'setConfigVars', app: 'shop', configVars: [{ name: 'A', value: '1' }] });
    assert.equal(on.state.operations, before);
  });

  it('R37: edits name only what the operation touched', async () => {
    const on = await open();
    const { operationId, result } = await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cloud' });
    const { edits } = on.state.operations[operationId!]!;
    const { attachmentId } = result;
    const after = on.state.attachments[attachmentId];
    assert.deepEqual(edits, [{ bucket: 'attachments', key: attachmentId, before: null, after }]);
  });

  it('R37: are told in as many words as are read, however many names there are', async () => {
    const on = await open();
    const configVars = Array.from({ length: 100 }, (_, at) => ({ name: `VAR_${100 + at}`, value: '1' }));
    await on.perform({ type: 'setConfigVars', app: 'shop', configVars });
    const { result } = await on.perform({ type: 'undo' });
    assert.match(result.what, /^Set VAR_100, VAR_101, .*VAR_\d+, …$/);
    assert.ok(result.what.length < 130, result.what);
  });

  it('R37: they are kept for 24 hours, and numbers go on', async () => {
    const on = await open();
    on.clock.ms += 24 * 3_600_000 - 1;
    await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    assert.equal(Object.keys(on.state.operations).length, 7);
    on.clock.ms += 1;
    await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    assert.deepEqual(
      Object.values(on.state.operations).map(({ sequence }) => sequence),
      [7, 8],
    );
  });
});
