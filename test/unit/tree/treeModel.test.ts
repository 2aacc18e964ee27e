import assert from 'node:assert/strict';
import type { ChangeList } from '../../../src/core/model/changes.ts';
import { appearance } from '../../../src/tree/model/appearance.ts';
import type { Root, TreeNode } from '../../../src/tree/model/node.ts';
import { TreeModel } from '../../../src/tree/model/treeModel.ts';
import { TestPlatform } from '../../support/platform.ts';

describe('tree, as VS Code asks for it', () => {
  let on: TestPlatform;
  let filter: string;
  let stale: Map<TreeModel, ChangeList[]>;

  beforeEach(async () => {
    on = await TestPlatform.open();
    filter = '';
    stale = new Map();
    on.platform.onDidChange((changes) => {
      stale.forEach((lists) => lists.push(changes));
    });
    await on.createApps('acme', 'other', 'worker');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'worker', alias: 'BROKER' });
  });

  const model = (root: Root): TreeModel => {
    const made = new TreeModel(root, () => ({ filter, sortOrder: 'name', linkedApp: undefined }));
    stale.set(made, []);
    return made;
  };

  /** Opens every row, as far down as they go. @returns all of them */
  const openAll = (tree: TreeModel, rows = tree.top(on.state)): readonly TreeNode[] =>
    rows.flatMap((row) => [row, ...openAll(tree, tree.below(row, on.state))]);

  /** Rows that a change makes stale, in words. */
  const touched = async (
    tree: TreeModel,
    work: () => Promise<unknown>,
  ): Promise<readonly string[] | 'all'> => {
    stale.set(tree, []);
    await work();
    const rows = tree.stale(stale.get(tree)!.flat(), on.state);
    return rows === 'all'
      ? rows
      : rows.map((row) => `${row.kind} ${appearance(row, on.state, on.platform.catalog).label}`).sort();
  };

  it('makes the rows that it is asked for, and no others', () => {
    const tree = model('apps');
    const [acme] = tree.top(on.state);
    assert.equal(tree.size, 3);
    tree.below(acme!, on.state);
    assert.equal(tree.size, 5);
  });

  it('makes nothing stale before anybody has asked', async () => {
    assert.deepEqual(await touched(model('apps'), () => on.createApps('new')), []);
  });

  it('keeps one object for each path, until the row is gone', async () => {
    const tree = model('apps');
    const before = openAll(tree);
    assert.ok(openAll(tree).every((row, position) => row === before[position]));
    const size = tree.size;
    await on.perform({ type: 'detachAttachment', app: 'worker', alias: 'BROKER' });
    openAll(tree);
    // The use below the add-on, the group, the alias and its config var are gone; "No add-ons yet" is new.
    assert.equal(tree.size, size - 4 + 1);
  });

  it('names the rows that look different after a commit, and no others', async () => {
    const tree = model('apps');
    openAll(tree);
    const set = { type: 'setConfigVars', app: 'acme', configVars: [{ name: 'A', value: '1' }] } as const;
    assert.deepEqual(await touched(tree, () => on.perform(set)), ['app acme']);
    const detach = { type: 'detachAttachment', app: 'worker', alias: 'BROKER' } as const;
    assert.deepEqual(await touched(tree, () => on.perform(detach)), ['addon cache', 'app worker']);
    const attach = { type: 'attachAddon', app: 'worker', addon: 'cache', alias: 'BROKER' } as const;
    assert.deepEqual(await touched(tree, () => on.perform(attach)), ['addon cache', 'app worker']);
    openAll(tree);
    const rename = { type: 'renameAddon', addon: 'cache', name: 'store' } as const;
    assert.deepEqual(await touched(tree, () => on.perform(rename)), ['app acme', 'attachment BROKER']);
    const rotate = { type: 'rotateCredentials', addon: 'store' } as const;
    assert.deepEqual(await touched(tree, () => on.perform(rotate)), ['app acme', 'app worker']);
    const domain = { type: 'addDomain', app: 'other', hostname: 'www.example.com' } as const;
    assert.deepEqual(await touched(tree, () => on.perform(domain)), []);
  });

  it('draws the rows of other apps anew in which a renamed app stands', async () => {
    const tree = model('addons');
    openAll(tree);
    const rename = { type: 'renameApp', app: 'worker', name: 'runner' } as const;
    assert.deepEqual(await touched(tree, () => on.perform(rename)), ['addon cache']);
    const apps = model('apps');
    openAll(apps);
    // The order of the apps is another one: all is asked for again.
    const other = { type: 'renameApp', app: 'runner', name: 'aardvark' } as const;
    assert.equal(await touched(apps, () => on.perform(other)), 'all');
    openAll(apps);
    const back = { type: 'renameApp', app: 'acme', name: 'acne' } as const;
    assert.deepEqual(await touched(apps, () => on.perform(back)), ['app acne', 'attachment BROKER']);
  });

  it('asks for all again when the rows at the top are others', async () => {
    const tree = model('apps');
    openAll(tree);
    assert.equal(await touched(tree, () => on.createApps('new')), 'all');
    openAll(tree);
    filter = 'acme';
    openAll(tree);
    const set = { type: 'setConfigVars', app: 'other', configVars: [{ name: 'ACME', value: '' }] } as const;
    assert.equal(await touched(tree, () => on.perform(set)), 'all');
  });

  it('finds a row that nobody has asked for yet, with those above it', () => {
    const tree = model('apps');
    const [, , broker] = openAll(model('apps')).filter(({ path }) => path.includes('/attachments/'));
    const found = tree.find(broker!.path, on.state);
    assert.deepEqual(found, broker);
    const above = tree.parentOf(found!);
    assert.equal(above?.kind, 'attachments');
    assert.equal(tree.parentOf(above)?.kind, 'app');
    // A filter that leaves its app, and not the row itself.
    filter = 'redis_url';
    const [own] = openAll(model('apps')).filter(({ path }) => path.includes('/attachments/'));
    assert.ok(tree.find(own!.path, on.state));
    assert.equal(tree.find(broker!.path, on.state), undefined);
  });

  it('gives no rows below one that has just gone, under a filter too', async () => {
    const tree = model('apps');
    const rows = openAll(tree);
    await on.perform({ type: 'destroyAddon', addon: 'cache', confirm: 'acme', force: true });
    for (const wanted of ['', 'redis']) {
      filter = wanted;
      for (const row of rows) {
        assert.doesNotThrow(() => tree.below(row, on.state));
      }
    }
  });
});
