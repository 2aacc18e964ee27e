import assert from 'node:assert/strict';
import type { Vars } from '../../../../src/core/model/configVar.ts';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import type { Release, ReleaseHistory } from '../../../../src/core/model/release.ts';
import { TestPlatform } from '../../../support/platform.ts';

const app = 'acme';

function history(on: TestPlatform): ReleaseHistory {
  return on.state.releases[findApp(on.state, app).id]!;
}

/** What a part of the config is after the last of some releases, by their changes alone. */
function replay(releases: readonly Release[], part: 'own' | 'owned'): Vars {
  const vars = new Map<string, string>();
  for (const { changes } of releases) {
    changes[part].unset.forEach((name) => vars.delete(name));
    Object.entries(changes[part].set).forEach(([name, value]) => vars.set(name, value));
  }
  return Object.fromEntries([...vars].sort(([first], [second]) => queries.byText(first, second)));
}

describe('releases', () => {
  it('R35: each one is a restart: releasedAt moves, of that app alone', async () => {
    const on = await TestPlatform.open();
    await on.createApps(app, 'other');
    const madeMs = on.clock.ms;
    on.clock.ms += 60_000;
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'A', value: '1' }] });
    assert.deepEqual(
      [app, 'other'].map((name) => {
        const { createdAt, releasedAt, updatedAt } = findApp(on.state, name);
        return [createdAt - madeMs, releasedAt - madeMs, updatedAt - madeMs];
      }),
      [
        [0, 60_000, 60_000],
        [0, 0, 0],
      ],
    );
    assert.equal(history(on).releases.at(-1)?.createdAt, on.clock.ms);
  });

  it('R35: what makes no release does not restart', async () => {
    const on = await TestPlatform.open();
    await on.createApps(app);
    const { releasedAt } = findApp(on.state, app);
    on.clock.ms += 60_000;
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'A', value: null }] });
    assert.equal(findApp(on.state, app).releasedAt, releasedAt);
  });

  it('R34: each release differs from the one before by its changes', async () => {
    const on = await TestPlatform.open();
    await on.createApps(app);
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'BROKER_URL', value: 'mine' }] });
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'attachAddon', app, addon: 'cache', alias: 'BROKER', confirm: app });
    await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    await on.perform({ type: 'detachAttachment', app, alias: 'REDIS' });
    const url = on.config(app)['BROKER_URL']!;
    const { releases } = history(on);
    assert.deepEqual(
      releases.map(({ version, description }) => `v${version} ${description}`),
      [
        'v1 Initial release',
        'v2 Enable Logplex',
        'v3 Set BROKER_URL config vars',
        'v4 Attach REDIS (@ref:cache)',
        'v5 Remove BROKER_URL config vars',
        'v6 Attach BROKER (@ref:cache)',
        'v7 Update BROKER, REDIS by heroku-redis',
        'v8 Detach REDIS (@ref:cache)',
      ],
    );
    assert.deepEqual(
      releases.map((release) => [...Object.keys(release.changes.own.set), ...release.changes.own.unset]),
      [[], [], ['BROKER_URL'], [], ['BROKER_URL'], [], [], []],
    );
    assert.deepEqual(
      releases.map((release) => [Object.keys(release.changes.owned.set), release.changes.owned.unset]),
      [
        [[], []],
        [[], []],
        [[], []],
        [['REDIS_URL'], []],
        [[], []],
        [['BROKER_URL'], []],
        [['BROKER_URL', 'REDIS_URL'], []],
        [[], ['REDIS_URL']],
      ],
    );
    assert.deepEqual([replay(releases, 'own'), replay(releases, 'owned')], [{}, { BROKER_URL: url }]);
    assert.deepEqual(replay(releases.slice(0, 4), 'own'), { BROKER_URL: 'mine' });
  });

  it('I6: the highest one is the current one, and slugs are carried on', async () => {
    const on = await TestPlatform.open();
    await on.createApps(app);
    const { id } = findApp(on.state, app);
    assert.equal(queries.currentVersion(on.state, id), 2);
    assert.deepEqual(
      history(on).releases.map(({ slug }) => slug),
      [null, null],
    );
  });

  it('I6: releases are folded at 500 kept ones; the oldest kept holds the config whole, numbers go on', async () => {
    const on = await TestPlatform.open();
    await on.createApps(app);
    await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'attachAddon', app, addon: 'cache', alias: 'GONE' });
    await on.perform({ type: 'detachAttachment', app, alias: 'GONE' });
    const set = async (name: string, value: string | null): Promise<void> => {
      await on.platform.perform({ type: 'setConfigVars', app, configVars: [{ name, value }] });
    };
    await set('KEPT', 'from the start');
    await set('DROPPED', 'for a while');
    await set('DROPPED', null);
    for (let version = 9; version <= 500; version += 1) {
      await set('COUNT', String(version));
    }
    const whole = history(on).releases;
    assert.deepEqual([history(on).foldedThrough, whole.length, on.version(app)], [0, 500, 500]);
    for (let version = 501; version <= 520; version += 1) {
      await set('COUNT', String(version));
    }
    const { foldedThrough, releases } = history(on);
    assert.deepEqual([foldedThrough, releases.length, on.version(app)], [20, 500, 520]);
    assert.deepEqual(
      releases.map(({ version }) => version),
      Array.from({ length: 500 }, (_, position) => 21 + position),
    );
    const { changes, ...rest } = releases[0]!;
    const { changes: _, ...restBefore } = whole[20]!;
    assert.deepEqual(rest, restBefore);
    assert.deepEqual(changes, {
      own: { set: { COUNT: '21', KEPT: 'from the start' }, unset: [] },
      owned: { set: { REDIS_URL: on.config(app)['REDIS_URL'] }, unset: [] },
    });
    assert.deepEqual(replay(releases.slice(0, 100), 'own'), replay(whole.slice(0, 120), 'own'));
    assert.deepEqual({ ...replay(releases, 'own'), ...replay(releases, 'owned') }, on.config(app));
  });
});
