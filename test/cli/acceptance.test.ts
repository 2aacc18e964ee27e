import assert from 'node:assert/strict';
import { PlatformApiProcess } from '../support/platformApiProcess.ts';
import { Heroku } from './heroku.ts';

const app = 'example-app';
const tasker = 'example-tasker';

/** The transcripts of the Add-ons Overview (docs/addon-rules.md, Acceptance scenario), typed into the real CLI. */
describe('the acceptance scenario in the real Heroku CLI', function () {
  this.timeout(180_000);
  let api: PlatformApiProcess;
  let heroku: Heroku;
  let [r1, r2, r3]: (string | undefined)[] = [];
  let sighing = '';
  let cooling = '';
  let coloured = '';

  before(async () => {
    api = await PlatformApiProcess.start();
    heroku = new Heroku(api);
  });

  after(async () => {
    await api.stop();
  });

  const config = (of: string): Promise<Readonly<Record<string, string>>> =>
    api.ask(`/apps/${of}/config-vars`);

  async function version(of: string): Promise<number> {
    const releases = await api.ask<readonly { version: number }[]>(`/apps/${of}/releases`);
    return releases.at(-1)?.version ?? 0;
  }

  async function descriptions(of: string): Promise<readonly string[]> {
    const releases = await api.ask<readonly { version: number; description: string }[]>(
      `/apps/${of}/releases`,
    );
    return releases.map((each) => `v${each.version} ${each.description}`);
  }

  /** `ALIAS name` of each attachment, by alias. */
  async function attachments(of: string): Promise<readonly string[]> {
    const all = await api.ask<readonly { name: string; addon: { name: string } }[]>(
      `/apps/${of}/addon-attachments`,
    );
    return all.map((each) => `${each.name} ${each.addon.name}`).sort();
  }

  /** Add-ons billed to an app, by name. */
  async function resources(of: string): Promise<readonly string[]> {
    const all = await api.ask<readonly { name: string; app: { name: string } }[]>(`/apps/${of}/addons`);
    return all.filter((each) => each.app.name === of).map(({ name }) => name);
  }

  it('0: makes two apps', async () => {
    await heroku.does(`apps:create ${app}`, /example-app/);
    await heroku.does(`apps:create ${tasker}`, /example-tasker/);
    assert.deepEqual([await version(app), await version(tasker)], [2, 2]);
    await heroku.does(`addons -a ${app}`, /No add-ons for app example-app/i);
  });

  it('1: creates heroku-redis under a name of its own as REDIS', async () => {
    const { text } = await heroku.does(
      `addons:create heroku-redis -a ${app}`,
      /~\$0\.004\/hour \(max \$3\/month\)/,
    );
    const [, name = ''] = /Created ([a-z]+-[a-z]+-\d{4}) as REDIS_URL/.exec(text) ?? [];
    assert.deepEqual(await attachments(app), [`REDIS ${name}`]);
    assert.match((await config(app))['REDIS_URL'] ?? '', /^redis:\/\//);
    assert.equal(await version(app), 3);
    await heroku.does(`addons:destroy ${name} -a ${app} --confirm ${app}`, new RegExp(`Destroying ${name}`));
    await heroku.does(`config:set X=1 -a ${app}`, /done, v5/);
    await heroku.does(`config:unset X -a ${app}`, /done, v6/);
    assert.deepEqual([await config(app), await version(app)], [{}, 6]);
  });

  it('2: gives an add-on a name', async () => {
    await heroku.does(
      `addons:create heroku-redis --name important-redis -a ${app}`,
      /Created important-redis as REDIS_URL/,
    );
    assert.equal(await version(app), 7);
    await heroku.does(
      `addons:destroy important-redis -a ${app} --confirm ${app}`,
      /Destroying important-redis/,
    );
    assert.deepEqual([await resources(app), await version(app)], [[], 8]);
  });

  it('3: gives an add-on a name and an alias', async () => {
    await heroku.does(
      `addons:create heroku-redis --name important-redis --as BROKER -a ${app}`,
      /Created important-redis as BROKER_URL/,
    );
    const vars = await config(app);
    r1 = vars['BROKER_URL'];
    assert.deepEqual([Object.keys(vars), await version(app)], [['BROKER_URL'], 9]);
  });

  it('4: attaches it under a second alias', async () => {
    await heroku.does(
      `addons:attach important-redis --as SESSION_STORE -a ${app}`,
      /Attaching important-redis as SESSION_STORE to .?example-app.*v10/,
    );
    assert.deepEqual(await attachments(app), ['BROKER important-redis', 'SESSION_STORE important-redis']);
    assert.deepEqual(await config(app), { BROKER_URL: r1, SESSION_STORE_URL: r1 });
  });

  it('5: shares it with another app', async () => {
    await heroku.does(
      `addons:attach ${app}::BROKER --as BROKER -a ${tasker}`,
      /Attaching important-redis as BROKER to .?example-tasker.*v3/,
    );
    assert.deepEqual([await resources(tasker), await attachments(tasker)], [[], ['BROKER important-redis']]);
    assert.deepEqual(await config(tasker), { BROKER_URL: r1 });
    await heroku.does(`addons -a ${tasker}`, /billed to .?example-app/);
    assert.equal(await version(app), 10);
  });

  it('6 and 7: the first free alias is the default one, the next has a colour', async () => {
    const first = await heroku.does(`addons:create heroku-redis -a ${app}`, /as REDIS_URL/);
    sighing = /Created (\S+) as REDIS_URL/.exec(first.text)?.[1] ?? '';
    const second = await heroku.does(
      `addons:create heroku-redis:mini -a ${app}`,
      /as HEROKU_REDIS_[A-Z]+_URL/,
    );
    [, cooling = '', coloured = ''] = /Created (\S+) as (HEROKU_REDIS_[A-Z]+)_URL/.exec(second.text) ?? [];
    const vars = await config(app);
    [r2, r3] = [vars['REDIS_URL'], vars[`${coloured}_URL`]];
    assert.equal(new Set([r1, r2, r3]).size, 3);
    assert.deepEqual([(await resources(app)).length, await version(app)], [3, 12]);
  });

  it('8: an overwrite without its confirmation changes nothing', async () => {
    const asked = new RegExp(`${sighing} will overwrite BROKER_URL on example-app\\.`);
    // At the end of its input the CLI gives up without an error.
    await heroku.does(`addons:attach ${sighing} --as BROKER -a ${app}`, asked);
    await heroku.refuses(
      `addons:attach ${sighing} --as BROKER -a ${app} --confirm ${tasker}`,
      /Confirmation .?example-tasker did not match .?example-app\. Aborted/,
    );
    assert.equal(await version(app), 12);
  });

  it('9: typed, it makes two releases', async () => {
    await heroku.does(`addons:attach ${sighing} --as BROKER -a ${app}`, /done, v14|v14/, {
      answer: { question: /To proceed, type/, input: `${app}\n` },
    });
    assert.deepEqual((await descriptions(app)).slice(-2), [
      'v13 Detach BROKER (@ref:important-redis)',
      `v14 Attach BROKER (@ref:${sighing})`,
    ]);
    assert.deepEqual(await attachments(app), [
      `BROKER ${sighing}`,
      `${coloured} ${cooling}`,
      `REDIS ${sighing}`,
      'SESSION_STORE important-redis',
    ]);
    assert.deepEqual(await config(app), {
      BROKER_URL: r2,
      REDIS_URL: r2,
      [`${coloured}_URL`]: r3,
      SESSION_STORE_URL: r1,
    });
    assert.deepEqual([await config(tasker), await version(tasker)], [{ BROKER_URL: r1 }, 3]);
  });

  it('10: detaches one alias; the add-on stays', async () => {
    await heroku.does(`addons:detach REDIS -a ${app}`, /Detaching REDIS.*v15/);
    assert.equal((await config(app))['REDIS_URL'], undefined);
    assert.ok((await resources(app)).includes(sighing));
  });

  it('11: destroys without an app, after the name of the billing app was typed', async () => {
    await heroku.does(`addons:destroy ${cooling}`, new RegExp(`Destroying ${cooling}`), {
      answer: { question: /To proceed, type/, input: `${app}\n` },
    });
    assert.equal(await version(app), 16);
  });

  it('12: ends with what the transcripts show', async () => {
    assert.deepEqual(await resources(app), ['important-redis', sighing].sort());
    assert.deepEqual(await attachments(app), [`BROKER ${sighing}`, 'SESSION_STORE important-redis']);
    assert.deepEqual(await attachments(tasker), ['BROKER important-redis']);
    assert.deepEqual([await version(app), await version(tasker)], [16, 3]);
  });

  it('then: a bare alias of two add-ons is ambiguous, a last alias stays, a foreign one may go', async () => {
    await heroku.refuses(`addons:attach BROKER -a ${tasker}`, /multiple matching add-ons found/, { code: 2 });
    await heroku.refuses(
      `addons:detach SESSION_STORE -a ${app}`,
      /Cannot destroy last attachment to billing app for resource important-redis/,
      { code: 2 },
    );
    await heroku.does(`addons:detach BROKER -a ${tasker}`, /v4/);
    assert.deepEqual([await config(tasker), await version(app)], [{}, 16]);
  });
});
