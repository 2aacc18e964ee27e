import assert from 'node:assert/strict';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { eventsOf, restorable, sharedApps, versions } from '../../../support/restorable.ts';

describe('rename app', () => {
  it('R1: all identifiers follow the new name; nothing else changes, and no release is made', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { id } = findApp(before, 'shop');
    const { result } = await on.perform({ type: 'renameApp', app: 'shop', name: 'store' });
    assert.deepEqual(result, { appId: id, app: 'store' });
    assert.deepEqual(versions(on.state), versions(before));
    assert.deepEqual(on.attachments('blog'), ['CLOUDAMQP → queue (blog)', 'REDIS → cache (store)']);
    assert.equal(queries.domainNamed(on.state, 'store.localhost')?.appId, id);
    assert.equal(queries.domainNamed(on.state, 'shop.localhost'), undefined);
    const renamed = restorable(on.state);
    const domain = queries.domainNamed(on.state, 'store.localhost')!;
    const expected = structuredClone(restorable(before)) as Record<string, Record<string, object>>;
    Object.assign(expected['apps']![id]!, { name: 'store' });
    Object.assign(expected['domains']![domain.id]!, { hostname: 'store.localhost' });
    assert.deepEqual(renamed, expected);
  });

  it('R8: the old name leads nowhere, the new one and the id do', async () => {
    const on = await sharedApps();
    const { id } = findApp(on.state, 'shop');
    await on.perform({ type: 'renameApp', app: id, name: 'store' });
    const message = await on.refuses({ type: 'restartApp', app: 'shop' }, 'app_not_found');
    assert.equal(message, "Couldn't find that app. Check the name shop, or list your apps.");
    await on.refuses({ type: 'rotateCredentials', addon: 'shop::REDIS' }, 'app_not_found');
    await on.perform({ type: 'rotateCredentials', addon: 'store::REDIS' });
    await on.perform({ type: 'rotateCredentials', addon: `${id}::REDIS` });
  });

  it('R29: the confirmation is the new name from then on', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'renameApp', app: 'shop', name: 'store' });
    const destroy = { type: 'destroyAddon', addon: 'cloud' } as const;
    await on.refuses({ ...destroy, confirm: 'shop' }, 'confirmation_mismatch', { app: 'store' });
    await on.perform({ ...destroy, confirm: 'store' });
  });

  it('R38: it is one event, which tells both names', async () => {
    const on = await sharedApps();
    const { operationId, result } = await on.perform({ type: 'renameApp', app: 'lone', name: 'other' });
    assert.deepEqual(eventsOf(on.state, operationId), ['app.renamed']);
    const event = on.state.events[result.appId]!.events.at(-1);
    assert.deepEqual(event?.data, { name: 'other', oldName: 'lone' });
  });

  it('R1: its own name: nothing happens', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { operationId } = await on.perform({ type: 'renameApp', app: 'shop', name: 'shop' });
    assert.equal(operationId, null);
    assert.equal(on.state, before);
  });

  it('R1: the name that it had is free, and so is that of a destroyed app', async () => {
    const on = await sharedApps();
    await on.perform({ type: 'renameApp', app: 'shop', name: 'store' });
    await on.perform({ type: 'createApp', name: 'shop' });
    await on.perform({ type: 'destroyApp', app: 'shop', confirm: 'shop' });
    await on.perform({ type: 'renameApp', app: 'store', name: 'shop' });
    assert.equal(queries.domainNamed(on.state, 'shop.localhost')?.appId, findApp(on.state, 'shop').id);
  });

  it('R1: names of three and of thirty characters are fine', async () => {
    const on = await sharedApps();
    for (const name of ['a-1', `a${'-'.repeat(28)}9`, 'constructor']) {
      await on.perform({ type: 'renameApp', app: findApp(on.state, 'shop').id, name });
      await on.perform({ type: 'renameApp', app: name, name: 'shop' });
    }
  });

  it('R1: refused: no name', async () => {
    const on = await sharedApps();
    const names = [
      '',
      'ab',
      'Store',
      '1st',
      'a--',
      'a_b',
      'a.b',
      ' abc',
      'abc\n',
      'ünt',
      `a${'b'.repeat(30)}`,
    ];
    for (const name of names) {
      const action = { type: 'renameApp', app: 'shop', name } as const;
      const message = await on.refuses(action, 'invalid_app_name', { name });
      assert.equal(
        message,
        'Name must start with a letter, end with a letter or digit, and hold 3–30 lower-case letters, digits and dashes.',
      );
    }
  });

  it("R1: refused: another app's name, of another owner too", async () => {
    const on = await sharedApps();
    for (const name of ['blog', 'theirs']) {
      const action = { type: 'renameApp', app: 'shop', name } as const;
      const message = await on.refuses(action, 'app_name_taken', { name });
      assert.equal(message, `Name ${name} is already taken.`);
    }
  });

  it('R1: the app is looked for first', async () => {
    const on = await sharedApps();
    const details = { app: 'sop', nearest: 'shop' };
    await on.refuses({ type: 'renameApp', app: 'sop', name: 'Not a name' }, 'app_not_found', details);
    await on.refuses({ type: 'renameApp', app: 'sop', name: 'sop' }, 'app_not_found', details);
  });
});
