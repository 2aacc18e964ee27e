import assert from 'node:assert/strict';
import { catalogData } from '../../../src/core/catalog/catalogData.lazy.ts';
import { Catalog } from '../../../src/core/catalog/catalog.ts';
import { findApp } from '../../../src/core/model/identifiers.ts';
import { appearance } from '../../../src/tree/model/appearance.ts';
import { children, isThere, roots, rowsTo } from '../../../src/tree/model/children.ts';
import { needsOf } from '../../../src/tree/model/marks.ts';
import { parentPath, type Root, type TreeNode } from '../../../src/tree/model/node.ts';
import { rowArguments } from '../../../src/tree/model/rowArguments.ts';
import { tooltip } from '../../../src/tree/model/tooltip.ts';
import { filtered } from '../../../src/tree/model/treeFilter.ts';
import type { TreeOptions } from '../../../src/tree/model/treeOptions.ts';
import { TestPlatform } from '../../support/platform.ts';
import { withFailedAddon } from '../../support/states.ts';

const plain: TreeOptions = { filter: '', sortOrder: 'name', linkedApp: undefined };
const catalog = new Catalog(catalogData);

describe('tree', () => {
  let on: TestPlatform;

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

  /** All rows of a view, as a filter leaves them. */
  const all = (
    root: Root = 'apps',
    options: Partial<TreeOptions> = {},
    state = on.state,
  ): readonly TreeNode[] => {
    const wanted = { ...plain, ...options };
    const walk = (rows: readonly TreeNode[], above: readonly TreeNode[]): readonly TreeNode[] =>
      filtered(rows, above, state, wanted.filter).flatMap((node) => [
        node,
        ...walk(children(node, state), [...above, node]),
      ]);
    return walk(roots(root, state, wanted), []);
  };

  const drawn = (rows = all(), state = on.state, linkedApp?: string): readonly string[] =>
    rows.map((node) => {
      const { label, description, icon } = appearance(node, state, catalog, linkedApp);
      return `${'  '.repeat(node.path.split('/').length - 3)}$(${icon}) ${label} ${description}`.trimEnd();
    });

  it('shows apps, what they are billed for, their aliases and config vars, values masked', () => {
    assert.deepEqual(drawn(), [
      '$(server-process) acme v4 · $3/month',
      '  $(package) Resources 1',
      '    $(database) cache heroku-redis:mini · $3/month · shared',
      '      $(plug) REDIS',
      '      $(plug) BROKER on worker',
      '  $(plug) Attachments 1',
      '    $(plug) REDIS → cache',
      '      $(symbol-key) REDIS_URL ••••••••',
      '  $(symbol-variable) Config Vars 1 of your own',
      '    $(symbol-variable) WORKERS ••••••••',
      '$(server-process) worker v3',
      '  $(plug) Attachments 1',
      '    $(plug) BROKER → cache · billed to acme',
      '      $(symbol-key) BROKER_URL ••••••••',
    ]);
  });

  it('shows every add-on once, with its attachments over all apps', () => {
    assert.deepEqual(drawn(all('addons')), [
      '$(database) cache heroku-redis:mini · $3/month · acme · shared',
      '  $(plug) acme::REDIS',
      '  $(plug) worker::BROKER',
    ]);
  });

  it('marks an alias whose config var the user has set, and counts it as a need', async () => {
    // R17: what the user has set is the user's; a provider that adds a var later gives way.
    const addon = on.state.addons[on.state.attachments[firstAttachment()]!.addonId]!;
    const suffixes = [...addon.suffixes, 'TLS_URL'];
    const own = { ...on.state.configVars };
    const appId = findApp(on.state, 'acme').id;
    own[`${appId}:REDIS_TLS_URL`] = { ...Object.values(own)[0]!, name: 'REDIS_TLS_URL' };
    const state = {
      ...on.state,
      configVars: own,
      addons: { ...on.state.addons, [addon.id]: { ...addon, suffixes } },
    };
    const row = drawn(all('apps', {}, state), state).find((each) => each.includes('$(warning)'));
    assert.equal(row, '    $(warning) REDIS → cache · REDIS_TLS_URL is hidden by your own');
    assert.deepEqual(needsOf(state), { failedAddons: 0, hiddenAliases: 1 });
    assert.deepEqual(needsOf(on.state), { failedAddons: 0, hiddenAliases: 0 });
    await Promise.resolve();
  });

  const firstAttachment = () => {
    const [attachment] = Object.values(on.state.attachments).filter(({ alias }) => alias === 'REDIS');
    assert.ok(attachment);
    return attachment.id;
  };

  it('marks an add-on that lost its alias to another, and is billed all the same', async () => {
    await on.perform({
      type: 'createAddon',
      app: 'worker',
      plan: 'rediscloud',
      name: 'newer',
      alias: 'BROKER',
      confirm: 'worker',
    });
    assert.ok(!drawn().some((row) => row.includes('displaced')));
    await on.perform({
      type: 'createAddon',
      app: 'worker',
      plan: 'heroku-redis',
      name: 'newest',
      alias: 'BROKER',
      confirm: 'worker',
    });
    const displaced = (): string | undefined => drawn().find((each) => each.includes('displaced'));
    assert.match(displaced() ?? '', /^ {4}\$\(\w+\) newer [\w:-]+ · .* · displaced$/);
    // Whoever gives it an alias by hand has a use for it.
    await on.perform({ type: 'renameAlias', app: 'worker', alias: 'REDISCLOUD', newAlias: 'LATER' });
    assert.equal(displaced(), undefined);
  });

  it('shows an add-on that could not be created, with the reason, and counts it as a need', () => {
    const state = withFailedAddon(on.state, findApp(on.state, 'acme').id);
    const row = drawn(all('apps', {}, state), state).find((each) => each.includes('$(error)'));
    assert.equal(row, '    $(error) no-luck was not created: out of capacity');
    assert.deepEqual(needsOf(state), { failedAddons: 1, hiddenAliases: 0 });
    const node = all('apps', {}, state).find(({ kind }) => kind === 'failedAddon');
    assert.ok(node && isThere(node, state));
    assert.deepEqual(Object.keys(rowArguments(node, state) ?? {}), ['app', 'failedAddon', 'plan']);
  });

  it('says to a screen reader what a row is, and never a value', () => {
    const spoken = all().map((node) => appearance(node, on.state, catalog).spoken);
    assert.ok(
      spoken.includes(
        'cache, add-on, heroku-redis:mini, $3/month, attached as REDIS on acme, BROKER on worker, shared',
      ),
    );
    assert.ok(spoken.includes('WORKERS, config var, value hidden'));
    const tooltips = [...all(), ...all('addons')].map((node) => tooltip(node, on.state, catalog));
    const text = JSON.stringify([spoken, drawn(), tooltips]);
    assert.ok(!text.includes('secret-2'));
    for (const { values } of Object.values(on.state.addons)) {
      Object.values(values).forEach((value) => {
        assert.ok(!text.includes(value));
      });
    }
  });

  it('shows one row in an app without anything', async () => {
    await on.createApps('bare');
    assert.ok(drawn().includes('  $(info) No add-ons yet'));
  });

  it('gives each row a path of its own, whose parent is the row above it', () => {
    const rows = [...all(), ...all('addons')];
    const paths = rows.map(({ path }) => path);
    assert.equal(new Set(paths).size, paths.length);
    for (const path of paths) {
      const parent = parentPath(path);
      assert.ok(parent === undefined || paths.includes(parent), path);
    }
  });

  it('finds a row by its path, with all that stand above it', () => {
    for (const node of [...all(), ...all('addons')]) {
      const rows = rowsTo(node.path, on.state);
      assert.deepEqual(rows?.at(-1), node);
      assert.deepEqual(
        rows.slice(1).map(({ path }) => parentPath(path)),
        rows.slice(0, -1).map(({ path }) => path),
      );
    }
    for (const path of ['', '/', '/apps', '/apps/none', '/addons/x', '/apps/__proto__', 'nonsense/1/2']) {
      assert.equal(rowsTo(path, on.state), undefined, path);
    }
    assert.equal(rowsTo(`${all()[0]!.path}/resources/none`, on.state), undefined);
  });

  describe('filter', () => {
    const names = (filter: string, root: Root = 'apps'): readonly string[] =>
      all(root, { filter }).map((node) => appearance(node, on.state, catalog).label);

    it('leaves what it finds, what is below it, and what is above it', () => {
      assert.deepEqual(names('broker_u'), ['worker', 'Attachments', 'BROKER', 'BROKER_URL']);
      assert.deepEqual(names('WORKERS'), ['acme', 'Config Vars', 'WORKERS']);
      assert.deepEqual(
        names('acme'),
        all()
          .map((node) => appearance(node, on.state, catalog).label)
          .slice(0, 10),
      );
      assert.deepEqual(names('broker', 'addons'), ['cache', 'worker::BROKER']);
    });

    it('finds services and plans by their slugs, and nothing by a value', () => {
      assert.deepEqual(names('heroku-redis', 'addons'), ['cache', 'acme::REDIS', 'worker::BROKER']);
      assert.deepEqual(names('secret-2'), []);
    });
  });

  describe('order', () => {
    const apps = (options: Partial<TreeOptions>): readonly string[] =>
      roots('apps', on.state, { ...plain, ...options }).map(
        (node) => appearance(node, on.state, catalog).label,
      );

    it('is by name, or by the last change', async () => {
      on.clock.ms += 60_000;
      await on.perform({
        type: 'setConfigVars',
        app: 'worker',
        configVars: [{ name: 'A', value: '1' }],
      });
      assert.deepEqual(apps({}), ['acme', 'worker']);
      assert.deepEqual(apps({ sortOrder: 'recent' }), ['worker', 'acme']);
    });

    it('puts the app of the folder first, with a home', () => {
      assert.deepEqual(apps({ linkedApp: 'worker' }), ['worker', 'acme']);
      assert.deepEqual(apps({ linkedApp: 'gone' }), ['acme', 'worker']);
      const [first] = drawn(all('apps', { linkedApp: 'worker' }), on.state, 'worker');
      assert.equal(first, '$(home) worker v3');
    });
  });

  it('gives the commands of a row what the row is about', () => {
    const acme = findApp(on.state, 'acme').id;
    const args = [...all(), ...all('addons')].map((node) =>
      Object.keys(rowArguments(node, on.state) ?? {}).join(),
    );
    assert.deepEqual(args, [
      'app',
      'app,group',
      'addon',
      'app,alias',
      'app,alias',
      'app,group',
      'app,alias',
      'app,name',
      'app,group',
      'app,name',
      'app',
      'app,group',
      'app,alias',
      'app,name',
      'addon',
      'app,alias',
      'app,alias',
    ]);
    assert.deepEqual(rowArguments(all()[0], on.state), { app: acme });
    assert.equal(rowArguments({ app: acme }, on.state), undefined);
    assert.equal(rowArguments(null, on.state), undefined);
  });
});
