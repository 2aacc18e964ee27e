import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEditor, type Editor } from '../host/editor.mjs';
import { until } from '../host/workbench/until.mjs';
import type { TreeView } from '../host/workbench/treeView.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';

const root = join(import.meta.dirname, '..', '..');
const vsix = join(root, 'out', 'addon-manager.vsix');

const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const { contributes } = read('package.json') as {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: {
      readonly commandPalette: readonly { readonly command: string; readonly when: string }[];
    };
  };
};
const texts = read('package.nls.json') as Readonly<Record<string, string>>;
const titleOf = (command: string): string => texts[`commands.${command.slice('addons.'.length)}`] ?? '';

/** Commands that ask nothing when all is well, and what they tell. */
const withoutQuestion: Readonly<Record<string, RegExp | 'nothing'>> = {
  'addons.copyCliCommand': 'nothing',
  'addons.loadSample': /^The sample apps are there already/,
  'addons.showPricing': 'nothing',
  'addons.openMarketplace': 'nothing',
  'addons.startPlatformApi': /^The local Platform API answers at http:\/\/127\.0\.0\.1:\d+\.$/,
  'addons.stopPlatformApi': 'nothing',
  'addons.openCliTerminal': 'nothing',
  'addons.copyCliEnvironment': 'nothing',
  'addons.openStoreFolder': 'nothing',
  'addons.restoreBackup': /^No copy of the store was kept yet/,
  'addons.refresh': 'nothing',
  'addons.exportKey': /^There is no key here/,
  'addons.recreateValues': 'nothing',
  'addons.sortByName': 'nothing',
  'addons.sortByChange': 'nothing',
  'addons.dismissFailedAddon': /^Every add-on could be created\./,
  'addons.undoDotenv': /^There is nothing to undo/,
};

/** Pages that these commands and items open: one that opens later would take the focus from the next question. */
const pages: Readonly<Record<string, RegExp>> = {
  'addons.showPricing': /^Prices of All Apps$/,
  'addons.openMarketplace': /^Add-on Marketplace$/,
  'Show Config Vars': /^Config Vars — /,
  'Show Prices': /^Prices: example-app$/,
  'Open Marketplace': /^Add-on Marketplace$/,
  'Show Add-on': /^important-redis$/,
};

/** Items of each kind of row, from top to bottom, with the question that follows; undefined where none does. */
type Items = readonly (readonly [item: string, question: RegExp | undefined])[];

/** Each command, from where people start it: nothing is changed, as every question is left by Escape. */
describe('every command', function () {
  this.timeout(240_000);
  let editor: Editor;
  let window: WorkbenchWindow;
  let apps: TreeView;
  let resources: TreeView;

  before(async () => {
    editor = await startEditor({
      extension: vsix,
      settings: { 'workbench.colorTheme': 'Dark Modern' },
      viewport: { width: 1200, height: 1000 },
    });
    window = await editor.openWindow({ folder: await editor.makeFolder('workspace') });
    await window.openContainer('Add-ons');
    apps = window.view('Apps');
    resources = window.view('Resources');
    await apps.pressWelcomeButton('Load Sample Data');
    await window.notifications.waitFor(/^Added /);
  });

  after(async () => {
    await editor.close();
  });

  /** Waits for the page that a command or an item opens, and closes it. */
  const closePage = async (of: string): Promise<void> => {
    const title = pages[of];
    if (title !== undefined) {
      await until(`the page of ${of}`, async () => (await window.tabs()).some((tab) => title.test(tab)));
      // It takes the focus once it is loaded, and so closes a question that was open by then.
      await window.webview(
        'addon-manager.addon-manager',
        async (frame) => (await frame.locator('main:not([aria-busy]) h1').count()) > 0,
      );
      await until('it has the focus', () =>
        window.page.evaluate('document.activeElement?.tagName === "IFRAME"'),
      );
      await window.runCommand('View: Close All Editors');
      await until('no page', async () => (await window.tabs()).length === 0);
    }
  };

  /** Waits for the terminal that a command opens, as it takes the focus, and ends it. */
  const closeTerminal = async (): Promise<void> => {
    const terminal = window.page.locator('.terminal-wrapper.active .xterm');
    await until('a terminal with the focus', async () => (await terminal.locator(':focus').count()) > 0);
    await window.screenshot('cliTerminal');
    await window.runCommand('Terminal: Kill All Terminals');
    await until('no terminal', async () => (await terminal.count()) === 0);
  };

  const leave = async (): Promise<void> => {
    while (await window.quickInput.isOpen()) {
      await window.quickInput.cancel();
    }
  };

  it('is in the palette, and asks for what it needs', async () => {
    const hidden = contributes.menus.commandPalette.map(({ command }) => command);
    const shown = contributes.commands.filter(({ command }) => !hidden.includes(command));
    for (const { command } of shown) {
      const title = titleOf(command);
      await window.runCommand(`Add-ons: ${title}`);
      const told = withoutQuestion[command];
      if (told === undefined) {
        await window.quickInput.waitFor({ title: new RegExp(`^${title.replace('…', '')}`) });
        await leave();
      } else if (told !== 'nothing') {
        await window.notifications.waitFor(told);
      }
      await closePage(command);
      if (command === 'addons.openCliTerminal') {
        await closeTerminal();
      }
    }
  });

  it('is kept from the palette where it needs a row or a filter', async () => {
    await window.openContainer('Add-ons');
    for (const { command } of contributes.menus.commandPalette) {
      assert.equal(await window.offersCommand(`Add-ons: ${titleOf(command)}`), false, command);
      await leave();
    }
  });

  /** The items of a row are these, and each leads to its question about that row. */
  const offers = async (tree: TreeView, path: readonly string[], items: Items): Promise<void> => {
    const shown = await tree.contextMenuItems([...path]);
    assert.deepEqual(
      shown,
      items.map(([item]) => item),
      path.join(' › '),
    );
    for (const [item, question] of items) {
      await tree.contextMenu([...path], item);
      if (question !== undefined) {
        await window.quickInput.waitFor({ title: question });
        await leave();
      } else if (item === 'Link Folder to App…') {
        // It draws the tree anew: the next menu must not stand on a row of before.
        await until('the app leads', async () => (await apps.rows())[0]?.icon === 'home');
      } else if (item === 'Show Add-on Help') {
        // A page that opens later would take the focus from the next question.
        await until('its page is open', async () =>
          (await window.tabs()).some((tab) => tab.includes(path.at(-1) ?? '')),
        );
      }
      if (pages[item] !== undefined) {
        await closePage(item);
        await window.openContainer('Add-ons');
      }
    }
  };

  it('knows the app that it is started on', async () => {
    await offers(
      apps,
      ['example-app'],
      [
        ['Create Add-on…', /^Create Add-on: example-app \(1\/3\)$/],
        ['Attach Add-on…', /^Attach Add-on: example-app \(1\/2\)$/],
        ['Set Config Var…', /^Set Config Var: example-app \(1\/2\)$/],
        ['Open Marketplace', undefined],
        ['Show Config Vars', undefined],
        ['Show Prices', undefined],
        ['Copy Config Vars as .env', undefined],
        ['Write Config Vars to .env…', /^Write Config Vars to \.env: example-app/],
        ['Copy Name', undefined],
        ['Show Releases', /example-app/],
        ['Roll Back to Release…', /^Roll Back to Release: example-app$/],
        ['Compare Config of Two Apps…', /^Compare Config of Two Apps: example-app$/],
        ['Link Folder to App…', undefined],
        ['Rename App…', /^Rename App: example-app$/],
        ['What Would This Break?', /example-app/],
        ['Destroy App…', /^Destroy App example-app$/],
      ],
    );
    await until('the name is copied last', async () => (await window.readClipboard()) === 'example-app');
  });

  it('knows the add-on that it is started on, in both views', async () => {
    const items = (reveal: string): Items => [
      ['Show Add-on', undefined],
      ['Attach Add-on…', /^Attach Add-on: important-redis \(1\/2\)$/],
      [reveal, undefined],
      ['Copy Name', undefined],
      ['Change Plan…', /^Change Plan: important-redis$/],
      ['Rotate Credentials…', /^Rotate Credentials: important-redis$/],
      ['Fail Over…', undefined],
      ['Rename Add-on…', /^Rename Add-on: important-redis$/],
      ['Show Add-on Help', undefined],
      ['What Would This Break?', /important-redis/],
      ['Destroy Add-on…', /^Destroy Add-on important-redis$/],
    ];
    await offers(apps, ['example-app', 'Resources', 'important-redis'], items('Reveal Add-on'));
    await window.openContainer('Add-ons');
    await offers(resources, ['important-redis'], items('Reveal in App'));
  });

  it('knows the alias that it is started on, in both views', async () => {
    const items = (...reveal: readonly string[]): Items => [
      ['Attach Add-on…', /^Attach Add-on: .*BROKER \(1\/2\)$|^Attach Add-on: .* \(1\/2\)$/],
      ...reveal.map((item) => [item, undefined] as const),
      ['Copy Name', undefined],
      ['Rename Alias…', /^Rename Alias: BROKER on example-tasker$/],
      ['Explain Alias', /BROKER/],
      ['What Would This Break?', /BROKER/],
      ['Destroy Add-on…', /^Destroy Add-on important-redis$/],
    ];
    const path = ['example-tasker', 'Attachments', 'BROKER'];
    assert.ok((await apps.contextMenuItems(path)).includes('Detach Alias…'));
    // Without *Detach Alias…*, which asks nothing here: one app, nothing overwritten. It comes last.
    for (const [item, question] of items('Reveal Add-on')) {
      await apps.contextMenu(path, item);
      if (question !== undefined) {
        await window.quickInput.waitFor({ title: question });
        await leave();
      }
    }
    await resources.expand(['important-redis']);
    const use = await resources.contextMenuItems(['important-redis', 'example-tasker::BROKER']);
    assert.deepEqual(use, [
      'Show Add-on',
      'Attach Add-on…',
      'Reveal in App',
      'Copy Name',
      'Rename Alias…',
      'Detach Alias…',
      'Explain Alias',
      'What Would This Break?',
      'Destroy Add-on…',
    ]);
    await resources.inlineAction(['important-redis', 'example-tasker::BROKER'], 'Detach Alias…');
    const { text } = await window.notifications.waitFor(/^Detached BROKER from important-redis/);
    await window.notifications.press(text, 'Undo');
    await apps.row(path);
  });

  it('knows the config var that it is started on', async () => {
    await apps.expand(['example-app', 'Config Vars']);
    await offers(
      apps,
      ['example-app', 'Config Vars', 'LOG_LEVEL'],
      [
        ['Show Config Vars', undefined],
        ['Copy Config Var Value', undefined],
        ['Copy Name', undefined],
        ['Set Config Var…', /^Set Config Var: LOG_LEVEL on example-app$/],
        ['Unset Config Var…', undefined],
      ],
    );
    await window.notifications.waitFor(/^Removed LOG_LEVEL from example-app\./);
    await apps.expand(['example-app', 'Attachments', 'DATABASE']);
    const owned = ['example-app', 'Attachments', 'DATABASE', 'DATABASE_URL'];
    assert.deepEqual(await apps.contextMenuItems(owned), [
      'Show Config Vars',
      'Copy Config Var Value',
      'Copy Name',
    ]);
  });

  it('knows the app of its groups', async () => {
    await offers(
      apps,
      ['example-app', 'Resources'],
      [
        ['Create Add-on…', /^Create Add-on: example-app \(1\/3\)$/],
        ['Open Marketplace', undefined],
      ],
    );
    await offers(
      apps,
      ['example-app', 'Attachments'],
      [['Attach Add-on…', /^Attach Add-on: example-app \(1\/2\)$/]],
    );
    await offers(
      apps,
      ['example-app', 'Config Vars'],
      [
        ['Set Config Var…', /^Set Config Var: example-app \(1\/2\)$/],
        ['Show Config Vars', undefined],
        ['Copy Config Vars as .env', undefined],
        ['Write Config Vars to .env…', /^Write Config Vars to \.env: example-app/],
      ],
    );
  });
});
