import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cliEquivalent } from '../../../../src/core/actions/cliEquivalent.ts';
import type { Action } from '../../../../src/core/actions/action.ts';
import { findApp, resolveAddon } from '../../../../src/core/model/identifiers.ts';
import { TestPlatform } from '../../../support/platform.ts';

/** Action → the line of the CLI that does the same. */
const lines: readonly (readonly [Action, string | null])[] = [
  [{ type: 'createApp' }, 'heroku apps:create'],
  [{ type: 'createApp', name: 'shop', owner: 'acme' }, 'heroku apps:create shop --team acme'],
  [{ type: 'renameApp', app: 'shop', name: 'store' }, 'heroku apps:rename store --app shop'],
  [{ type: 'destroyApp', app: 'shop' }, 'heroku apps:destroy --app shop --confirm shop'],
  [{ type: 'transferApp', app: 'shop', owner: 'acme' }, 'heroku apps:transfer acme --app shop'],
  [
    {
      type: 'createAddon',
      app: 'shop',
      plan: 'heroku-redis:mini',
      name: 'cache',
      alias: 'CACHE',
      confirm: 'shop',
    },
    'heroku addons:create heroku-redis:mini --app shop --name cache --as CACHE --confirm shop',
  ],
  [
    { type: 'createAddon', app: 'shop', plan: 'heroku-redis', config: { version: '7' } },
    'heroku addons:create heroku-redis --app shop -- --version=7',
  ],
  [
    { type: 'attachAddon', app: 'blog', addon: 'shop::REDIS', alias: 'BROKER' },
    'heroku addons:attach shop::REDIS --app blog --as BROKER',
  ],
  [{ type: 'detachAttachment', app: 'shop', alias: 'REDIS' }, 'heroku addons:detach REDIS --app shop'],
  [
    { type: 'destroyAddon', addon: 'cache', confirm: 'shop', force: true },
    'heroku addons:destroy cache --confirm shop --force',
  ],
  [{ type: 'renameAddon', addon: 'cache', name: 'other' }, 'heroku addons:rename cache other'],
  [{ type: 'changePlan', addon: 'cache', plan: 'premium-0' }, 'heroku addons:upgrade cache premium-0'],
  [{ type: 'rotateCredentials', addon: 'cache' }, 'heroku redis:credentials cache --reset --app shop'],
  [{ type: 'rotateCredentials', addon: 'nobody' }, null],
  [{ type: 'rollBackRelease', app: 'shop', version: 3 }, 'heroku releases:rollback v3 --app shop'],
  [
    {
      type: 'setConfigVars',
      app: 'shop',
      configVars: [
        { name: 'A', value: "it's" },
        { name: 'B', value: null },
      ],
    },
    `heroku config:set 'A=it'\\''s' --app shop && heroku config:unset B --app shop`,
  ],
  [{ type: 'restartApp', app: 'shop' }, 'heroku ps:restart --app shop'],
  [{ type: 'setMaintenance', app: 'shop', on: true }, 'heroku maintenance:on --app shop'],
  [
    { type: 'addDomain', app: 'shop', hostname: '*.example.com' },
    "heroku domains:add '*.example.com' --app shop",
  ],
  [{ type: 'renameAlias', app: 'shop', alias: 'REDIS', newAlias: 'CACHE' }, null],
  [{ type: 'undo' }, null],
];

const hostile = [
  "'",
  '"',
  '$(id)',
  '`id`',
  'a b',
  '',
  '-x',
  'ü🎉',
  'a\nb',
  '\\',
  '!',
  "'; rm -rf /",
  '*',
  '~',
];

describe('the line of the CLI', () => {
  let on: TestPlatform;

  before(async () => {
    on = await TestPlatform.open();
    await on.perform({ type: 'createTeam', name: 'acme' });
    await on.createApps('shop');
    await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
  });

  for (const [action, line] of lines) {
    it(`of ${action.type} is ${line ?? 'none'}`, () => {
      assert.equal(cliEquivalent(action, on.state), line);
    });
  }

  it('names apps and add-ons that were given by id', () => {
    const app = findApp(on.state, 'shop').id;
    const addon = resolveAddon(on.state, 'cache').id;
    const line = cliEquivalent({ type: 'attachAddon', app, addon }, on.state);
    assert.equal(line, 'heroku addons:attach cache --app shop');
  });

  it('gives a POSIX shell just the words that are meant', () => {
    const folder = mkdtempSync(join(tmpdir(), 'addons-cli-'));
    try {
      const fake = join(folder, 'heroku');
      writeFileSync(fake, '#!/bin/sh\nfor word in "$@"; do printf "%s\\0" "$word"; done\n');
      chmodSync(fake, 0o755);
      for (const value of hostile) {
        const action = { type: 'setConfigVars', app: 'shop', configVars: [{ name: 'A', value }] } as const;
        const line = cliEquivalent(action, on.state) ?? '';
        const { stdout } = spawnSync('sh', ['-c', line], {
          encoding: 'utf8',
          env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
        });
        assert.deepEqual(stdout.split('\0').slice(0, -1), ['config:set', `A=${value}`, '--app', 'shop']);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is kept with the operation, and offered only where there is one', async () => {
    const { operationId } = await on.perform({
      type: 'renameAlias',
      app: 'shop',
      alias: 'REDIS',
      newAlias: 'KEYS',
    });
    assert.equal(on.state.operations[operationId ?? '']?.cli, null);
    const set = { type: 'setConfigVars', app: 'shop', configVars: [{ name: 'A', value: '1' }] } as const;
    const done = await on.perform(set);
    assert.equal(on.state.operations[done.operationId ?? '']?.cli, 'heroku config:set A=1 --app shop');
  });
});
