import assert from 'node:assert/strict';
import { failed } from '../../../src/core/errors/addonError.ts';
import {
  copyCliEnvironment,
  openCliTerminal,
  startPlatformApi,
  stopPlatformApi,
} from '../../../src/commands/platformApiCommands.ts';
import { cliEnvironment } from '../../../src/commands/platformApiPort.ts';
import { PlayedContext } from '../../support/commandContext.ts';
import { playCommand, runCommandWith } from '../../support/playCommand.ts';
import { escape } from '../../support/scriptedAsk.ts';
import { TestPlatform } from '../../support/platform.ts';

describe('commands of the local Platform API', () => {
  let context: PlayedContext;

  beforeEach(async () => {
    context = new PlayedContext(await TestPlatform.open());
  });

  it('start and stop it, and say where it answers, never its token', async () => {
    assert.deepEqual(await startPlatformApi.runWith({}, context), { url: 'http://127.0.0.1:4000' });
    assert.deepEqual(await stopPlatformApi.runWith({}, context), { stopped: true });
    assert.deepEqual(await stopPlatformApi.runWith({}, context), { stopped: false });
    await startPlatformApi.runAsking({}, context);
    assert.ok(!JSON.stringify(context.report).includes('the-token'));
  });

  it('can be stopped while the store can not be read', async () => {
    context.isApiRunning = true;
    context.platform.ready = () => Promise.reject(failed('store_gone', { file: '/home/ada/store' }));
    await stopPlatformApi.runAsking({}, context);
    assert.deepEqual(
      [context.isApiRunning, context.report.told],
      [false, ['The local Platform API has stopped.']],
    );
  });

  it('a terminal starts it', async () => {
    assert.deepEqual(await openCliTerminal.runWith({}, context), { url: 'http://127.0.0.1:4000' });
    assert.deepEqual([context.isApiRunning, context.terminals], [true, 1]);
  });

  it('a copied environment says when it started it, with a way to stop it', async () => {
    await copyCliEnvironment.runAsking({}, context);
    assert.match(
      context.report.told.join('\n'),
      /Started the local Platform API at http:\/\/127\.0\.0\.1:4000/,
    );
    assert.deepEqual(
      context.report.offered.flat().map(({ title }) => title),
      ['Stop Local Platform API'],
    );
    const again = new PlayedContext(await TestPlatform.open());
    again.isApiRunning = true;
    await copyCliEnvironment.runAsking({}, again);
    assert.doesNotMatch(again.report.told.join('\n'), /Started/);
  });

  it('the status bar leads to all that is done with it', async () => {
    const id = 'addons.platformApiActions';
    const on = await TestPlatform.open();
    const start = (played: PlayedContext): void => void (played.isApiRunning = true);
    for (const [row, command] of [
      ['Open Heroku CLI Terminal', 'addons.openCliTerminal'],
      ['Copy Heroku CLI Environment', 'addons.copyCliEnvironment'],
      ['Stop Local Platform API', 'addons.stopPlatformApi'],
    ] as const) {
      const { context: played } = await playCommand(on, id, {}, [row], start);
      assert.deepEqual(played.started, [[command, {}]]);
    }
    const { context: played } = await playCommand(on, id, {}, [escape], start);
    assert.deepEqual(played.started, []);
    assert.deepEqual((await runCommandWith(on, id, {}, start)).result, { url: 'http://127.0.0.1:4000' });
    assert.deepEqual((await runCommandWith(on, id, {})).result, { url: null });
  });

  it('hosts that need no proxy stay, and this one is among them', () => {
    const api = { url: 'http://127.0.0.1:4000', token: 'the-token' };
    for (const [around, expected] of [
      [{}, '127.0.0.1,localhost'],
      [{ NO_PROXY: '' }, '127.0.0.1,localhost'],
      [{ NO_PROXY: 'example.com' }, '127.0.0.1,localhost,example.com'],
      [{ no_proxy: 'example.com' }, '127.0.0.1,localhost,example.com'],
      [{ NO_PROXY: '*' }, '*'],
    ] as const) {
      const { NO_PROXY: upper, no_proxy: lower } = cliEnvironment(api, around);
      assert.deepEqual([upper, lower], [expected, expected]);
    }
  });

  it('the environment for a shell is copied as a secret, with all that keeps the CLI on this machine', async () => {
    await copyCliEnvironment.runWith({}, context);
    assert.ok(context.isCopySecret);
    assert.deepEqual(
      [
        ...context.copied.matchAll(/^export (\w+)=(?:'[^']+'|"127\.0\.0\.1,localhost\$\{\w+:\+,\$\w+\}")$/gm),
      ].map(([, name]) => name),
      [
        'HEROKU_HOST',
        'HEROKU_API_KEY',
        'HEROKU_PARTICLEBOARD_URL',
        'HEROKU_GIT_HOST',
        'HEROKU_DATA_HOST',
        'HEROKU_POSTGRESQL_HOST',
        'HEROKU_REDIS_HOST',
        'DISABLE_TELEMETRY',
        'HEROKU_SKIP_NEW_VERSION_CHECK',
        'HEROKU_DISABLE_AUTOUPDATE',
        'NO_PROXY',
        'no_proxy',
      ],
    );
  });
});
