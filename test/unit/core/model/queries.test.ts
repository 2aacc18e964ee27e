import assert from 'node:assert/strict';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { TestPlatform } from '../../../support/platform.ts';

describe('the two tables', () => {
  it('R40: resources are those billed to the app, by plan, then name; foreign attachments are not hidden', async () => {
    const on = await TestPlatform.open();
    await on.createApps('shop', 'blog');
    for (const [plan, name] of [
      ['rediscloud', 'aa'],
      ['heroku-redis:premium-0', 'bb'],
      ['heroku-redis:mini', 'dd'],
      ['heroku-redis:mini', 'cc'],
    ] as const) {
      await on.perform({ type: 'createAddon', app: 'shop', plan, name, alias: `Z_${name.toUpperCase()}` });
    }
    await on.perform({ type: 'createAddon', app: 'blog', plan: 'heroku-postgresql', name: 'notes' });
    await on.perform({ type: 'attachAddon', app: 'shop', addon: 'notes', alias: 'A_FAR' });
    assert.deepEqual(on.resources('shop'), [
      'heroku-redis:mini cc',
      'heroku-redis:mini dd',
      'heroku-redis:premium-0 bb',
      'rediscloud:30 aa',
    ]);
    assert.deepEqual(on.attachments('shop'), [
      'A_FAR → notes (blog)',
      'Z_AA → aa (shop)',
      'Z_BB → bb (shop)',
      'Z_CC → cc (shop)',
      'Z_DD → dd (shop)',
    ]);
    assert.deepEqual(
      [on.resources('blog'), on.attachments('blog')],
      [['heroku-postgresql:essential-0 notes'], ['DATABASE → notes (blog)']],
    );
  });

  it('R40: reading changes nothing', async () => {
    const on = await TestPlatform.open();
    await on.createApps('shop');
    await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
    const { id } = findApp(on.state, 'shop');
    const addon = queries.addonNamed(on.state, 'cache')!;
    const before = on.state;
    const text = JSON.stringify(before);
    queries.allApps(before);
    queries.allAddons(before);
    queries.addonsBilledTo(before, id);
    queries.appsUsing(before, addon.id);
    queries.configOf(before, id);
    queries.monthlyPriceOf(before, id);
    queries.releasesOf(before, id);
    assert.deepEqual([on.state === before, JSON.stringify(on.state)], [true, text]);
  });

  it('R34: the apps of an add-on are its billing app first, then the others by name', async () => {
    const on = await TestPlatform.open();
    await on.createApps('mmm', 'zzz', 'aaa');
    await on.perform({ type: 'createAddon', app: 'mmm', plan: 'heroku-redis', name: 'cache' });
    for (const [app, alias] of [
      ['zzz', 'AAA'],
      ['aaa', 'ZZZ'],
      ['aaa', 'YYY'],
      ['mmm', 'AAA'],
    ] as const) {
      await on.perform({ type: 'attachAddon', app, addon: 'cache', alias });
    }
    const { id } = queries.addonNamed(on.state, 'cache')!;
    assert.deepEqual(
      queries.appsUsing(on.state, id).map(({ name }) => name),
      ['mmm', 'aaa', 'zzz'],
    );
    assert.deepEqual(
      queries.attachmentsOfAddon(on.state, id).map(({ alias }) => alias),
      ['AAA', 'REDIS', 'YYY', 'ZZZ', 'AAA'],
    );
  });
});
