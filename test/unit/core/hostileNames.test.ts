import assert from 'node:assert/strict';
import { findApp } from '../../../src/core/model/identifiers.ts';
import * as queries from '../../../src/core/model/queries.ts';
import { decodeState, encodeState } from '../../../src/store/stateFormat.ts';
import { TestPlatform } from '../../support/platform.ts';

const app = 'constructor';
const names = [
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'prototype',
  'length',
  'updatedAt',
  'releasedAt',
];

/** An app `constructor` whose vars, alias and add-on are named as hostile as they lawfully can be. */
async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  await on.createApps(app, 'blog');
  await on.perform({
    type: 'setConfigVars',
    app,
    configVars: names.map((name) => ({ name, value: `mine ${name}` })),
  });
  await on.perform({
    type: 'createAddon',
    app,
    plan: 'heroku-redis',
    name: 'constructor',
    alias: 'CONSTRUCTOR',
  });
  return on;
}

describe('hostile names', () => {
  it('R5: names of Object are config vars like any other', async () => {
    const on = await open();
    const { CONSTRUCTOR_URL: url, ...mine } = on.config(app);
    assert.deepEqual(Object.entries(mine).sort(), names.map((name) => [name, `mine ${name}`]).sort());
    assert.match(url ?? '', /^redis:/);
    assert.deepEqual(on.releases(app), [
      `v3 Set ${names.join(', ')} config vars`,
      'v4 Attach CONSTRUCTOR (@ref:constructor)',
    ]);
  });

  it('R18: they are unset and set anew, each change one release', async () => {
    const on = await open();
    await on.perform({
      type: 'setConfigVars',
      app,
      configVars: names.map((name) => ({ name, value: null })),
    });
    assert.deepEqual(Object.keys(on.config(app)), ['CONSTRUCTOR_URL']);
    const before = on.state;
    await on.perform({
      type: 'setConfigVars',
      app,
      configVars: names.map((name) => ({ name, value: null })),
    });
    assert.equal(on.state, before);
    const release = queries.releasesOf(on.state, findApp(on.state, app).id).at(-1);
    assert.deepEqual(release?.changes.own, { set: {}, unset: [...names].sort(queries.byText) });
  });

  it('R18: one that was never set is not there to be unset', async () => {
    const on = await TestPlatform.open();
    await on.createApps(app);
    const before = on.state;
    await on.perform({
      type: 'setConfigVars',
      app,
      configVars: names.map((name) => ({ name, value: null })),
    });
    assert.equal(on.state, before);
  });

  it('R5: __proto__ is refused as a var, an alias, an app and an add-on', async () => {
    const on = await open();
    const name = '__proto__';
    await on.refuses(
      { type: 'setConfigVars', app, configVars: [{ name, value: 'x' }] },
      'invalid_config_var',
    );
    await on.refuses({ type: 'createAddon', app, plan: 'heroku-redis', alias: name }, 'invalid_alias');
    await on.refuses({ type: 'createAddon', app, plan: 'heroku-redis', name }, 'invalid_addon_name');
    await on.refuses({ type: 'createAddon', app, plan: name }, 'service_not_found');
    await on.refuses({ type: 'createAddon', app: name, plan: 'heroku-redis' }, 'app_not_found');
    await on.refuses({ type: 'createApp', name }, 'invalid_app_name');
    await on.refuses({ type: 'createApp', name: 'third', owner: name }, 'owner_not_found');
    await on.refuses({ type: 'attachAddon', addon: name, app }, 'addon_not_found');
    await on.refuses({ type: 'detachAttachment', app, alias: name }, 'attachment_not_found');
    await on.refuses({ type: 'destroyAddon', addon: name, confirm: app }, 'addon_not_found');
    assert.equal(Object.keys(Object.prototype).length, 0);
  });

  it('R6: app, alias and add-on constructor are found by their names', async () => {
    const on = await open();
    await on.perform({ type: 'attachAddon', addon: 'constructor::CONSTRUCTOR', app: 'blog' });
    await on.perform({ type: 'attachAddon', addon: 'constructor', app: 'blog', alias: 'TO_STRING' });
    assert.deepEqual(on.attachments('blog'), [
      'REDIS → constructor (constructor)',
      'TO_STRING → constructor (constructor)',
    ]);
    await on.perform({ type: 'rotateCredentials', addon: 'CONSTRUCTOR' });
    await on.perform({ type: 'destroyAddon', addon: 'CONSTRUCTOR', confirm: app, force: true });
    assert.deepEqual(on.state.addons, {});
  });

  it('R25: an overwrite of them asks, and takes them away', async () => {
    const on = await open();
    await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'PROTOTYPE_URL', value: 'mine' }] });
    const create = {
      type: 'createAddon',
      app,
      plan: 'rediscloud',
      name: 'to-string',
      alias: 'PROTOTYPE',
    } as const;
    const message = await on.refuses(create, 'confirmation_required');
    assert.equal(message, 'to-string will overwrite PROTOTYPE_URL on constructor.');
    await on.perform({ ...create, alias: 'CONSTRUCTOR', confirm: app });
    assert.match(on.attachments(app).join(), /^CONSTRUCTOR → to-string \(constructor\),REDIS → constructor/);
  });

  it('I5: they survive being written and read', async () => {
    const on = await open();
    const read = await decodeState(encodeState(on.state), 'db.json');
    assert.deepEqual(read, on.state);
  });

  it('R37: an undo of vars that are named as fields of the model makes its release', async () => {
    const on = await TestPlatform.open();
    await on.createApps(app);
    for (const name of names) {
      await on.perform({ type: 'setConfigVars', app, configVars: [{ name, value: 'mine' }] });
      await on.perform({ type: 'undo' });
    }
    assert.deepEqual(on.config(app), {});
    assert.deepEqual(
      on.releases(app),
      names.flatMap((name, position) => [
        `v${2 * position + 3} Set ${name} config vars`,
        `v${2 * position + 4} Undo: Set ${name} config vars`,
      ]),
    );
  });

  it('R12: 40 add-ons of one service on one app have 40 aliases, and go one by one', async () => {
    const on = await TestPlatform.open();
    await on.createApps(app);
    for (let count = 0; count < 40; count += 1) {
      await on.perform({ type: 'createAddon', app, plan: 'rediscloud' });
    }
    assert.equal(new Set(on.attachments(app)).size, 40);
    for (const { name } of queries.allAddons(on.state)) {
      await on.perform({ type: 'destroyAddon', addon: name, confirm: app });
    }
    assert.deepEqual([on.attachments(app), on.config(app), on.version(app)], [[], {}, 82]);
  });
});
