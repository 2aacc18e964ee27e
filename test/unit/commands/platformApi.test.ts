import assert from 'node:assert/strict';
import {
  copyCliEnvironment,
  openCliTerminal,
  startPlatformApi,
  stopPlatformApi,
} from '../../../src/commands/platformApiCommands.ts';
import { cliEnvironment } from '../../../src/commands/platformApiPort.ts';
import { PlayedContext } from '../../support/commandContext.ts';
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

  it('a terminal starts it', async () => {
    assert.deepEqual(await openCliTerminal.runWith({}, context), { url: 'http://127.0.0.1:4000' });
    assert.deepEqual([context.isApiRunning, context.terminals], [true, 1]);
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
