import assert from 'node:assert/strict';
import { catalogData } from '../../../src/core/catalog/catalogData.lazy.ts';
import { Catalog } from '../../../src/core/catalog/catalog.ts';
import type { ChangeList } from '../../../src/core/model/changes.ts';
import { findApp } from '../../../src/core/model/identifiers.ts';
import { affectedApps } from '../../../src/tree/model/affectedApps.ts';
import { appearance } from '../../../src/tree/model/appearance.ts';
import { children } from '../../../src/tree/model/children.ts';
import { NodePool, parentPath, type TreeNode } from '../../../src/tree/model/node.ts';
import { rowArguments } from '../../../src/tree/model/rowArguments.ts';
import { TestPlatform } from '../../support/platform.ts';

describe('tree', () => {
  let on: TestPlatform;
  const catalog = new Catalog(catalogData);

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme', 'worker');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'attachAddon', addon: 'cache', app: 'worker', alias: 'BROKER' });
    await on.perform({
      type: 'setConfigVars',
      app: 'acme',
      configVars: [{ name: 'WORKERS', value: 'secret-2' }],
    });
  });

  const all = (node?: TreeNode): readonly TreeNode[] =>
    children(node, on.state).flatMap((child) => [child, ...all(child)]);

  const drawn = (): readonly string[] =>
    all().map((node) => {
      const { label, description, icon } = appearance(node, on.state, catalog);
      return `${'  '.repeat(node.path.split('/').length - 3)}$(${icon}) ${label} ${description}`.trimEnd();
    });

  it('shows apps, what they are billed for, their aliases and config vars, values masked', () => {
    assert.deepEqual(drawn(), [
      '$(server-process) acme v4 · $3/month',
      '  $(package) Resources 1',
      '    $(database) cache heroku-redis:mini · $3/month',
      '      $(plug) REDIS',
      '      $(plug) BROKER on worker',
      '  $(plug) Attachments 1',
      '    $(plug) REDIS → cache',
      '      $(symbol-key) REDIS_URL ••••••••',
      '  $(symbol-variable) Config Vars 1',
      '    $(symbol-variable) WORKERS ••••••••',
      '$(server-process) worker v3',
      '  $(plug) Attachments 1',
      '    $(plug) BROKER → cache · billed to acme',
      '      $(symbol-key) BROKER_URL ••••••••',
    ]);
  });

  it('says to a screen reader what a row is, and never a value', () => {
    const spoken = all().map((node) => appearance(node, on.state, catalog).spoken);
    assert.ok(
      spoken.includes(
        'cache, add-on, heroku-redis:mini, $3/month, attached as REDIS on acme, BROKER on worker',
      ),
    );
    assert.ok(spoken.includes('WORKERS, config var, value hidden'));
    assert.ok(!JSON.stringify([spoken, drawn()]).includes('secret-2'));
  });

  it('shows one row in an app without anything', async () => {
    await on.createApps('bare');
    assert.ok(drawn().includes('  $(info) No add-ons yet'));
  });

  it('gives each row a path of its own, whose parent is the row above it', () => {
    const paths = all().map(({ path }) => path);
    assert.equal(new Set(paths).size, paths.length);
    for (const path of paths) {
      const parent = parentPath(path);
      assert.ok(parent === undefined || paths.includes(parent), path);
    }
  });

  it('keeps one object for each path, until the row is gone', () => {
    const pool = new NodePool();
    const [first] = all();
    const [again] = all();
    assert.ok(first !== undefined && again !== undefined && first !== again);
    assert.equal(pool.intern(first), first);
    assert.equal(pool.intern(again), first);
    pool.forget(first.path);
    assert.equal(pool.intern(again), again);
  });

  it('names the apps that look different after a commit, and no others', async () => {
    const seen: ChangeList[] = [];
    on.platform.onDidChange((changes) => seen.push(changes));
    const touched = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
      seen.length = 0;
      await work();
      const ids = affectedApps(seen.flat(), on.state);
      return [...ids].map((id) => on.state.apps[id]?.name ?? 'gone').sort();
    };
    await on.createApps('other');
    const own = { type: 'setConfigVars', app: 'acme', configVars: [{ name: 'A', value: '1' }] } as const;
    assert.deepEqual(await touched(() => on.perform(own)), ['acme']);
    const rename = { type: 'renameApp', app: 'acme', name: 'acne' } as const;
    assert.deepEqual(await touched(() => on.perform(rename)), ['acne', 'worker']);
    await on.perform({ type: 'renameApp', app: 'acne', name: 'acme' });
    const rotate = { type: 'rotateCredentials', addon: 'cache' } as const;
    assert.deepEqual(await touched(() => on.perform(rotate)), ['acme', 'worker']);
    // The billing app's row of the add-on lists where it is attached.
    const detach = { type: 'detachAttachment', app: 'worker', alias: 'BROKER' } as const;
    assert.deepEqual(await touched(() => on.perform(detach)), ['acme', 'worker']);
  });

  it('gives the commands of a row what the row is about', () => {
    const acme = findApp(on.state, 'acme').id;
    const args = all().map((node) =>
      Object.entries(rowArguments(node, on.state) ?? {})
        .map(([key]) => key)
        .join(),
    );
    assert.deepEqual([...new Set(args)].sort(), ['addon', 'app', 'app,alias', 'app,name']);
    assert.deepEqual(rowArguments(all()[0], on.state), { app: acme });
    for (const other of [undefined, null, {}, { path: '/apps/x' }, { kind: 'app', path: 7 }, 'acme']) {
      assert.equal(rowArguments(other, on.state), undefined);
    }
  });
});
