import assert from 'node:assert/strict';
import { findApp } from '../../../src/core/model/identifiers.ts';
import type { PlayedContext } from '../../support/commandContext.ts';
import { playCommand, refusesCommandWith, rowTexts, runCommandWith } from '../../support/playCommand.ts';
import { back, escape, type Scripted } from '../../support/scriptedAsk.ts';
import { TestPlatform } from '../../support/platform.ts';

const id = 'addons.linkApp';
const shop = { id: 'file:///shop', name: 'shop' };
const site = { id: 'file:///site', name: 'site' };

describe('Link Folder to App', () => {
  let on: TestPlatform;

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme', 'blog');
  });

  const oneFolder = ({ link }: PlayedContext): void => void (link.folders = [shop]);
  const twoFolders = ({ link }: PlayedContext): void => void (link.folders = [site, shop]);
  const play = (
    prepare: (context: PlayedContext) => void,
    known: Record<string, string>,
    ...answers: readonly Scripted[]
  ) => playCommand(on, id, known, answers, prepare);

  it('asks for the app alone when there is one folder', async () => {
    const { ask, context } = await play(oneFolder, {}, 'acme');
    assert.deepEqual(ask.asked, ['Link Folder to App 1/1']);
    assert.deepEqual(context.link.links, ['shop → acme']);
    assert.deepEqual(context.report.told, ['shop is linked to acme now.']);
  });

  it('asks for the folder too when there are several, that at hand first, with a way back', async () => {
    const { ask, context } = await play(twoFolders, {}, 'acme', back, 'blog', 'shop');
    assert.deepEqual(ask.asked, [
      'Link Folder to App 1/2',
      'Link Folder to App 2/2',
      'Link Folder to App 1/2',
      'Link Folder to App 2/2',
    ]);
    assert.deepEqual(rowTexts(ask, 1), ['site', 'shop']);
    assert.deepEqual(context.link.links, ['shop → blog']);
  });

  it('links the app of a row', async () => {
    const { context } = await play(oneFolder, { app: findApp(on.state, 'blog').id });
    assert.deepEqual(context.link.links, ['shop → blog']);
  });

  it('asks on the row of something else that an app has: the button above a view hands that over', async () => {
    const app = findApp(on.state, 'blog').id;
    for (const known of [
      { app, name: 'A' },
      { app, alias: 'REDIS' },
      { app, addon: 'cache' },
    ]) {
      const { ask, context } = await play(oneFolder, known, 'acme');
      assert.deepEqual([ask.asked.length, context.link.links], [1, ['shop → acme']]);
    }
    const { context } = await play(oneFolder, { app: '' });
    assert.deepEqual(context.link.links, ['shop → nothing']);
  });

  it('says which app a folder is linked to once it is unlinked', async () => {
    const linked = (remote: string | undefined) => (context: PlayedContext) => {
      twoFolders(context);
      Object.assign(context.link, { app: 'acme', remote });
    };
    const detected = await play(linked('blog'), {}, 'Unlink');
    assert.deepEqual(detected.context.report.told, ['site is linked to blog now, as its git remote says.']);
    const other = await play(
      (context) => {
        linked(undefined)(context);
        context.link.linkTo = () => Promise.resolve();
      },
      {},
      'Unlink',
    );
    assert.deepEqual(other.context.report.told, ['site is linked to acme now, as another setting says.']);
  });

  it('offers first to unlink what is linked, for the folder at hand', async () => {
    const linked = (context: PlayedContext): void => {
      twoFolders(context);
      context.link.app = 'acme';
    };
    const { ask, context } = await play(linked, {}, 'Unlink');
    assert.equal(rowTexts(ask)[0], 'Unlink: from acme');
    assert.deepEqual(context.link.links, ['site → nothing']);
    assert.deepEqual(context.report.told, ['site is linked to no app now.']);
    const { ask: unlinked } = await play(oneFolder, {}, escape);
    assert.deepEqual(rowTexts(unlinked), ['acme: v2', 'blog: v2']);
  });

  it('offers no unlinking from what the git remote says', async () => {
    const detected = ({ link }: PlayedContext): void => {
      Object.assign(link, { folders: [shop], app: 'acme', isDetected: true });
    };
    const { ask } = await play(detected, {}, escape);
    assert.deepEqual(rowTexts(ask), ['acme: v2', 'blog: v2']);
  });

  it('says that an untrusted workspace has to be trusted first', async () => {
    const untrusted = ({ link }: PlayedContext): void => {
      Object.assign(link, { folders: [shop], isTrusted: false });
    };
    const { context } = await play(untrusted, { app: 'acme' });
    assert.deepEqual(context.report.told, ['shop is linked to acme, as soon as you trust the workspace.']);
  });

  it('links nothing on Escape', async () => {
    const first = await play(oneFolder, {}, escape);
    const second = await play(twoFolders, {}, 'acme', escape);
    assert.deepEqual([first.context.link.links, second.context.link.links], [[], []]);
  });

  it('says so when no folder is open, or there is no app', async () => {
    const { context } = await play(() => undefined, {});
    assert.deepEqual(context.report.told, ['nothing_to_choose']);
    const empty = await TestPlatform.open();
    const played = await playCommand(empty, id, {}, [], oneFolder);
    assert.deepEqual(played.context.report.told, ['nothing_to_choose']);
  });

  it('asks a program nothing', async () => {
    const run = (input: object) => runCommandWith(on, id, input, twoFolders);
    const first = await run({ app: 'acme' });
    assert.deepEqual(
      [first.result, first.context.link.links],
      [{ app: 'acme', folder: 'site' }, ['site → acme']],
    );
    assert.deepEqual((await run({ app: 'acme', folder: 'shop' })).context.link.links, ['shop → acme']);
    assert.deepEqual((await run({ app: 'acme', folder: shop.id })).context.link.links, ['shop → acme']);
    assert.deepEqual((await run({ app: '' })).result, { app: null, folder: 'site' });
    await refusesCommandWith(on, id, { app: 'nowhere' }, 'app_not_found', oneFolder);
    await refusesCommandWith(on, id, { app: 'acme', folder: 'none' }, 'invalid_request', oneFolder);
    await refusesCommandWith(on, id, {}, 'invalid_request', oneFolder);
    await refusesCommandWith(on, id, { app: 'acme' }, 'nothing_to_choose');
  });
});
