import assert from 'node:assert/strict';
import { playCommand, refusesCommandWith, runCommandWith } from '../../support/playCommand.ts';
import { TestPlatform } from '../../support/platform.ts';

const id = 'addons.showHelp';

describe('Show Add-on Help', () => {
  let on: TestPlatform;

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
  });

  it('opens the page of an add-on that is chosen, or that a row stands for', async () => {
    const chosen = await playCommand(on, id, {}, ['cache']);
    const known = await playCommand(on, id, { addon: 'cache' }, []);
    assert.deepEqual([chosen.context.helped, known.context.helped], [['cache'], ['cache']]);
  });

  it('answers a program with the page, without a value, and opens nothing', async () => {
    const { result, context } = await runCommandWith(on, id, { addon: 'cache' });
    const { addon, markdown } = result as { addon: string; markdown: string };
    assert.equal(addon, 'cache');
    assert.match(markdown, /^# cache\n/);
    assert.ok(!markdown.includes(on.config('acme')['REDIS_URL'] ?? ''));
    assert.deepEqual(context.helped, []);
  });

  it('refuses an add-on that there is not', async () => {
    await refusesCommandWith(on, id, { addon: 'nothing' }, 'addon_not_found');
    const empty = await TestPlatform.open();
    const { context } = await playCommand(empty, id, {}, []);
    assert.deepEqual(context.report.told, ['nothing_to_choose']);
  });
});
