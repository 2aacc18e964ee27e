import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { put } from '../../src/core/model/edit.ts';
import { emptyState } from '../../src/core/model/state.ts';
import { LowdbStateStore } from '../../src/store/lowdbStateStore.ts';
import { encodeState } from '../../src/store/stateFormat.ts';
import { contents, failsWith, filled, inFolder, names, opened } from '../support/storeFolder.ts';
import { counted, countUp } from './stateStore.ts';

describe('the plain file of earlier versions, and of lowdb,', () => {
  const withPlain = (text: string, use: (folder: string, file: string) => Promise<void>): Promise<void> =>
    inFolder((folder) => {
      fs.mkdirSync(folder);
      const file = path.join(folder, 'db.json');
      fs.writeFileSync(file, text);
      return use(folder, file);
    });
  const seven = put(emptyState, 'counters', 'counted', 7);

  for (const [what, text] of [
    ['with a format', encodeState(seven)],
    ['without one', JSON.stringify(seven, null, 2)],
  ] as const) {
    it(`is read ${what}, becomes the first generation, and is left as it is`, () =>
      withPlain(text, async (folder, file) => {
        const store = await opened(folder);
        assert.deepEqual(store.state, seven);
        assert.equal(await store.transact(countUp()), 8);
        await store.close();
        assert.equal(fs.readFileSync(file, 'utf8'), text);
        assert.deepEqual(names(folder), ['store-2.json', 'store-1.json', 'db.json']);
        const again = await opened(folder);
        assert.equal(counted(again.state), 8);
        await again.close();
      }));
  }

  it('of an earlier version that knew fewer buckets, has them empty', () => {
    const { owners, counters } = seven;
    return withPlain(JSON.stringify({ format: 1, owners, counters }), async (folder) => {
      const store = await opened(folder);
      assert.deepEqual(store.state, seven);
      await store.close();
    });
  });

  const filledData = async (
    change: (data: Record<string, Record<string, object>>) => void,
  ): Promise<string> =>
    inFolder(async (folder) => {
      const data = JSON.parse(encodeState(await filled(folder))) as Record<string, Record<string, object>>;
      change(data);
      return JSON.stringify(data);
    });
  const text = (content: string) => (): Promise<string> => Promise.resolve(content);
  const change = (data: Record<string, Record<string, object>>, bucket: string, to: object): void => {
    Object.assign(data[bucket]![first(data[bucket])]!, to);
  };
  const first = (bucket: Record<string, object> | undefined): string => Object.keys(bucket ?? {})[0] ?? '';

  const damaged: readonly (readonly [string, () => Promise<string>])[] = [
    ['empty', text('')],
    ['not JSON', text('SECRET=hunter2')],
    ['cut short', text(encodeState(emptyState).slice(0, -1))],
    ['with something behind', text(`${encodeState(emptyState)}x`)],
    ['a list', text('[]')],
    ['null', text('null')],
    ['a text', text('"hunter2"')],
    ['of another program', text('{"posts":[]}')],
    ['of format 0', text(JSON.stringify({ ...emptyState, format: 0 }))],
    ['of a format that is a text', text(JSON.stringify({ ...emptyState, format: '1' }))],
    ['with a bucket that is a list', text(JSON.stringify({ ...emptyState, format: 1, apps: [] }))],
    ['with a bucket that is null', text(JSON.stringify({ ...emptyState, format: 1, apps: null }))],
    ['with an entry that is null', text(JSON.stringify({ ...emptyState, attachments: { a: null } }))],
    ['with an app of no owner', () => filledData((data) => (data['owners'] = {}))],
    [
      'with an add-on of no app',
      () => filledData((data) => Reflect.deleteProperty(data['apps']!, first(data['apps']))),
    ],
    ['with an attachment of no add-on', () => filledData((data) => (data['addons'] = {}))],
    ['with an add-on of no attachment', () => filledData((data) => (data['attachments'] = {}))],
    ['with an app of no releases', () => filledData((data) => (data['releases'] = {}))],
    [
      'with an app whose name could be none',
      () =>
        filledData((data) => {
          change(data, 'apps', { name: 'A b' });
        }),
    ],
    [
      'with an app of another key',
      () =>
        filledData((data) => {
          change(data, 'apps', { id: 'another' });
        }),
    ],
    [
      'with a var whose name would be two lines',
      () =>
        filledData((data) => {
          change(data, 'configVars', { name: 'A=1\nB' });
        }),
    ],
    [
      'with an alias that could be none',
      () =>
        filledData((data) => {
          change(data, 'attachments', { alias: 'a b' });
        }),
    ],
    [
      'with an add-on whose value is a number',
      () =>
        filledData((data) => {
          change(data, 'addons', { values: { URL: 1 } });
        }),
    ],
    [
      'with a price below zero',
      () =>
        filledData((data) => {
          change(data, 'addons', { billedPrice: { cents: -1, unit: 'month', metered: false } });
        }),
    ],
    [
      'with a time that is a text',
      () =>
        filledData((data) => {
          change(data, 'apps', { createdAt: 'now' });
        }),
    ],
    [
      'with releases that are none',
      () =>
        filledData((data) => {
          change(data, 'releases', { releases: [{}] });
        }),
    ],
    [
      'with a counter that is a text',
      () => filledData((data) => (data['counters'] = { event: 'x' as never })),
    ],
    [
      'with two apps of one name',
      () =>
        filledData((data) => {
          for (const app of Object.values(data['apps']!)) {
            Object.assign(app, { name: 'twice' });
          }
        }),
    ],
  ];

  for (const [what, make] of damaged) {
    it(`is refused as damaged when it is ${what}; nothing is written`, async () =>
      withPlain(await make(), async (folder) => {
        const before = contents(folder);
        const store = new LowdbStateStore(folder);
        const message = await failsWith(store.open(), 'store_damaged');
        assert.ok(!message.includes('hunter2'), message);
        await failsWith(store.transact(countUp()), 'store_damaged');
        await failsWith(store.refresh(), 'store_damaged');
        assert.deepEqual([contents(folder), store.state], [before, emptyState]);
        await store.close();
      }));
  }

  it('is refused as newer when its format is; nothing is written', () =>
    withPlain(JSON.stringify({ format: 2, apps: 'something new' }), async (folder) => {
      const before = contents(folder);
      const store = new LowdbStateStore(folder);
      await failsWith(store.open(), 'store_newer_format');
      await failsWith(store.transact(countUp()), 'store_newer_format');
      await failsWith(store.replace(emptyState), 'store_newer_format');
      assert.deepEqual(contents(folder), before);
      await store.close();
    }));

  it('is opened once it is mended', () =>
    withPlain('{', async (folder, file) => {
      const store = new LowdbStateStore(folder);
      await failsWith(store.open(), 'store_damaged');
      fs.writeFileSync(file, encodeState(seven));
      await store.open();
      assert.equal(await store.transact(countUp()), 8);
      await store.close();
    }));

  it('is not followed when it is a link', () =>
    withPlain('', async (folder, file) => {
      const target = `${folder}.json`;
      fs.writeFileSync(target, encodeState(seven));
      fs.rmSync(file);
      fs.symlinkSync(target, file);
      const store = new LowdbStateStore(folder);
      await failsWith(store.open(), 'store_damaged');
      await store.close();
    }));

  it('when it can not be read, is the copy that replacing leaves', () =>
    withPlain('{', async (folder, file) => {
      const store = new LowdbStateStore(folder);
      await failsWith(store.open(), 'store_damaged');
      assert.equal(await store.replace(emptyState), file);
      assert.equal(fs.readFileSync(file, 'utf8'), '{');
      assert.equal(await store.transact(countUp()), 1);
      await store.close();
    }));
});
