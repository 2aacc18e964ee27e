import assert from 'node:assert/strict';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import { localDeveloper } from '../../../../src/core/model/owner.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { haiku, wishing } from '../../../support/scriptedChance.ts';
import { stateWithTeam, team } from '../../../support/states.ts';

describe('create app', () => {
  it('R21: a new app has no add-ons, no vars and one domain, and is at v2', async () => {
    const on = await TestPlatform.open();
    const { result } = await on.perform({ type: 'createApp', name: 'acme' });
    const nowMs = on.clock.ms;
    assert.deepEqual(on.state.apps[result.appId], {
      id: result.appId,
      name: 'acme',
      ownerId: localDeveloper.id,
      region: 'us',
      stack: 'heroku-24',
      maintenance: false,
      createdAt: nowMs,
      updatedAt: nowMs,
      releasedAt: nowMs,
    });
    assert.deepEqual(on.releases('acme', 0), ['v1 Initial release', 'v2 Enable Logplex']);
    assert.deepEqual([on.config('acme'), on.attachments('acme'), on.resources('acme')], [{}, [], []]);
    assert.deepEqual(
      Object.values(on.state.domains).map(({ appId, hostname, kind, status }) => ({
        appId,
        hostname,
        kind,
        status,
      })),
      [{ appId: result.appId, hostname: 'acme.localhost', kind: 'heroku', status: 'none' }],
    );
  });

  it('R1: a name that has not the form is refused', async () => {
    const on = await TestPlatform.open();
    for (const name of ['', 'ab', 'Acme', 'acme-', '1acme', 'a_b', 'a'.repeat(31), '__proto__', 'acme\n']) {
      await on.refuses({ type: 'createApp', name }, 'invalid_app_name', { name });
    }
  });

  it('R1: a name is unique in the store, over all owners', async () => {
    const on = await TestPlatform.open({ store: new MemoryStateStore(stateWithTeam) });
    await on.createApps('acme');
    await on.refuses({ type: 'createApp', name: 'acme' }, 'app_name_taken', { name: 'acme' });
    await on.refuses({ type: 'createApp', name: 'acme', owner: team.name }, 'app_name_taken');
  });

  it('R1: without a name it is adjective, noun and five digits', async () => {
    const on = await TestPlatform.open({ randomness: wishing(...haiku('quiet-river-12345')) });
    const { result } = await on.perform({ type: 'createApp' });
    assert.equal(result.app, 'quiet-river-12345');
  });

  it('R1: a generated name that is taken is drawn again', async () => {
    const on = await TestPlatform.open({
      randomness: wishing(
        ...haiku('quiet-river-12345'),
        ...haiku('quiet-river-12345'),
        ...haiku('calm-sea-54321'),
      ),
    });
    await on.perform({ type: 'createApp' });
    const { result } = await on.perform({ type: 'createApp' });
    assert.equal(result.app, 'calm-sea-54321');
  });

  it('R21: an app belongs to the owner that is named, and else to the local developer', async () => {
    const on = await TestPlatform.open({ store: new MemoryStateStore(stateWithTeam) });
    await on.perform({ type: 'createApp', name: 'mine' });
    await on.perform({ type: 'createApp', name: 'ours', owner: team.name });
    assert.deepEqual(
      ['mine', 'ours'].map((name) => findApp(on.state, name).ownerId),
      [localDeveloper.id, team.id],
    );
    await on.refuses({ type: 'createApp', name: 'theirs', owner: 'nobody' }, 'owner_not_found', {
      owner: 'nobody',
    });
  });

  it('R34: both releases hold an empty config and are by the person who acts', async () => {
    const on = await TestPlatform.open();
    await on.createApps('acme');
    const nothing = { set: {}, unset: [] };
    assert.deepEqual(
      queries.releasesOf(on.state, findApp(on.state, 'acme').id).map(({ id: _, ...rest }) => rest),
      ['Initial release', 'Enable Logplex'].map((description, index) => ({
        version: index + 1,
        description,
        user: localDeveloper.email,
        status: 'succeeded',
        createdAt: on.clock.ms,
        changes: { own: nothing, owned: nothing },
        addonPlanNames: [],
        slug: null,
      })),
    );
  });
});
