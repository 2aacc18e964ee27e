import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PlatformApiProcess, temporaryFolder } from '../support/platformApiProcess.ts';
import { Heroku } from './heroku.ts';

const email = 'developer@localhost.localdomain';

/** Every command of the CLI that the server is made for, each at least once. */
describe('commands of the real Heroku CLI', function () {
  this.timeout(180_000);
  let api: PlatformApiProcess;
  let heroku: Heroku;

  before(async () => {
    api = await PlatformApiProcess.start();
    heroku = new Heroku(api);
    await api.ask('/apps', { method: 'POST', body: { name: 'shop' } });
    await api.ask('/apps', { method: 'POST', body: { name: 'blog' } });
    const redis = { plan: 'heroku-redis', name: 'shop-redis' };
    await api.ask('/apps/shop/addons', { method: 'POST', body: redis });
    await api.ask('/addon-attachments', { method: 'POST', body: { addon: 'shop-redis', app: 'blog' } });
  });

  after(async () => {
    await api.stop();
  });

  /** Lines that only read: two at a time, as there are few processors. */
  function reads(title: string, lines: Readonly<Record<string, RegExp | null>>): void {
    it(title, async () => {
      const waiting = Object.entries(lines);
      const worker = async (): Promise<void> => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          await heroku.does(...next);
        }
      };
      await Promise.all([worker(), worker()]);
    });
  }

  it('the guard sees what would leave this machine', async () => {
    const leaving = new Heroku(api);
    await leaving.run(['auth:whoami'], { env: { HEROKU_PARTICLEBOARD_URL: '' } });
    assert.match(leaving.refused, /heroku/);
  });

  reads('account', {
    'auth:whoami': new RegExp(email),
    'auth:token': /a-token-for-tests/,
    authorizations: /Local Platform API/,
    teams: null,
    'addons:services': /heroku-redis Heroku Key-Value Store/,
    'addons:plans heroku-redis': /heroku-redis:mini Mini ~?\$0\.004\/hour \$3\/month/,
    'addons:docs heroku-redis --show-url': /heroku-redis/,
    regions: /us/,
  });

  it('account: what there is not is said', async () => {
    await heroku.refuses('authorizations:create', /Local tokens can't be created here/, { code: 2 });
    await heroku.refuses('apps', /token provided to HEROKU_API_KEY is invalid/, {
      env: { HEROKU_API_KEY: 'wrong' },
    });
  });

  reads('apps', {
    apps: /blog.*shop/,
    'apps --all': /blog.*shop/,
    'apps:info -a shop': new RegExp(`=== .?shop .*heroku-redis:mini.*Owner: ${email}.*Stack: heroku-24`),
    'apps:info -a shop --shell':
      /^auto_cert_mgmt=false addons=heroku-redis:mini (?!.*undefined).*stack=heroku-24/,
    'apps:stacks -a shop': /heroku-24/,
    'ps -a shop': /No dynos on .?shop/,
    'maintenance -a shop': /off/,
    'domains -a shop': /shop\.localhost/,
    'config -a shop': /REDIS_URL: redis:\/\//,
    'config:get REDIS_URL -a shop': /redis:\/\//,
    'config:get NOTHING -a shop': null,
    'releases -a shop': /v3 Attach REDIS/,
    'releases -n 1 -a shop': /v3 Attach REDIS/,
    'releases:info -a shop': /v3.*Attach REDIS/,
    'releases:info v2 -a shop': /Enable Logplex/,
    'logs -a shop': /heroku\[api\]: Release v3 created by user/,
    'buildpacks -a shop': null,
  });

  reads('add-ons', {
    'addons -a shop': /heroku-redis \(shop-redis\).*~?\$0\.004\/hour \$3\/month/,
    'addons -a blog': /billed to .?shop/,
    'addons --all': /shop-redis/,
    'addons:info shop-redis':
      /Plan: heroku-redis:mini Price: ~\$0\.004\/hour Max Price: \$3\/month Attachments: blog::REDIS shop::REDIS Owning app: shop .*State: created/,
    'addons:info REDIS -a blog': /shop-redis/,
    'addons:open shop-redis --show-url': /http:\/\/127\.0\.0\.1:\d+\/sso\/addons\//,
    'addons:open REDIS -a blog --show-url': /http:\/\/127\.0\.0\.1:\d+\/sso\/addons\//,
    'addons:docs shop-redis --show-url': /heroku-redis/,
    'addons:wait shop-redis': null,
    'addons:wait -a shop': null,
    'addons:wait': null,
  });

  it('apps: made with a name, without, in a team, with add-ons and a buildpack', async () => {
    await heroku.does('apps:create', /Creating app.*done/);
    await heroku.does('apps:create with-addons --addons heroku-redis,rediscloud:30', /with-addons/);
    const addons = await api.ask<readonly { addon_service: { name: string } }[]>('/apps/with-addons/addons');
    assert.deepEqual(addons.map((each) => each.addon_service.name).sort(), ['heroku-redis', 'rediscloud']);
    await heroku.does('apps:create built --buildpack heroku/nodejs', /built/);
    await api.ask('/teams', { method: 'POST', body: { name: 'acme' } });
    await heroku.does('apps:create team-app --team acme', /team-app/);
    await heroku.does('apps --team acme', /team-app/);
    await heroku.does('teams', /acme/);
    await heroku.refuses('apps:create shop', /Name shop is already taken/, { code: 2 });
    await heroku.refuses('apps:create elsewhere --region eu', /region: only us exists here/, { code: 2 });
  });

  it('apps: renamed, kept, restarted, transferred, destroyed', async () => {
    await heroku.does('apps:rename kept -a built', /Renaming .?built to .?kept.*done/);
    await heroku.does('maintenance:on -a kept', /on|done/);
    await heroku.does('maintenance -a kept', /on/);
    await heroku.does('maintenance:off -a kept', /done/);
    await heroku.does('ps:restart -a kept', /Restarting all dynos on .?kept.*done/);
    await heroku.does('apps:transfer acme -a kept', /Transferring .?kept to .?acme.*done/);
    await heroku.does(`apps:transfer ${email} -a kept`, /done|Initiating|kept/);
    await heroku.does('apps:destroy -a kept --confirm kept', /Destroying .?kept.*done/);
    await heroku.does('apps:destroy with-addons', /Destroying .?with-addons.*done/, {
      answer: { question: /To proceed, type/, input: 'with-addons\n' },
    });
    await heroku.refuses('apps:info -a kept', /Couldn't find that app/, { code: 2 });
  });

  it('an app is found by the git remote of the folder, and by HEROKU_APP', async () => {
    const folder = temporaryFolder('repository');
    const git = (...args: readonly string[]): void => {
      assert.equal(spawnSync('git', args, { cwd: folder }).status, 0, args.join(' '));
    };
    git('init', '--quiet');
    await heroku.does('apps:create from-git', /127\.0\.0\.1:4567\/from-git\.git/, { folder });
    await heroku.does('config:set HERE=1', /done, v3/, { folder });
    await heroku.does('config', /HERE: 1/, { env: { HEROKU_APP: 'from-git' } });
  });

  it('config vars: set, unset, edited whole; owned ones are protected', async () => {
    await heroku.does('config:set A=1 B= -a shop', /A: 1 Setting A, B and restarting .?shop.* done, v4/);
    await heroku.does('config:unset B NOTHING -a shop', /done, v5/);
    const editor = join(heroku.home, 'editor.sh');
    writeFileSync(editor, '#!/bin/sh\nsed -i "s/^A=.*/A=\'edited\'/" "$1"\n');
    chmodSync(editor, 0o755);
    const env = { EDITOR: editor, VISUAL: editor };
    await heroku.does('config:edit -a shop', /done|Updating/, {
      answer: { question: /with these values\?/, input: 'y\n' },
      env,
    });
    const vars = await api.ask<Readonly<Record<string, string>>>('/apps/shop/config-vars');
    assert.equal(vars['A'], 'edited');
    await heroku.refuses(
      'config:set REDIS_URL=mine -a shop',
      /Cannot overwrite attachment values REDIS_URL/,
      {
        code: 2,
      },
    );
    await heroku.refuses('config:unset REDIS_URL -a shop', /Cannot overwrite attachment values REDIS_URL/, {
      code: 2,
    });
  });

  it('releases: rolled back to the one before, and to one by its number', async () => {
    await heroku.does('releases:rollback v4 -a shop', /Rolling back .?shop to v4.*done, v7/);
    const vars = await api.ask<Readonly<Record<string, string>>>('/apps/shop/config-vars');
    assert.deepEqual([vars['A'], vars['B']], ['1', '']);
    await heroku.does('releases:rollback -a shop', /to v6.*done, v8/);
  });

  it('domains: added, shown, waited for, removed', async () => {
    await heroku.does('domains:add www.example.com -a shop', /Adding www\.example\.com.*done/);
    await heroku.does('domains:add *.example.com -a shop', /done/);
    await heroku.does('domains -a shop', /www\.example\.com.*dns\.localhost/);
    await heroku.does('domains:info www.example.com -a shop', /www\.example\.com/);
    await heroku.does('domains:wait www.example.com -a shop', null);
    await heroku.does('domains:remove www.example.com -a shop', /done/);
    await heroku.refuses('domains:remove shop.localhost -a shop', /can't be added or removed/, { code: 2 });
  });

  it('add-ons: created with options and waited for, renamed, on another plan, destroyed', async () => {
    const create =
      'addons:create heroku-redis:mini -a shop --name cache --as CACHE --wait -- --option 1 --flag';
    await heroku.does(create, /Created cache as CACHE_URL/);
    await heroku.does('addons:rename cache quick', /quick/);
    await heroku.does('addons:upgrade quick heroku-redis:premium-0 -a shop', /premium-0/);
    await heroku.does('addons:downgrade quick mini -a shop', /mini/);
    await heroku.does('addons:upgrade quick premium-0', /premium-0/);
    await heroku.refuses(
      'addons:upgrade heroku-redis:mini -a shop',
      /Multiple add-ons match heroku-redis:mini on .?shop/,
    );
    await heroku.refuses('addons:attach quick --as lower -a blog', /Alias lower must begin.* Try LOWER/, {
      code: 2,
    });
    await heroku.refuses('addons:detach CACHE -a shop', /Cannot destroy last attachment to billing app/, {
      code: 2,
    });
    await heroku.does('addons:destroy quick -a shop --confirm shop', /Destroying quick.*done/);
  });

  it('add-ons: what other apps use goes by force alone', async () => {
    const refused = /unable to be destroyed: shop-redis is also attached to blog\..* to go ahead\.(?!\.)/;
    await heroku.refuses('addons:destroy shop-redis --confirm shop', refused);
    await heroku.refuses('addons:destroy shop::REDIS --confirm shop', refused);
    await heroku.refuses(
      'addons:destroy REDIS -a blog --confirm blog',
      /shop-redis is on .?shop not .?blog|is on/,
    );
    await heroku.refuses('addons:attach shop-redis -a shop --credential reader', /credential|reader/i);
    await heroku.does('addons:destroy shop-redis --confirm shop --force', /Destroying shop-redis/);
    assert.deepEqual(await api.ask('/apps/blog/addon-attachments'), []);
  });

  it('what is not simulated is said', async () => {
    for (const [line, what] of [
      ['run bash -a shop', 'Dynos'],
      ['run:detached ls -a shop', 'Dynos'],
      ['ps:scale web=2 -a shop', 'Dynos'],
      ['ps:stop --dyno-name web.1 -a shop', 'Dynos'],
      ['ps:stop --process-type web -a shop', 'Dynos'],
      ['pipelines', 'Pipelines'],
      ['pipelines:create line -a shop -s staging', 'Pipelines'],
      ['pipelines:info line', 'Pipelines'],
      ['pipelines:promote -a shop', 'Pipelines'],
      ['spaces', 'Private spaces'],
      ['drains -a shop', 'Log drains'],
      ['keys', 'SSH keys'],
      ['access:add someone@example.com -a shop', 'Collaborators'],
    ] as const) {
      await heroku.refuses(line, new RegExp(`${what} are not simulated here`), { code: 2 });
    }
  });

  it('logs: a tail shows what happens, and is held open', async () => {
    const child = heroku.start(['logs', '--tail', '-a', 'blog']);
    let seen = '';
    child.stdout.on('data', (data: Buffer) => (seen += data.toString()));
    const until = async (expected: RegExp): Promise<void> => {
      while (!expected.test(seen)) {
        await once(child.stdout, 'data');
      }
    };
    await until(/Release v2 created/);
    await api.ask('/apps/blog/config-vars', { method: 'PATCH', body: { TOLD: 'a-secret-value' } });
    await until(/Set TOLD config vars/);
    child.kill('SIGKILL');
    await once(child, 'close');
    assert.ok(!seen.includes('a-secret-value'));
    assert.equal(heroku.refused, '');
    await heroku.does('logs -a blog -n 1 -s heroku', /Set TOLD config vars/);
    const none = await heroku.does('logs -a blog -d web.1', null);
    assert.equal(none.stdout.trim(), '');
  });

  it('webhooks: added, listed, shown, changed, removed', async () => {
    await heroku.does(
      'webhooks:add -a blog -i api:release -l notify -u http://127.0.0.1:9/hook',
      /Webhooks Signing Secret|done/i,
    );
    const [webhook] = await api.ask<readonly { id: string }[]>('/apps/blog/webhooks');
    const id = webhook?.id ?? '';
    await heroku.does('webhooks -a blog', /api:release/);
    await heroku.does(`webhooks:info ${id} -a blog`, /http:\/\/127\.0\.0\.1:9\/hook/);
    await heroku.does(
      `webhooks:update ${id} -a blog -i api:addon -l sync -u http://127.0.0.1:9/other`,
      /done/,
    );
    await heroku.does(`webhooks:remove ${id} -a blog`, /done/);
  });

  it('the git configuration of a person is pinned to one entry, whatever the port', () => {
    const text = readFileSync(join(heroku.home, 'gitconfig'), 'utf8');
    assert.deepEqual(
      [...new Set(text.match(/credential "[^"]*"/g))],
      ['credential "https://127.0.0.1:4567"'],
    );
  });

  it('nothing left this machine', () => {
    assert.equal(heroku.refused, '');
  });
});
