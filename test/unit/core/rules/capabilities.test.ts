import assert from 'node:assert/strict';
import { isAddonError } from '../../../../src/core/errors/addonError.ts';
import type { Ability } from '../../../../src/core/errors/failure.ts';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import type { AddonId } from '../../../../src/core/model/ids.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { appsOpenTo, varsVisibleTo } from '../../../../src/core/rules/capabilities.ts';
import type { TestPlatform } from '../../../support/platform.ts';
import { catalogWith } from '../../../support/platform.ts';
import { setVars, sharedApps } from '../../../support/restorable.ts';

/** What each ability is called when it is missing. */
const abilities: Readonly<Record<Ability, string>> = {
  read_logs: 'read the logs of its apps',
  write_logs: 'write to the logs of its apps',
  deploy_events: 'hear of deploys',
  domain_events: 'hear of domains',
  app_info: 'see its apps',
  owner_info: 'see the owner of its apps',
};

/** The shared apps, and `example` (exampleservice, which may do everything) on lone and crm. */
async function open(capabilities = Object.keys(abilities)): Promise<TestPlatform> {
  const catalog = catalogWith('exampleservice', (service) => ({ ...service, capabilities }));
  const on = await sharedApps({ loadCatalog: () => Promise.resolve(catalog) });
  await on.perform({ type: 'createAddon', app: 'lone', plan: 'exampleservice', name: 'example' });
  await on.perform({ type: 'attachAddon', app: 'crm', addon: 'example' });
  return on;
}

function addonId(on: TestPlatform, name: string): AddonId {
  return queries.addonNamed(on.state, name)!.id;
}

function openTo(on: TestPlatform, name: string, ability: Ability): readonly string[] {
  const ids = appsOpenTo(on.state, on.platform.catalog, { addonId: addonId(on, name), ability });
  return ids.map((id) => queries.appOf(on.state, id).name);
}

function refusal(on: TestPlatform, name: string, ability: Ability): string {
  try {
    openTo(on, name, ability);
  } catch (error) {
    assert.ok(isAddonError(error) && error.failure.code === 'capability_missing', String(error));
    const { service } = queries.addonNamed(on.state, name)!;
    assert.deepEqual(error.failure.details, { service, ability });
    return error.message;
  }
  assert.fail(`${name} was expected not to be allowed to ${ability}`);
}

describe('capabilities', () => {
  for (const ability of Object.keys(abilities) as Ability[]) {
    it(`R39: with ${ability} it reaches the apps that it is attached to, and no other`, async () => {
      const on = await open([ability]);
      assert.deepEqual(openTo(on, 'example', ability), ['lone', 'crm']);
    });

    it(`R39: without ${ability} it may not, whatever else it may`, async () => {
      const on = await open(Object.keys(abilities).filter((each) => each !== ability));
      const message = refusal(on, 'example', ability);
      assert.equal(message, `exampleservice isn't allowed to ${abilities[ability]}.`);
    });
  }

  it('R39: the catalogue decides: heroku-redis writes logs and does no more', async () => {
    const on = await open();
    assert.deepEqual(openTo(on, 'cache', 'write_logs'), ['shop', 'blog', 'crm']);
    for (const ability of Object.keys(abilities).filter((each) => each !== 'write_logs')) {
      refusal(on, 'cache', ability as Ability);
    }
  });

  it('R39: it hears nothing of an app once detached, and of it again when attached', async () => {
    const on = await open();
    await on.perform({ type: 'detachAttachment', app: 'crm', alias: 'EXAMPLESERVICE' });
    assert.deepEqual(openTo(on, 'example', 'deploy_events'), ['lone']);
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'example' });
    await on.perform({ type: 'undo' });
    await on.perform({ type: 'attachAddon', app: 'crm', addon: 'example', alias: 'AGAIN' });
    assert.deepEqual(openTo(on, 'example', 'deploy_events'), ['lone', 'crm']);
  });

  it('R39: several aliases on an app are one app', async () => {
    const on = await open();
    await on.perform({ type: 'attachAddon', app: 'crm', addon: 'example', alias: 'AGAIN' });
    assert.deepEqual(openTo(on, 'example', 'read_logs'), ['lone', 'crm']);
  });

  it('R39: it sees its own vars on an app, under all its aliases, and no others', async () => {
    const on = await open();
    await setVars(on, 'crm', { SECRET: 'x', EXAMPLESERVICE_OTHER: 'y' });
    await on.perform({ type: 'attachAddon', app: 'crm', addon: 'example', alias: 'AGAIN' });
    const { id } = findApp(on.state, 'crm');
    const visible = varsVisibleTo(on.state, { addonId: addonId(on, 'example'), appId: id });
    const { USERNAME, PASSWORD } = on.state.addons[addonId(on, 'example')]!.values;
    assert.deepEqual(visible, {
      AGAIN_PASSWORD: PASSWORD,
      AGAIN_USERNAME: USERNAME,
      EXAMPLESERVICE_PASSWORD: PASSWORD,
      EXAMPLESERVICE_USERNAME: USERNAME,
    });
    const redis = varsVisibleTo(on.state, { addonId: addonId(on, 'cache'), appId: id });
    assert.deepEqual(Object.keys(redis), ['CACHE_URL']);
  });

  it('R39: of an app that it is not attached to it sees nothing', async () => {
    const on = await open();
    for (const app of ['shop', 'blog', 'theirs']) {
      const { id } = findApp(on.state, app);
      assert.deepEqual(varsVisibleTo(on.state, { addonId: addonId(on, 'example'), appId: id }), {});
    }
  });

  it('R40: to ask changes nothing', async () => {
    const on = await open();
    const before = JSON.stringify(on.state);
    openTo(on, 'example', 'app_info');
    varsVisibleTo(on.state, { addonId: addonId(on, 'example'), appId: findApp(on.state, 'crm').id });
    assert.equal(JSON.stringify(on.state), before);
  });
});
