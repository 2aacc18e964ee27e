import assert from 'node:assert/strict';
import { findApp, findOwner } from '../../../../src/core/model/identifiers.ts';
import { localDeveloper } from '../../../../src/core/model/owner.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { eventsOf, restorable, sharedApps, versions } from '../../../support/restorable.ts';

describe('owners', () => {
  it('R1: one owner is there from the start, and owns what nobody else does (D24)', async () => {
    const on = await TestPlatform.open();
    assert.deepEqual(Object.values(on.state.owners), [localDeveloper]);
    assert.deepEqual(
      [localDeveloper.kind, localDeveloper.name, localDeveloper.email],
      ['user', 'Local Developer', 'developer@localhost.localdomain'],
    );
    await on.createApps('shop');
    assert.equal(findApp(on.state, 'shop').ownerId, localDeveloper.id);
  });

  it('R1: a team has the e-mail that Heroku gives it, and its apps are created for it (D24)', async () => {
    const on = await TestPlatform.open();
    const { result, operationId } = await on.perform({ type: 'createTeam', name: 'acme' });
    const { ownerId } = result;
    assert.deepEqual(result, { ownerId, team: 'acme' });
    const team = { id: ownerId, kind: 'team', name: 'acme', email: 'acme@herokumanager.com' };
    assert.deepEqual(on.state.owners[ownerId], team);
    assert.deepEqual(eventsOf(on.state, operationId), []);
    for (const [app, owner] of Object.entries({ one: 'acme', two: team.email, three: ownerId })) {
      await on.perform({ type: 'createApp', name: app, owner });
      assert.equal(findApp(on.state, app).ownerId, ownerId);
    }
  });

  it('R1: refused: no name, or one that is taken', async () => {
    const on = await TestPlatform.open();
    await on.perform({ type: 'createTeam', name: 'acme' });
    for (const name of ['', 'ab', 'Acme', 'a--', 'a_b', 'acme\n', `a${'b'.repeat(30)}`]) {
      const message = await on.refuses({ type: 'createTeam', name }, 'invalid_request', { field: 'name' });
      assert.match(message, /^name: must be /);
    }
    const message = await on.refuses({ type: 'createTeam', name: 'acme' }, 'invalid_request');
    assert.match(message, /^name: is taken/);
  });

  it('R1: a team may be called as an app is', async () => {
    const on = await TestPlatform.open();
    await on.createApps('acme');
    await on.perform({ type: 'createTeam', name: 'acme' });
    await on.perform({ type: 'transferApp', app: 'acme', owner: 'acme' });
  });

  it('R23: an app of a team shares nothing with one of another owner', async () => {
    const on = await sharedApps();
    const action = { type: 'attachAddon', app: 'theirs', addon: 'cache' } as const;
    await on.refuses(action, 'different_owner', { addon: 'cache', app: 'theirs' });
  });
});

describe('transfer', () => {
  it('R34: another owner, an event, and no release; nothing else changes (D17)', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { id } = findApp(before, 'lone');
    const { result, operationId } = await on.perform({ type: 'transferApp', app: 'lone', owner: 'acme' });
    assert.deepEqual(result, { appId: id, app: 'lone', owner: 'acme' });
    assert.deepEqual(versions(on.state), versions(before));
    const expected = structuredClone(restorable(before)) as Record<string, Record<string, object>>;
    Object.assign(expected['apps']![id]!, { ownerId: findOwner(before, 'acme').id });
    assert.deepEqual(restorable(on.state), expected);
    assert.deepEqual(eventsOf(on.state, operationId), ['app.transferred']);
    assert.deepEqual(on.state.events[id]?.events.at(-1)?.data, { owner: 'acme@herokumanager.com' });
  });

  it('R34: with add-ons that nobody else uses it goes; they are billed to it as before (D17)', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'createAddon', app: 'lone', plan: 'heroku-redis', name: 'own' });
    await on.perform({ type: 'attachAddon', app: 'lone', addon: 'own', alias: 'AGAIN' });
    await on.perform({ type: 'transferApp', app: 'lone', owner: 'acme' });
    assert.equal(on.monthlyCents('lone'), 300);
    await on.perform({ type: 'attachAddon', app: 'theirs', addon: 'own' });
    await on.refuses({ type: 'attachAddon', app: 'shop', addon: 'own' }, 'different_owner');
  });

  it('R34: to an owner by name, e-mail or id, and back (D17)', async () => {
    const on = await sharedApps();
    const team = findOwner(on.state, 'acme');
    for (const owner of ['acme', team.email, team.id]) {
      await on.perform({ type: 'transferApp', app: 'lone', owner });
      assert.equal(findApp(on.state, 'lone').ownerId, team.id);
      await on.perform({ type: 'transferApp', app: 'lone', owner: localDeveloper.email });
    }
  });

  it('R34: to the owner that it has: nothing happens, however much it shares', async () => {
    const on = await sharedApps();
    const before = on.state;
    const action = { type: 'transferApp', app: 'shop', owner: localDeveloper.email } as const;
    const { operationId } = await on.perform(action);
    assert.equal(operationId, null);
    assert.equal(on.state, before);
  });

  it('R23: refused while others use its add-on, or it uses theirs (D17)', async () => {
    const on = await sharedApps();
    const blog = { app: 'blog', addon: 'queue', apps: ['shop'] };
    const crm = { app: 'crm', addon: 'cache', apps: ['blog', 'shop'] };
    const shop = { app: 'shop', addon: 'cache', apps: ['blog', 'crm'] };
    for (const details of [blog, crm, shop]) {
      const action = { type: 'transferApp', app: details.app, owner: 'acme' } as const;
      const message = await on.refuses(action, 'transfer_breaks_sharing', details);
      const { app, addon, apps } = details;
      assert.equal(message, `${app} shares ${addon} with ${apps.join(', ')}; detach it there first.`);
    }
  });

  it('R23: once it is detached there, it goes (D17)', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'detachAttachment', app: 'crm', alias: 'CACHE' });
    await on.perform({ type: 'transferApp', app: 'crm', owner: 'acme' });
    assert.equal(findApp(on.state, 'crm').ownerId, findOwner(on.state, 'acme').id);
  });

  it('R23: the app is looked for first, then the owner, then what it shares', async () => {
    const on = await sharedApps();
    await on.refuses({ type: 'transferApp', app: 'nowhere', owner: 'nobody' }, 'app_not_found');
    for (const owner of ['nobody', 'constructor', '', 'Acme']) {
      const action = { type: 'transferApp', app: 'shop', owner } as const;
      const message = await on.refuses(action, 'owner_not_found', { owner });
      assert.equal(message, "Couldn't find that owner.");
    }
  });
});
