import assert from 'node:assert/strict';
import { findApp } from '../../../../src/core/model/identifiers.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import type { TestPlatform } from '../../../support/platform.ts';
import { checkDomains, eventsOf, sharedApps, versions } from '../../../support/restorable.ts';

function hostnames(on: TestPlatform, app: string): readonly string[] {
  return queries.domainsOf(on.state, findApp(on.state, app).id).map(({ hostname }) => hostname);
}

const add = { type: 'addDomain', app: 'lone', hostname: 'a.example.com' } as const;
const remove = { type: 'removeDomain', app: 'shop', hostname: 'www.example.com' } as const;

const longest = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`;

describe('add domain', () => {
  it('R34: a custom hostname, an event and no release', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { result, operationId } = await on.perform(add);
    const { domainId } = result;
    assert.deepEqual(result, { domainId, hostname: 'a.example.com' });
    const { id } = findApp(on.state, 'lone');
    const { cname, ...domain } = on.state.domains[domainId]!;
    const fields = { hostname: 'a.example.com', kind: 'custom', status: 'none', createdAt: on.clock.ms };
    assert.deepEqual(domain, { id: domainId, appId: id, ...fields });
    assert.match(cname!, /a\.example\.com/);
    assert.deepEqual(versions(on.state), versions(before));
    assert.deepEqual(eventsOf(on.state, operationId), ['domain.added']);
    assert.deepEqual(on.state.events[id]?.events.at(-1)?.data, { hostname: 'a.example.com' });
    assert.deepEqual(hostnames(on, 'lone'), ['a.example.com', 'lone.localhost']);
    checkDomains(on.state);
  });

  const lawful = [
    ...['example.com', 'x.co', '1.2', 'a-b.c-d', '*.example.com', 'xn--bcher-kva.example', longest],
    ...['a--b.example.com', 'deep.er.and.deeper.example.com', 'shop.localhost.example.com'],
  ];
  for (const hostname of lawful) {
    it(`R34: ${hostname.slice(0, 40)} is a hostname`, async () => {
      const on = await sharedApps();
      await on.perform({ ...add, hostname });
      assert.ok(hostnames(on, 'lone').includes(hostname));
    });
  }

  it('R34: hostnames know no case', async () => {
    const on = await sharedApps();
    const { result } = await on.perform({ ...add, hostname: 'A.Example.COM' });
    assert.equal(result.hostname, 'a.example.com');
    await on.refuses({ ...add, hostname: 'a.EXAMPLE.com' }, 'domain_taken');
  });

  const unlawful = [
    ...['', '.', '*', '*.', 'a..b', '.example.com', 'example.com.', '-a.example.com', 'a-.example.com'],
    ...[
      'a.*.example.com',
      '**.example.com',
      'x*.example.com',
      'a_b.example.com',
      'a b.com',
      'bücher.example',
    ],
    ...['example.com\n', 'https://example.com', 'example.com:80', 'example.com/x', `${'a'.repeat(64)}.com`],
    `${longest}d`,
  ];
  for (const hostname of unlawful) {
    it(`R34: ${JSON.stringify(hostname).slice(0, 40)} is none`, async () => {
      const on = await sharedApps();
      const message = await on.refuses({ ...add, hostname }, 'invalid_domain', { hostname, problem: 'form' });
      assert.equal(message, `${hostname} is not a valid hostname.`);
    });
  }

  it('R34: it is unique over all apps and owners', async () => {
    const on = await sharedApps();
    for (const app of ['shop', 'lone', 'theirs']) {
      const details = { hostname: 'www.example.com', app: 'shop' };
      const message = await on.refuses({ ...add, app, hostname: 'www.example.com' }, 'domain_taken', details);
      assert.equal(message, 'www.example.com is already in use by shop.');
    }
  });

  it('R34: a wildcard and a hostname below it are two', async () => {
    const on = await sharedApps();
    await on.perform({ ...add, hostname: '*.example.com' });
    await on.perform(add);
  });

  it('R34: the hostnames that apps have by their names are not for adding', async () => {
    const on = await sharedApps();
    await on.refuses({ ...add, hostname: 'shop.localhost' }, 'domain_taken', { app: 'shop' });
    const details = { hostname: 'free.localhost', problem: 'builtIn' } as const;
    await on.refuses({ ...add, hostname: 'free.localhost' }, 'invalid_domain', details);
    await on.refuses({ ...add, hostname: '*.localhost' }, 'invalid_domain');
    await on.perform({ type: 'createApp', name: 'free' });
    checkDomains(on.state);
  });

  it('R8: the app is looked for first', async () => {
    const on = await sharedApps();
    await on.refuses({ ...add, app: 'nowhere', hostname: '' }, 'app_not_found', { app: 'nowhere' });
  });
});

describe('remove domain', () => {
  it('R34: it is gone and free, with an event and no release', async () => {
    const on = await sharedApps();
    const before = on.state;
    const { result, operationId } = await on.perform(remove);
    assert.equal(before.domains[result.domainId]?.hostname, 'www.example.com');
    assert.deepEqual(hostnames(on, 'shop'), ['shop.localhost']);
    assert.deepEqual(versions(on.state), versions(before));
    assert.deepEqual(eventsOf(on.state, operationId), ['domain.removed']);
    await on.perform({ ...add, hostname: 'www.example.com' });
    checkDomains(on.state);
  });

  it('R34: given in capitals or by its id', async () => {
    const on = await sharedApps();
    const { result } = await on.perform({ ...remove, hostname: 'WWW.Example.com' });
    const again = await on.perform({ ...add, app: 'shop', hostname: result.hostname });
    await on.perform({ ...remove, hostname: again.result.domainId });
    assert.deepEqual(hostnames(on, 'shop'), ['shop.localhost']);
  });

  it('R34: that of its name stays', async () => {
    const on = await sharedApps();
    const details = { hostname: 'shop.localhost', problem: 'builtIn' } as const;
    await on.refuses({ ...remove, hostname: 'shop.localhost' }, 'invalid_domain', details);
  });

  it("R34: refused: what is not there, and another app's", async () => {
    const on = await sharedApps();
    for (const [app, hostname] of [
      ['shop', 'other.example.com'],
      ['lone', 'www.example.com'],
      ['lone', 'shop.localhost'],
      ['shop', 'constructor'],
      ['shop', ''],
    ] as const) {
      const message = await on.refuses({ ...remove, app, hostname }, 'domain_not_found', { hostname, app });
      assert.equal(message, "Couldn't find that domain.");
    }
    await on.refuses({ ...remove, app: 'nowhere' }, 'app_not_found', { app: 'nowhere' });
  });
});
