import assert from 'node:assert/strict';
import { concernsLinkedApp, linkedApp } from '../../../src/commands/linkedApp.ts';
import type { ChangeList } from '../../../src/core/model/changes.ts';
import { findApp } from '../../../src/core/model/identifiers.ts';
import { playCommand, rowTexts, runCommandWith } from '../../support/playCommand.ts';
import { escape } from '../../support/scriptedAsk.ts';
import { TestPlatform } from '../../support/platform.ts';
import { withProvisioning } from '../../support/states.ts';

const id = 'addons.linkedAppActions';

describe('the linked app', () => {
  let on: TestPlatform;

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme', 'blog');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'cache' });
  });

  const acme = () => findApp(on.state, 'acme').id;
  const shown = (app: string | undefined, isDetected = false) => linkedApp({ app, isDetected }, on.state);

  describe('in words', () => {
    it('are its name and its release', () => {
      assert.deepEqual(shown('acme'), {
        name: 'acme',
        id: acme(),
        text: 'acme v3',
        tooltip: 'This folder belongs to acme: v3 · $3/month. Click for what you can do with it.',
        isBusy: false,
      });
    });

    it('tell that it creates something', () => {
      const state = withProvisioning(on.state, 'cache');
      assert.equal(linkedApp({ app: 'acme', isDetected: false }, state)?.isBusy, true);
    });

    it('are none without a link', () => {
      assert.equal(shown(undefined), undefined);
    });

    it('warn of an app that somebody chose and there is not; not of one that only git names', () => {
      const missing = shown('nowhere');
      assert.deepEqual([missing?.id, missing?.text], [undefined, 'nowhere']);
      assert.match(
        missing?.tooltip ?? '',
        /there is no such app\. Click to link another app, or to create it\./,
      );
      assert.equal(shown('nowhere', true), undefined);
      assert.equal(shown('acme', true)?.text, 'acme v3');
    });

    it('are short, whatever a setting says', () => {
      const { text, tooltip } = shown('x'.repeat(10_000)) ?? {};
      assert.equal(text, `${'x'.repeat(30)}…`);
      assert.ok((tooltip ?? '').length < 200);
      assert.equal(shown('constructor')?.id, undefined);
    });
  });

  describe('is looked at again', () => {
    /** Whether the change lists of some work concern the app that is shown. */
    const concerns = async (appId: ReturnType<typeof acme> | undefined, work: () => Promise<unknown>) => {
      const seen: ChangeList[] = [];
      const listening = on.platform.onDidChange((changes) => seen.push(changes));
      await work();
      listening.dispose();
      return seen.some((changes) => concernsLinkedApp(changes, appId));
    };
    const set = (app: string) => () =>
      on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'A', value: '1' }] });

    it('when a commit names it, and not when it names others', async () => {
      assert.equal(await concerns(acme(), set('acme')), true);
      assert.equal(await concerns(acme(), set('blog')), false);
    });

    it('when it is renamed or destroyed', async () => {
      const app = acme();
      assert.equal(await concerns(app, () => on.perform({ type: 'renameApp', app, name: 'acne' })), true);
      assert.equal(await concerns(app, () => on.perform({ type: 'destroyApp', app, confirm: 'acne' })), true);
    });

    it('while there is none, when apps come or get other names', async () => {
      assert.equal(await concerns(undefined, set('acme')), false);
      assert.equal(await concerns(undefined, () => on.createApps('third')), true);
      const rename = { type: 'renameApp', app: 'third', name: 'fourth' } as const;
      assert.equal(await concerns(undefined, () => on.perform(rename)), true);
    });
  });

  describe('has a list of what one does most', () => {
    it('each with the app', async () => {
      const { ask } = await playCommand(on, id, {}, [escape], ({ link }) => void (link.app = 'acme'));
      assert.deepEqual(rowTexts(ask), [
        'Copy Config Vars as .env',
        'Write Config Vars to .env…',
        'Create Add-on…',
        'Set Config Var…',
        'Show Releases…',
        'Compare with Another App…',
        'Reveal in Sidebar',
        'Link Another App…',
      ]);
      for (const row of rowTexts(ask)) {
        const { context } = await playCommand(on, id, {}, [row], ({ link }) => void (link.app = 'acme'));
        const [[, known] = []] = context.started;
        assert.deepEqual(known, row.startsWith('Link') ? {} : { app: acme() });
      }
    });

    it('offers a way out when there is no such app', async () => {
      const missing = 'nowhere';
      const started = async (row: string) => {
        const { context } = await playCommand(on, id, {}, [row], ({ link }) => void (link.app = missing));
        return context.started;
      };
      assert.deepEqual(await started('Create App nowhere'), [['addons.createApp', { newApp: missing }]]);
      assert.deepEqual(await started('Link Another App…'), [['addons.linkApp', {}]]);
      assert.deepEqual(await started('Unlink'), [['addons.linkApp', { app: '' }]]);
      const { result } = await playCommand(on, 'addons.createApp', { newApp: missing, name: 'of a row' }, []);
      assert.equal((result as { result: { app: string } }).result.app, missing);
    });

    it('links an app first when none is linked', async () => {
      const { context } = await playCommand(on, id, {}, []);
      assert.deepEqual(context.started, [['addons.linkApp', {}]]);
    });

    it('answers a program what is linked', async () => {
      const { result } = await runCommandWith(on, id, {}, ({ link }) => void (link.app = 'acme'));
      assert.deepEqual(result, { app: 'acme', isThere: true });
      assert.deepEqual((await runCommandWith(on, id, {})).result, { app: null, isThere: false });
    });
  });
});
