import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Action } from '../../../../src/core/actions/action.ts';
import { cliEquivalent } from '../../../../src/core/actions/cliEquivalent.ts';
import { findApp, resolveAddon, resolveAttachment } from '../../../../src/core/model/identifiers.ts';
import type { AddonId } from '../../../../src/core/model/ids.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { emptyState, type State } from '../../../../src/core/model/state.ts';
import { ruleTable } from '../../../../src/core/rules/ruleTable.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { stateWithTeam, team } from '../../../support/states.ts';

/** Action → the line of the CLI that does the same. */
const lines: readonly (readonly [Action, string | null])[] = [
  [{ type: 'createApp' }, 'heroku apps:create'],
  [{ type: 'createApp', name: 'store', owner: 'acme' }, 'heroku apps:create store --team acme'],
  [{ type: 'createApp', name: 'store', owner: team.email }, 'heroku apps:create store --team acme'],
  [{ type: 'createApp', name: 'store', owner: 'Local Developer' }, 'heroku apps:create store'],
  [{ type: 'renameApp', app: 'shop', name: 'store' }, 'heroku apps:rename store --app shop'],
  [{ type: 'destroyApp', app: 'shop' }, 'heroku apps:destroy --app shop'],
  [{ type: 'destroyApp', app: 'shop', confirm: 'shop' }, 'heroku apps:destroy --app shop --confirm shop'],
  [{ type: 'transferApp', app: 'shop', owner: team.id }, 'heroku apps:transfer acme --app shop'],
  [
    { type: 'transferApp', app: 'shop', owner: 'Local Developer' },
    'heroku apps:transfer developer@localhost.localdomain --app shop',
  ],
  [{ type: 'restartApp', app: 'shop' }, 'heroku ps:restart --app shop'],
  [{ type: 'setMaintenance', app: 'shop', on: true }, 'heroku maintenance:on --app shop'],
  [{ type: 'setMaintenance', app: 'shop', on: false }, 'heroku maintenance:off --app shop'],
  [
    { type: 'addDomain', app: 'shop', hostname: 'www.example.com' },
    'heroku domains:add www.example.com --app shop',
  ],
  [
    { type: 'removeDomain', app: 'shop', hostname: '*.example.com' },
    "heroku domains:remove '*.example.com' --app shop",
  ],
  [{ type: 'recordDeploy', app: 'shop', commit: '1a2b3c4' }, null],
  [{ type: 'rollBackRelease', app: 'shop', version: 3 }, 'heroku releases:rollback v3 --app shop'],
  [{ type: 'rollBackRelease', app: 'shop', version: 'v3' }, 'heroku releases:rollback v3 --app shop'],
  [
    { type: 'createAddon', app: 'shop', plan: 'heroku-redis' },
    'heroku addons:create heroku-redis --app shop',
  ],
  [
    {
      type: 'createAddon',
      app: 'shop',
      plan: 'heroku-redis:mini',
      name: 'queue',
      alias: 'QUEUE',
      confirm: 'shop',
    },
    'heroku addons:create heroku-redis:mini --app shop --name queue --as QUEUE --confirm shop',
  ],
  [
    { type: 'createAddon', app: 'shop', plan: 'heroku-redis', config: { version: '7', note: "it's" } },
    `heroku addons:create heroku-redis --app shop -- --version=7 '--note=it'\\''s'`,
  ],
  [{ type: 'createAddon', app: 'shop', plan: 'heroku-redis', config: { 'a=b': 'c' } }, null],
  [
    { type: 'createAddon', app: 'shop', plan: 'heroku-redis', confirm: true },
    'heroku addons:create heroku-redis --app shop',
  ],
  [
    { type: 'attachAddon', app: 'blog', addon: 'cache', alias: 'BROKER', confirm: 'blog' },
    'heroku addons:attach cache --app blog --as BROKER --confirm blog',
  ],
  [
    { type: 'attachAddon', app: 'blog', addon: 'cache', namespace: null },
    'heroku addons:attach cache --app blog',
  ],
  [
    { type: 'attachAddon', app: 'blog', addon: 'cache', namespace: 'credential:readonly' },
    'heroku addons:attach cache --app blog --credential readonly',
  ],
  [{ type: 'attachAddon', app: 'blog', addon: 'cache', namespace: 'credential:default' }, null],
  [{ type: 'attachAddon', app: 'blog', addon: 'cache', namespace: 'role:reader' }, null],
  [{ type: 'detachAttachment', app: 'shop', alias: 'REDIS' }, 'heroku addons:detach REDIS --app shop'],
  [{ type: 'renameAlias', app: 'shop', alias: 'REDIS', newAlias: 'CACHE' }, null],
  [
    { type: 'destroyAddon', addon: 'cache', confirm: 'shop', force: true },
    'heroku addons:destroy cache --app shop --confirm shop --force',
  ],
  [{ type: 'destroyAddon', addon: 'cache', app: 'shop' }, 'heroku addons:destroy cache --app shop'],
  [{ type: 'renameAddon', addon: 'cache', name: 'other' }, 'heroku addons:rename cache other'],
  [
    { type: 'changePlan', addon: 'cache', plan: 'premium-0' },
    'heroku addons:upgrade cache premium-0 --app shop',
  ],
  [
    { type: 'changePlan', addon: 'cache', plan: 'heroku-redis:premium-0', app: 'blog' },
    'heroku addons:upgrade cache heroku-redis:premium-0 --app shop',
  ],
  [{ type: 'rotateCredentials', addon: 'cache' }, 'heroku redis:credentials cache --reset --app shop'],
  [{ type: 'rotateCredentials', addon: 'data' }, 'heroku pg:credentials:rotate data --app shop'],
  [{ type: 'rotateCredentials', addon: 'cloud' }, null],
  [{ type: 'rotateCredentials', addon: 'nobody' }, null],
  [{ type: 'failOver', addon: 'cache' }, null],
  [{ type: 'setConfigVars', app: 'shop', configVars: [] }, null],
  [
    {
      type: 'setConfigVars',
      app: 'shop',
      configVars: [
        { name: 'A', value: "it's" },
        { name: 'C', value: null },
        { name: 'B', value: '' },
      ],
    },
    `heroku config:set 'A=it'\\''s' B= --app shop && heroku config:unset C --app shop`,
  ],
  [
    { type: 'setConfigVars', app: 'shop', configVars: [{ name: 'C', value: null }] },
    'heroku config:unset C --app shop',
  ],
  [
    {
      type: 'setConfigVars',
      app: 'shop',
      configVars: [
        { name: 'A', value: null },
        { name: 'A', value: 'last' },
      ],
    },
    'heroku config:set A=last --app shop',
  ],
  [{ type: 'setConfigVars', app: 'shop', configVars: [{ name: 'A', value: 'a\0b' }] }, null],
  [{ type: 'createTeam', name: 'other' }, null],
  [{ type: 'undo' }, null],
  [{ type: 'completeProvisioning', addonId: 'x' as AddonId, values: {} }, null],
  [{ type: 'failProvisioning', addonId: 'x' as AddonId, reason: '' }, null],
  [{ type: 'dismissFailedAddon', addon: 'x' }, null],
];

const hostile = [
  "'",
  "''",
  '"',
  "it's",
  '$(id)',
  '`id`',
  '$HOME',
  '${HOME}',
  'a b',
  ' a ',
  '',
  '-x',
  '--app=other',
  '--',
  'ü🎉',
  'a\nb\n',
  '\ta\r\n',
  '\\',
  "\\'",
  '!',
  '!!',
  "'; rm -rf / #",
  '#a',
  '*',
  '~',
  '~root',
  '{a,b}',
  'a;b&c|d',
  '<(id)',
  '%s',
  '\u001b[31m',
  'constructor',
  '__proto__',
  'a::b',
  '::',
  'x'.repeat(20_000),
];

/** Actions that hold a text wherever one can stand, and the words of the CLI that should come of it. */
function actionsWith(text: string): readonly (readonly [Action, readonly string[]])[] {
  const isDashed = text.startsWith('-');
  const flag = (name: string): readonly string[] => (isDashed ? [`${name}=${text}`] : [name, text]);
  const word = (...options: readonly string[]): readonly string[] =>
    isDashed ? [...options, '--', text] : [text, ...options];
  return [
    [{ type: 'renameApp', app: 'shop', name: text }, ['apps:rename', ...word('--app', 'shop')]],
    [{ type: 'restartApp', app: text }, ['ps:restart', ...flag('--app')]],
    [{ type: 'addDomain', app: 'shop', hostname: text }, ['domains:add', ...word('--app', 'shop')]],
    [{ type: 'detachAttachment', app: 'shop', alias: text }, ['addons:detach', ...word('--app', 'shop')]],
    [
      { type: 'attachAddon', app: 'shop', addon: text, alias: text, confirm: text },
      ['addons:attach', ...word('--app', 'shop', ...flag('--as'), ...flag('--confirm'))],
    ],
    [
      { type: 'createAddon', app: 'shop', plan: 'x', name: text, config: { key: text } },
      ['addons:create', 'x', '--app', 'shop', ...flag('--name'), '--', `--key=${text}`],
    ],
    [
      { type: 'setConfigVars', app: 'shop', configVars: [{ name: 'A', value: text }] },
      ['config:set', `A=${text}`, '--app', 'shop'],
    ],
  ];
}

describe('the line of the CLI', () => {
  let on: TestPlatform;
  let state: State;
  let folder: string;

  before(async () => {
    on = await TestPlatform.open();
    await on.createApps('shop', 'blog');
    await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-postgresql', name: 'data' });
    await on.perform({ type: 'createAddon', app: 'blog', plan: 'rediscloud', name: 'cloud', alias: 'REDIS' });
    await on.perform({ type: 'addDomain', app: 'shop', hostname: 'www.example.com' });
    state = { ...on.state, owners: stateWithTeam.owners };
    folder = mkdtempSync(join(tmpdir(), 'addons-cli-'));
    const fake = join(folder, 'heroku');
    writeFileSync(fake, '#!/bin/sh\nprintf "%s\\0" "$#" "$@"\n');
    chmodSync(fake, 0o755);
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What a POSIX shell calls `heroku` with: the words of each call. */
  function callsOf(script: string): readonly (readonly string[])[] {
    const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, HOME: '/nowhere' };
    const output = execFileSync('sh', ['-s'], { input: script, encoding: 'utf8', env, maxBuffer: 1e8 });
    const words = output.split('\0').slice(0, -1);
    const calls: string[][] = [];
    while (words.length > 0) {
      calls.push(words.splice(0, 1 + Number(words[0])).slice(1));
    }
    return calls;
  }

  for (const [action, line] of lines) {
    it(`of ${JSON.stringify(action)} is ${line ?? 'none'}`, () => {
      assert.equal(cliEquivalent(action, state), line);
    });
  }

  it('is decided for each action, and tested', () => {
    const tested = new Set<string>(lines.map(([{ type }]) => type));
    assert.deepEqual([...tested].sort(), Object.keys(ruleTable).sort());
  });

  it('names apps, add-ons, aliases and domains that were given by id', () => {
    const shop = findApp(state, 'shop');
    const addon = resolveAddon(state, 'cache').id;
    const alias = resolveAttachment(state, 'shop::REDIS').id;
    const hostname = queries.domainNamed(state, 'www.example.com')!.id;
    const byId: readonly Action[] = [
      { type: 'attachAddon', app: findApp(state, 'blog').id, addon },
      { type: 'detachAttachment', app: shop.id, alias },
      { type: 'destroyAddon', addon, app: shop.id, confirm: 'shop' },
      { type: 'renameAddon', addon, name: 'other' },
      { type: 'changePlan', addon, plan: 'premium-0' },
      { type: 'rotateCredentials', addon },
      { type: 'removeDomain', app: shop.id, hostname },
      { type: 'createApp', owner: team.id },
    ];
    assert.deepEqual(
      byId.map((action) => cliEquivalent(action, state)),
      [
        'heroku addons:attach cache --app blog',
        'heroku addons:detach REDIS --app shop',
        'heroku addons:destroy cache --app shop --confirm shop',
        'heroku addons:rename cache other',
        'heroku addons:upgrade cache premium-0 --app shop',
        'heroku redis:credentials cache --reset --app shop',
        'heroku domains:remove www.example.com --app shop',
        'heroku apps:create --team acme',
      ],
    );
  });

  it('names the add-on that an alias means in the app of the action, where the CLI would look on all apps', () => {
    const attach = (addon: string, app: string): string | null =>
      cliEquivalent({ type: 'attachAddon', addon, app, alias: 'A' }, state);
    assert.equal(attach('REDIS', 'shop'), 'heroku addons:attach cache --app shop --as A');
    assert.equal(attach('REDIS', 'blog'), 'heroku addons:attach cloud --app blog --as A');
    assert.equal(attach('shop::REDIS', 'blog'), 'heroku addons:attach cache --app blog --as A');
    assert.equal(attach('heroku-postgresql', 'shop'), 'heroku addons:attach data --app shop --as A');
  });

  it('names the billing app, whatever app the add-on was given by', () => {
    assert.equal(
      cliEquivalent({ type: 'destroyAddon', addon: 'shop::REDIS', confirm: 'shop' }, state),
      'heroku addons:destroy cache --app shop --confirm shop',
    );
    assert.equal(
      cliEquivalent({ type: 'rotateCredentials', addon: 'REDIS', app: 'shop' }, state),
      'heroku redis:credentials cache --reset --app shop',
    );
  });

  it('writes what means nothing, or several things, as it was given', () => {
    const action = { type: 'changePlan', addon: 'REDIS', plan: 'premium-0' } as const;
    assert.equal(cliEquivalent(action, state), 'heroku addons:upgrade REDIS premium-0');
    assert.equal(
      cliEquivalent({ ...action, addon: 'nobody', app: 'nowhere' }, state),
      'heroku addons:upgrade nobody premium-0 --app nowhere',
    );
    assert.equal(
      cliEquivalent({ type: 'createApp', owner: 'nobody' }, state),
      'heroku apps:create --team nobody',
    );
  });

  it('leaves out the config vars of add-ons, which an edit of the whole config sends along (R17)', () => {
    const { REDIS_URL: url = '' } = on.config('shop');
    const configVars = [
      { name: 'REDIS_URL', value: url },
      { name: 'A', value: '1' },
    ];
    const line = cliEquivalent({ type: 'setConfigVars', app: 'shop', configVars }, state);
    assert.equal(line, 'heroku config:set A=1 --app shop');
    assert.equal(
      cliEquivalent({ type: 'setConfigVars', app: 'shop', configVars: configVars.slice(0, 1) }, state),
      null,
    );
  });

  it('gives a POSIX shell all hostile values at once, and each as it is', () => {
    const configVars = hostile.map((value, place) => ({ name: `V${place}`, value }));
    const action: Action = {
      type: 'setConfigVars',
      app: 'shop',
      configVars: [...configVars, { name: 'GONE', value: null }],
    };
    assert.deepEqual(callsOf(cliEquivalent(action, state) ?? ''), [
      ['config:set', ...configVars.map(({ name, value }) => `${name}=${value}`), '--app', 'shop'],
      ['config:unset', 'GONE', '--app', 'shop'],
    ]);
  });

  for (const text of hostile) {
    it(`gives a POSIX shell ${JSON.stringify(text.slice(0, 20))} as one word, wherever it stands`, () => {
      const actions = actionsWith(text);
      const script = actions.map(([action]) => cliEquivalent(action, state)).join('\n');
      assert.deepEqual(
        callsOf(script),
        actions.map(([, words]) => words),
      );
    });
  }

  it('quotes only what must be', () => {
    const values = ['a', 'redis://h:p@host:6379/0', 'a,b', 'a+b=c', '50%', 'ü', '', "'"];
    const configVars = values.map((value, place) => ({ name: `V${place}`, value }));
    assert.equal(
      cliEquivalent({ type: 'setConfigVars', app: 'shop', configVars }, state),
      "heroku config:set V0=a V1=redis://h:p@host:6379/0 V2=a,b V3=a+b=c V4=50% 'V5=ü' V6= 'V7='\\''' --app shop",
    );
  });

  it('never throws, whatever it is given and however empty the state is', () => {
    for (const text of hostile) {
      for (const [action] of lines) {
        const texts = Object.entries(action).map(([name, value]) => [
          name,
          name !== 'type' && typeof value === 'string' ? text : value,
        ]);
        const altered = Object.fromEntries(texts) as Action;
        for (const each of [emptyState, state]) {
          const line = cliEquivalent(altered, each);
          assert.ok(line === null || line.startsWith('heroku '), String(line));
        }
      }
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
