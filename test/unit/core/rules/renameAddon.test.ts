import assert from 'node:assert/strict';
import * as queries from '../../../../src/core/model/queries.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { eventsOf, restorable, sharedApps, versions } from '../../../support/restorable.ts';
import { withProvisioning } from '../../../support/states.ts';

const rename = { type: 'renameAddon', addon: 'cache', name: 'store' } as const;

describe('rename add-on', () => {
  it('R2: a new global name; aliases, vars, values and releases stay, and no release is made', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { id } = queries.addonNamed(before, 'cache')!;
    const releases = on.releases('blog');
    const { result, effect } = await on.perform(rename);
    assert.deepEqual(result, { addonId: id, addon: 'store' });
    assert.deepEqual(effect, { apps: [], monthlyCents: 0 });
    assert.deepEqual(versions(on.state), versions(before));
    const expected = structuredClone(restorable(before)) as Record<string, Record<string, object>>;
    Object.assign(expected['addons']![id]!, { name: 'store' });
    assert.deepEqual(restorable(on.state), expected);
    // Earlier releases keep the old name (D14), later ones have the new one.
    assert.deepEqual(on.releases('blog'), releases);
    await on.perform({ type: 'detachAttachment', app: 'blog', alias: 'REDIS' });
    assert.equal(on.releases('blog').at(-1), 'v5 Detach REDIS (@ref:store)');
  });

  it('R6: the old name leads nowhere and is free at once', async () => {
    const on = await sharedApps();
    await on.perform(rename);
    const action = { type: 'rotateCredentials', addon: 'cache' } as const;
    const message = await on.refuses(action, 'addon_not_found', { addon: 'cache', app: null });
    assert.equal(message, "Couldn't find that add-on. cache is neither a name, an id nor an alias.");
    await on.perform({ type: 'createAddon', app: 'lone', plan: 'heroku-redis', name: 'cache' });
  });

  it('R6: given by an alias, a foreign one too, an id or a service', async () => {
    const on = await sharedApps();
    const { id } = queries.addonNamed(on.state, 'cache')!;
    const identifiers = ['crm::CACHE', 'BROKER', id, 'heroku-redis', 'heroku-redis:mini', 'number-4'];
    for (const [position, addon] of identifiers.entries()) {
      await on.perform({ type: 'renameAddon', addon, name: `number-${position}` });
    }
    await on.perform({ type: 'renameAddon', app: 'crm', addon: 'CACHE', name: 'last' });
    assert.equal(queries.addonNamed(on.state, 'last')?.id, id);
  });

  it('R38: it is one event, on the billing app, which tells both names', async () => {
    const on = await sharedApps();
    const { operationId } = await on.perform(rename);
    assert.deepEqual(eventsOf(on.state, operationId), ['addon.renamed']);
    const events = on.state.events[queries.appNamed(on.state, 'shop')!.id]!.events;
    assert.deepEqual(events.at(-1)?.data, { name: 'store', oldName: 'cache' });
  });

  it('R43: its bill goes on under the same segment, and ends under the new name', async () => {
    const on = await sharedApps();
    const before = on.state.priceSegments;
    await on.perform(rename);
    assert.deepEqual(on.state.priceSegments, before);
    await on.perform({ type: 'destroyAddon', addon: 'store', confirm: 'shop', force: true });
    const [segment] = Object.values(on.state.priceSegments).filter(({ end }) => end !== null);
    assert.equal(segment?.addonName, 'store');
  });

  it('R2: its own name: nothing happens', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { operationId } = await on.perform({ ...rename, name: 'cache' });
    assert.equal(operationId, null);
    assert.equal(on.state, before);
  });

  it('R20: an add-on that is still being created can be renamed', async () => {
    const made = await sharedApps();
    const on = await TestPlatform.open({
      store: new MemoryStateStore(withProvisioning(made.state, 'cache')),
    });
    await on.perform(rename);
    assert.equal(queries.addonNamed(on.state, 'store')?.state, 'provisioning');
  });

  it('R2: refused: no name', async () => {
    const on = await sharedApps();
    const { id } = queries.addonNamed(on.state, 'cache')!;
    const names = ['', 'a', 'Store', '1st', 'a-', 'a_', 'a.b', 'abc\n', `a${'b'.repeat(63)}`, id, 'REDIS'];
    for (const name of names) {
      const message = await on.refuses({ ...rename, name }, 'invalid_addon_name', { name });
      assert.equal(
        message,
        'Add-on names start with a lower-case letter and hold lower-case letters, digits, - and _.',
      );
    }
  });

  it('R2: refused: the name of another add-on, of another owner too', async () => {
    const on = await sharedApps();
    for (const name of ['cloud', 'notes']) {
      const message = await on.refuses({ ...rename, name }, 'addon_name_taken', { name });
      assert.equal(message, `Name ${name} is already taken by another add-on.`);
    }
  });

  describe('order of checks', () => {
    const steps = [
      { code: 'app_not_found', input: { app: 'nowhere' } },
      { code: 'addon_not_found', input: { addon: 'nothing' } },
      { code: 'invalid_addon_name', input: { name: 'Not a name' } },
    ] as const;
    for (const [position, first] of steps.entries()) {
      for (const second of steps.slice(position + 1)) {
        it(`R2: ${first.code} comes before ${second.code}`, async () => {
          const on = await sharedApps();
          await on.refuses({ ...rename, ...second.input, ...first.input }, first.code);
        });
      }
    }

    it('R6: an identifier that means several is refused before the name is looked at', async () => {
      const on = await sharedApps();
      await on.perform({ type: 'createAddon', app: 'lone', plan: 'heroku-redis', name: 'second' });
      const message = await on.refuses({ ...rename, addon: 'REDIS', name: '' }, 'multiple_matches');
      assert.equal(
        message,
        'Ambiguous identifier, use a name or app::ALIAS; multiple matching add-ons found: cache, second',
      );
    });
  });
});
