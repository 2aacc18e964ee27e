import assert from 'node:assert/strict';
import type { AddonManagerApi } from '../../src/vscode/hostApi.ts';
import { api, refuses, releasesOn, run } from './addonManager.ts';

const app = 'example-app';
const tasker = 'example-tasker';

/** The acceptance scenario through `executeCommand`; names that are drawn at random are bound as they come. */
describe('acceptance scenario by commands', () => {
  let on: AddonManagerApi;
  let names: { second: string; third: string; colour: string };
  let [r1, r2, r3]: (string | undefined)[] = [];

  before(async () => {
    on = await api();
  });

  const versions = async (): Promise<Readonly<Record<string, number>>> =>
    Object.fromEntries((await on.apps()).map(({ name, version }) => [name, version]));

  it('0–2a: creates and destroys until the names of the story are free', async () => {
    await run('addons.createApp', { name: app });
    await run('addons.createApp', { name: tasker });
    assert.deepEqual(await versions(), { [app]: 2, [tasker]: 2 });
    const first = await run('addons.create', { app, plan: 'heroku-redis' });
    assert.match(first.result['addon'] ?? '', /^[a-z]+-[a-z]+-\d{4}$/);
    assert.deepEqual(
      [first.result['alias'], first.effect.monthlyCents, releasesOn(app, first)],
      ['REDIS', 300, [3]],
    );
    await run('addons.destroy', { addon: first.result['addon'], confirm: app });
    await run('addons.setConfigVar', { app, name: 'X', value: '1' });
    await run('addons.unsetConfigVar', { app, name: 'X' });
    assert.deepEqual(await on.config(app), {});
    await run('addons.create', { app, plan: 'heroku-redis', name: 'important-redis' });
    await run('addons.destroy', { addon: 'important-redis', confirm: app });
    assert.equal((await versions())[app], 8);
  });

  it('3–5: one add-on, two aliases, two apps', async () => {
    await run('addons.create', { app, plan: 'heroku-redis', name: 'important-redis', alias: 'BROKER' });
    r1 = (await on.config(app))['BROKER_URL'];
    const attached = await run('addons.attach', { addon: 'BROKER', app, alias: 'SESSION_STORE' });
    assert.deepEqual([attached.effect.monthlyCents, releasesOn(app, attached)], [0, [10]]);
    assert.deepEqual(await on.config(app), { BROKER_URL: r1, SESSION_STORE_URL: r1 });
    const shared = await run('addons.attach', { addon: 'example-app::BROKER', app: tasker, alias: 'BROKER' });
    assert.deepEqual(
      shared.effect.apps.map((each) => [each.app, each.releases]),
      [[tasker, [3]]],
    );
    assert.deepEqual(await on.config(tasker), { BROKER_URL: r1 });
  });

  it('6–7: the default alias, then a colour', async () => {
    const second = await run('addons.create', { app, plan: 'heroku-redis' });
    const third = await run('addons.create', { app, plan: 'heroku-redis:mini' });
    names = {
      second: second.result['addon'] ?? '',
      third: third.result['addon'] ?? '',
      colour: third.result['alias'] ?? '',
    };
    assert.equal(second.result['alias'], 'REDIS');
    assert.match(names.colour, /^HEROKU_REDIS_[A-Z]+$/);
    const config = await on.config(app);
    [r2, r3] = [config['REDIS_URL'], config[`${names.colour}_URL`]];
    assert.equal(new Set([r1, r2, r3]).size, 3);
    assert.equal((await versions())[app], 12);
  });

  it('8–9: an alias in use asks, and moves once it is confirmed', async () => {
    const input = { addon: names.second, app, alias: 'BROKER' };
    const message = await refuses('addons.attach', input, 'confirmation_required');
    assert.equal(message, `${names.second} will overwrite BROKER_URL on example-app.`);
    await refuses('addons.attach', { ...input, confirm: 'Example-App' }, 'confirmation_required');
    assert.equal((await versions())[app], 12);
    const moved = await run('addons.attach', { ...input, confirm: app });
    assert.deepEqual(
      moved.effect.apps.map((each) => [each.app, each.releases]),
      [[app, [13, 14]]],
    );
    assert.deepEqual(await on.config(app), {
      BROKER_URL: r2,
      [`${names.colour}_URL`]: r3,
      REDIS_URL: r2,
      SESSION_STORE_URL: r1,
    });
    assert.deepEqual(await on.config(tasker), { BROKER_URL: r1 });
  });

  it('10–12: detach, destroy, look', async () => {
    await run('addons.detach', { app, alias: 'REDIS' });
    await refuses('addons.destroy', { addon: names.third }, 'confirmation_required');
    await refuses('addons.destroy', { addon: names.third, confirm: tasker }, 'confirmation_mismatch');
    const destroyed = await run('addons.destroy', { addon: names.third, confirm: app });
    assert.deepEqual([destroyed.effect.monthlyCents, releasesOn(app, destroyed)], [-300, [16]]);
    assert.deepEqual(await on.config(app), { BROKER_URL: r2, SESSION_STORE_URL: r1 });
    assert.deepEqual(await versions(), { [app]: 16, [tasker]: 3 });
  });

  it('further: ambiguity, the last alias, rotation on both apps', async () => {
    await refuses('addons.rotateCredentials', { addon: 'BROKER' }, 'multiple_matches');
    const message = await refuses('addons.detach', { app, alias: 'SESSION_STORE' }, 'last_attachment');
    assert.equal(message, 'Cannot destroy last attachment to billing app for resource important-redis');
    const rotated = await run('addons.rotateCredentials', { addon: 'important-redis' });
    assert.deepEqual(
      rotated.effect.apps.map((each) => [each.app, each.releases]),
      [
        [app, [17]],
        [tasker, [4]],
      ],
    );
    assert.notEqual((await on.config(tasker))['BROKER_URL'], r1);
    await run('addons.detach', { app: tasker, alias: 'BROKER' });
    assert.deepEqual(await on.config(tasker), {});
  });
});
