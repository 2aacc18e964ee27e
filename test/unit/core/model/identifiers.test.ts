import assert from 'node:assert/strict';
import { isAddonError } from '../../../../src/core/errors/addonError.ts';
import type { Failure } from '../../../../src/core/errors/failure.ts';
import {
  findApp,
  findOwner,
  resolveAddon,
  resolveAttachment,
} from '../../../../src/core/model/identifiers.ts';
import { localDeveloper } from '../../../../src/core/model/owner.ts';
import * as queries from '../../../../src/core/model/queries.ts';
import { MemoryStateStore } from '../../../support/memoryStateStore.ts';
import { TestPlatform } from '../../../support/platform.ts';
import { stateWithTeam, team } from '../../../support/states.ts';

function failureOf(act: () => unknown): Failure {
  try {
    act();
  } catch (error) {
    assert.ok(isAddonError(error), String(error));
    return error.failure;
  }
  throw new assert.AssertionError({ message: 'a refusal was expected' });
}

/**
 * shop: cache (heroku-redis) as REDIS and MAIN, second (heroku-redis) as HEROKU_REDIS_…; blog: notes
 * (heroku-postgresql) as DATABASE and MAIN, cache as REDIS; spare: nothing.
 */
describe('identifiers', () => {
  let on: TestPlatform;

  before(async () => {
    on = await TestPlatform.open();
    await on.createApps('shop', 'blog', 'spare');
    await on.perform({ type: 'createAddon', app: 'shop', plan: 'heroku-redis', name: 'cache' });
    await on.perform({ type: 'attachAddon', app: 'shop', addon: 'cache', alias: 'MAIN' });
    await on.perform({
      type: 'createAddon',
      app: 'shop',
      plan: 'heroku-redis:premium-0',
      name: 'second',
      alias: 'TWO',
    });
    await on.perform({ type: 'createAddon', app: 'blog', plan: 'heroku-postgresql', name: 'notes' });
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'notes', alias: 'MAIN' });
    await on.perform({ type: 'attachAddon', app: 'blog', addon: 'cache' });
  });

  const app = (name: string | undefined): ReturnType<typeof findApp> | undefined =>
    name === undefined ? undefined : findApp(on.state, name);
  const addon = (identifier: string, on_?: string): string =>
    resolveAddon(on.state, identifier, app(on_)).name;
  const addonFails = (identifier: string, on_?: string): Failure =>
    failureOf(() => resolveAddon(on.state, identifier, app(on_)));
  const attachment = (identifier: string, on_?: string): string => {
    const found = resolveAttachment(on.state, identifier, app(on_));
    return `${queries.appOf(on.state, found.appId).name}::${found.alias}`;
  };
  const attachmentFails = (identifier: string, on_?: string): Failure =>
    failureOf(() => resolveAttachment(on.state, identifier, app(on_)));
  const idOf = (name: string): string => queries.addonNamed(on.state, name)!.id;
  const attachmentId = (identifier: string): string => resolveAttachment(on.state, identifier).id;

  describe('an app', () => {
    it('R8: is given by name or UUID', () => {
      const { id } = findApp(on.state, 'shop');
      assert.deepEqual([findApp(on.state, id).name, findApp(on.state, 'shop').id], ['shop', id]);
    });

    it('R8: is matched exactly, and the nearest name is suggested', () => {
      assert.deepEqual(
        failureOf(() => findApp(on.state, 'Shop')),
        {
          code: 'app_not_found',
          details: { app: 'Shop', nearest: 'shop' },
        },
      );
      assert.deepEqual(
        failureOf(() => findApp(on.state, 'entirely-else')),
        {
          code: 'app_not_found',
          details: { app: 'entirely-else', nearest: null },
        },
      );
    });

    it('R8: is not found under an upper-case UUID, an empty text or a name of Object', () => {
      for (const text of [
        findApp(on.state, 'shop').id.toUpperCase(),
        '',
        '__proto__',
        'constructor',
        'toString',
      ]) {
        assert.equal(failureOf(() => findApp(on.state, text)).code, 'app_not_found', text);
      }
    });
  });

  it('R8: an owner is given by id, e-mail or name', async () => {
    const two = await TestPlatform.open({ store: new MemoryStateStore(stateWithTeam) });
    const found = [team.id, team.email, team.name, localDeveloper.email].map((text) =>
      findOwner(two.state, text),
    );
    assert.deepEqual(found, [team, team, team, localDeveloper]);
    assert.deepEqual(
      failureOf(() => findOwner(two.state, 'constructor')),
      {
        code: 'owner_not_found',
        details: { owner: 'constructor' },
      },
    );
  });

  describe('an add-on with a current app', () => {
    it('R6: is an alias of that app first', () => {
      assert.deepEqual(
        [addon('MAIN', 'shop'), addon('MAIN', 'blog'), addon('REDIS', 'blog')],
        ['cache', 'notes', 'cache'],
      );
    });

    it('R6: is a UUID or a global name second, attached here or not (D5)', () => {
      assert.deepEqual([addon('notes', 'shop'), addon(idOf('notes'), 'spare')], ['notes', 'notes']);
    });

    it('R6: is a service or a plan of what is attached here third', () => {
      assert.deepEqual(
        [
          addon('heroku-redis', 'blog'),
          addon('heroku-redis:premium-0', 'shop'),
          addon('heroku-redis:mini', 'shop'),
        ],
        ['cache', 'second', 'cache'],
      );
    });

    it('R6: is ambiguous as a service of two that are attached here', () => {
      assert.deepEqual(addonFails('heroku-redis', 'shop'), {
        code: 'multiple_matches',
        details: {
          identifier: 'heroku-redis',
          matches: [
            { addon: 'cache', forms: ['shop::MAIN', 'shop::REDIS', 'blog::REDIS'] },
            { addon: 'second', forms: ['shop::TWO'] },
          ],
        },
      });
    });

    it('R8: never falls through to an alias of another app', () => {
      assert.deepEqual(addonFails('TWO', 'blog'), {
        code: 'addon_not_found',
        details: { addon: 'TWO', app: 'blog', nearest: null },
      });
      assert.equal(addonFails('heroku-postgresql', 'shop').code, 'addon_not_found');
      assert.equal(addonFails('heroku-redis', 'spare').code, 'addon_not_found');
    });
  });

  describe('an add-on without a current app', () => {
    it('R6: is a UUID or global name first, an alias in any app second, a service over all apps third', () => {
      assert.deepEqual(
        [addon('cache'), addon(idOf('cache')), addon('TWO'), addon('DATABASE'), addon('heroku-postgresql')],
        ['cache', 'cache', 'second', 'notes', 'notes'],
      );
      assert.equal(addon('heroku-redis:premium-0'), 'second');
    });

    it('R6: the same alias of two apps on the same add-on is not ambiguous', () => {
      assert.equal(addon('REDIS'), 'cache');
    });

    it('R6: the same alias on two add-ons is ambiguous; both are named, sorted', () => {
      assert.deepEqual(addonFails('MAIN'), {
        code: 'multiple_matches',
        details: {
          identifier: 'MAIN',
          matches: [
            { addon: 'cache', forms: ['shop::MAIN', 'shop::REDIS', 'blog::REDIS'] },
            { addon: 'notes', forms: ['blog::DATABASE', 'blog::MAIN'] },
          ],
        },
      });
      assert.equal(addonFails('heroku-redis').code, 'multiple_matches');
    });

    it('R6: matching is exact and case-sensitive; the nearest is suggested (D21)', () => {
      assert.deepEqual(addonFails('redis'), {
        code: 'addon_not_found',
        details: { addon: 'redis', app: null, nearest: 'REDIS' },
      });
      for (const text of ['Cache', ' cache', 'cache ', '', 'heroku-Redis', idOf('cache').toUpperCase()]) {
        assert.equal(addonFails(text).code, 'addon_not_found', text);
      }
    });

    it('R6: names of Object find nothing', () => {
      for (const text of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
        assert.equal(addonFails(text).code, 'addon_not_found', text);
        assert.equal(addonFails(text, 'shop').code, 'addon_not_found', text);
        assert.equal(attachmentFails(text).code, 'attachment_not_found', text);
      }
    });
  });

  describe('an add-on as X::Y', () => {
    it('R6: the current app plays no part', () => {
      assert.deepEqual(
        [addon('blog::MAIN', 'shop'), addon('shop::MAIN', 'blog'), addon('shop::MAIN')],
        ['notes', 'cache', 'cache'],
      );
    });

    it('R6: X is a name or an id of an app', () => {
      assert.equal(addon(`${findApp(on.state, 'blog').id}::MAIN`), 'notes');
      assert.deepEqual(addonFails('blok::MAIN'), {
        code: 'app_not_found',
        details: { app: 'blok', nearest: 'blog' },
      });
    });

    it('R6: Y is an alias, or name, id or service of an add-on attached to X', () => {
      assert.deepEqual(
        ['REDIS', 'cache', idOf('cache'), 'heroku-redis', 'heroku-redis:mini'].map((text) =>
          addon(`blog::${text}`),
        ),
        ['cache', 'cache', 'cache', 'cache', 'cache'],
      );
      assert.equal(addonFails('shop::heroku-redis').code, 'multiple_matches');
    });

    it('R6: what is not attached to X is not found, though its name is global', () => {
      assert.equal(addonFails('shop::notes').code, 'addon_not_found');
      assert.equal(addonFails(`spare::${idOf('cache')}`).code, 'addon_not_found');
      assert.equal(addonFails('shop::').code, 'addon_not_found');
      assert.equal(addonFails('::MAIN').code, 'app_not_found');
    });
  });

  describe('an attachment', () => {
    it('R7: with an app is an alias or an attachment id on that app', () => {
      assert.deepEqual(
        [attachment('MAIN', 'blog'), attachment(attachmentId('shop::TWO'), 'shop')],
        ['blog::MAIN', 'shop::TWO'],
      );
    });

    it('R7: with an app is never one of another app', () => {
      assert.deepEqual(attachmentFails('TWO', 'blog'), {
        code: 'attachment_not_found',
        details: { attachment: 'TWO', app: 'blog', aliases: ['DATABASE', 'MAIN', 'REDIS'] },
      });
      assert.equal(attachmentFails(attachmentId('shop::TWO'), 'blog').code, 'attachment_not_found');
      assert.equal(attachmentFails('shop::TWO', 'blog').code, 'attachment_not_found');
    });

    it('R7: without an app is an id, an app::ALIAS, or a bare alias over all apps', () => {
      assert.deepEqual(
        [attachment(attachmentId('blog::MAIN')), attachment('blog::MAIN'), attachment('TWO')],
        ['blog::MAIN', 'blog::MAIN', 'shop::TWO'],
      );
    });

    it('R7: without an app a bare alias of two is ambiguous, though both lead to one add-on', () => {
      assert.deepEqual(attachmentFails('REDIS'), {
        code: 'multiple_matches',
        details: {
          identifier: 'REDIS',
          matches: [
            { addon: 'cache', forms: ['blog::REDIS'] },
            { addon: 'cache', forms: ['shop::REDIS'] },
          ],
        },
      });
    });

    it('R7: is never a name of an add-on or a service', () => {
      for (const text of ['cache', 'heroku-redis', idOf('cache'), 'shop::cache']) {
        assert.equal(attachmentFails(text).code, 'attachment_not_found', text);
      }
    });

    it('R7: one with a namespace is left out when one without matches too', () => {
      const scoped = resolveAttachment(on.state, 'shop::REDIS');
      const attachments = {
        ...on.state.attachments,
        [scoped.id]: { ...scoped, namespace: 'credential:readonly' },
      };
      const state = { ...on.state, attachments };
      assert.equal(resolveAttachment(state, 'REDIS').id, attachmentId('blog::REDIS'));
      assert.equal(resolveAttachment(state, 'shop::REDIS').id, scoped.id);
    });
  });

  it('R40: looking something up changes nothing', () => {
    const text = JSON.stringify(on.state);
    addon('shop::MAIN');
    attachment('TWO');
    addonFails('heroku-redis', 'shop');
    assert.equal(JSON.stringify(on.state), text);
  });
});
