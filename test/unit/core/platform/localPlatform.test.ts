import assert from 'node:assert/strict';
import type { Action } from '../../../../src/core/actions/action.ts';
import { catalogData } from '../../../../src/core/catalog/catalogData.lazy.ts';
import { changesBetween, type ChangeList } from '../../../../src/core/model/changes.ts';
import type { State } from '../../../../src/core/model/state.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestPlatform } from '../../../support/platform.ts';

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
  { type: 'createApp' },
  { type: 'createAddon', app: 'shop', plan: 'heroku-redis' },
  { type: 'attachAddon', app: 'blog', addon: 'cloud', alias: 'FAR' },
  { type: 'attachAddon', app: 'shop', addon: 'cache' },
  { type: 'attachAddon', app: 'shop', addon: 'cloud', alias: 'REDIS', confirm: 'shop' },
  { type: 'detachAttachment', app: 'blog', alias: 'REDIS' },
  { type: 'destroyAddon', addon: 'cache', confirm: 'shop', force: true },
  { type: 'rotateCredentials', addon: 'cache' },
  { type: 'setConfigVars', app: 'shop', configVars: [{ name: 'B', value: '2' }] },
];

describe('local platform', () => {
  describe('preview', () => {
    for (const action of actions) {
      it(`shows what ${JSON.stringify(action)} will do, names and ids included, and changes nothing`, async () => {
        const on = await open();
        const before = on.state;
        const heard: ChangeList[] = [];
        on.platform.onDidChange((changes) => heard.push(changes));
        const preview = await on.platform.preview(action);
        assert.ok(preview.failure === null);
        assert.deepEqual([on.state === before, heard], [true, []]);
        const { seed, failure: _, next, ...done } = preview;
        assert.deepEqual(await on.platform.perform(action, { seed }), done);
        assert.deepEqual(on.state, next);
      });
    }

    it('shows a refusal as data', async () => {
      const on = await open();
      const before = on.state;
      const preview = await on.platform.preview({ type: 'createApp', name: 'shop' });
      assert.deepEqual(preview.failure, { code: 'app_name_taken', details: { name: 'shop' } });
      assert.ok(!('result' in preview) && preview.seed.length === 64);
      assert.equal(on.state, before);
    });

    it('shows what changes nothing as nothing', async () => {
      const on = await open();
      const preview = await on.platform.preview({
        type: 'setConfigVars',
        app: 'shop',
        configVars: [{ name: 'A', value: '1' }],
      });
      assert.ok(preview.failure === null);
      assert.deepEqual(
        [preview.next === on.state, preview.effect, preview.operationId],
        [true, { apps: [], monthlyCents: 0 }, null],
      );
    });

    it('draws other names with another seed', async () => {
      const on = await open();
      const names = new Set<string>();
      for (let count = 0; count < 5; count += 1) {
        const preview = await on.platform.preview({ type: 'createApp' });
        names.add(preview.failure === null ? preview.result.app : '');
      }
      assert.equal(names.size, 5);
    });

    it('draws the same names with the seed of another preview', async () => {
      const on = await open();
      const first = await on.platform.preview({ type: 'createApp' });
      const again = await on.platform.preview({ type: 'createApp' }, { seed: first.seed });
      assert.deepEqual(again, first);
    });

    it('lets an error that is none of the rules through', async () => {
      const broken = await TestPlatform.open({
        provider: {
          ...(await import('../../../../src/providers/simulated.ts')).simulatedProvider,
          provision: () => {
            throw new RangeError('broken');
          },
        },
      });
      await broken.createApps('shop');
      const action = { type: 'createAddon', app: 'shop', plan: 'heroku-redis' } as const;
      await assert.rejects(broken.platform.preview(action), RangeError);
      const before = broken.state;
      await assert.rejects(broken.platform.perform(action), RangeError);
      assert.equal(broken.state, before);
    });
  });

  describe('onDidChange', () => {
    it('tells of a commit once, after state shows it', async () => {
      const on = await open();
      const before = on.state;
      const heard: [State, ChangeList][] = [];
      on.platform.onDidChange((changes) => heard.push([on.state, changes]));
      await on.perform({ type: 'detachAttachment', app: 'blog', alias: 'REDIS' });
      assert.deepEqual(heard, [[on.state, changesBetween(before, on.state)]]);
    });

    it('tells nothing of a refusal, of nothing, and after dispose', async () => {
      const on = await open();
      const heard: ChangeList[] = [];
      const listener = on.platform.onDidChange((changes) => heard.push(changes));
      await on.refuses({ type: 'createApp', name: 'shop' }, 'app_name_taken');
      await on.perform({ type: 'setConfigVars', app: 'shop', configVars: [{ name: 'A', value: '1' }] });
      listener.dispose();
      listener.dispose();
      await on.perform({ type: 'createApp', name: 'third' });
      assert.deepEqual(heard, []);
    });
  });

  describe('ready', () => {
    it('is needed before the catalogue is read, and repeated calls are one', async () => {
      let loads = 0;
      const loadCatalog = (): Promise<typeof catalogData> => {
        loads += 1;
        return Promise.resolve(catalogData);
      };
      const on = await TestPlatform.open({ loadCatalog });
      await Promise.all([on.platform.ready(), on.platform.ready()]);
      assert.deepEqual([loads, on.platform.catalog.services.length], [1, 156]);
    });

    it('can be called again after it failed', async () => {
      let broken = true;
      const store = new MemoryStateStore();
      const open_ = store.open.bind(store);
      store.open = () => (broken ? Promise.reject(new Error('damaged')) : open_());
      await assert.rejects(TestPlatform.open({ store }), /damaged/);
      broken = false;
      const on = await TestPlatform.open({ store });
      assert.deepEqual(on.state.apps, {});
    });
  });

  it('a transition that runs twice makes the same ids', async () => {
    const on = await open();
    const store = new (class extends MemoryStateStore {
      override transact<Result>(transition: (state: State) => readonly [State, Result]): Promise<Result> {
        const [first] = transition(this.state);
        return super.transact((state) => {
          const [second, result] = transition(state);
          assert.deepEqual(second, first);
          return [second, result];
        });
      }
    })(on.state);
    const twice = await TestPlatform.open({ store });
    for (const action of actions.slice(0, 4)) {
      await twice.perform(action);
    }
    assert.equal(twice.version('shop'), on.version('shop') + 2);
  });
});
