// `npm run pictures`: pictures of the sidebar, the palette and the pages with the sample data, in every kind of theme, into
// .vscode-test/pictures, to be looked at; the best are kept in media/ for the README.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEditor } from '../test/host/editor.mjs';
import { until } from '../test/host/workbench/until.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const themes = {
  light: ['Light Modern', 'vs'],
  dark: ['Dark Modern', 'vs-dark'],
  contrast: ['Default High Contrast', 'hc-black'],
};

/** `node scripts/pictures.mjs dark` takes those of one theme. */
const wanted = process.argv.slice(2);

for (const [name, [theme, kind]] of Object.entries(themes)) {
  if (wanted.length > 0 && !wanted.includes(name)) {
    continue;
  }
  const editor = await startEditor({
    extension: join(root, 'out', 'addon-manager.vsix'),
    settings: { 'workbench.colorTheme': theme },
    viewport: { width: 1200, height: 760 },
  });
  try {
    await takePictures(editor, name, kind);
  } finally {
    await editor.close();
  }
}

/**
 * @param {import('../test/host/editor.mjs').Editor} editor
 * @param {string} theme
 * @param {'vs' | 'vs-dark' | 'hc-black' | 'hc-light'} kind
 */
async function takePictures(editor, theme, kind) {
  const window = await editor.openWindow({ folder: join(root, 'sample') });
  const { quickInput, notifications } = window;
  await window.waitForTheme(kind);
  await window.openContainer('Add-ons');
  const apps = window.view('Apps');
  await apps.welcome();
  await window.screenshot(`${theme}-empty`);
  await apps.pressWelcomeButton('Load Sample Data');
  await notifications.waitFor(/^Added /);
  await apps.expand(['example-app', 'Resources', 'important-redis']);
  await apps.expand(['example-app', 'Attachments', 'REDIS']);
  await apps.expand(['example-app', 'Config Vars']);
  await window.screenshot(`${theme}-sidebar`);
  await notifications.closeAll();
  await apps.inlineAction('example-app', 'Create Add-on…');
  await quickInput.waitFor({ title: 'Create Add-on: example-app (1/3)' });
  await quickInput.type('redis');
  await window.screenshot(`${theme}-services`);
  await quickInput.choose('Heroku Key-Value Store');
  await quickInput.waitFor({ placeholder: /^Choose a plan/ });
  await window.screenshot(`${theme}-plans`);
  await quickInput.choose('mini');
  await quickInput.waitFor({ title: 'Create Add-on: example-app (3/3)' });
  await quickInput.type('SESSION_STORE');
  await quickInput.validationMessage(/^Overwrites/);
  await window.screenshot(`${theme}-alias`);
  await quickInput.accept();
  await quickInput.waitFor({ title: 'Overwrite SESSION_STORE on example-app' });
  await window.screenshot(`${theme}-overwrite`);
  await quickInput.cancel();
  await apps.contextMenu(['example-app', 'Resources', 'important-redis'], 'Destroy Add-on…');
  await quickInput.waitFor({ title: 'Destroy Add-on important-redis' });
  await window.screenshot(`${theme}-destroy`);
  await quickInput.cancel();
  await apps.contextMenu(['example-app', 'Resources', 'important-redis'], 'Change Plan…');
  await quickInput.choose('premium-0');
  await quickInput.waitFor({ placeholder: /^Press Enter/ });
  await window.screenshot(`${theme}-review`);
  await quickInput.accept();
  await notifications.waitFor(/is on heroku-redis:premium-0 now/);
  await window.screenshot(`${theme}-done`);
  await apps.contextMenu(['example-app', 'Attachments', 'REDIS'], 'Detach Alias…');
  await notifications.waitFor(/^Detached REDIS/);
  await apps.contextMenu(['example-app', 'Attachments', 'SESSION_STORE'], 'Detach Alias…');
  await notifications.waitFor(/can't be detached/);
  await window.screenshot(`${theme}-refused`);
  await notifications.closeAll();
  await apps.contextMenu(['example-app'], 'Show Releases');
  await quickInput.waitFor({ title: /example-app/ });
  await window.screenshot(`${theme}-releases`);
  await quickInput.cancel();
  await apps.contextMenu(['example-app', 'Resources', 'important-redis'], 'What Would This Break?');
  await quickInput.waitFor({ title: /important-redis/ });
  await window.screenshot(`${theme}-breaks`);
  await quickInput.cancel();
  await apps.contextMenu(['example-app'], 'Compare Config of Two Apps…');
  await quickInput.choose('example-tasker');
  await quickInput.waitFor({ title: /example-tasker/ });
  await window.screenshot(`${theme}-compare`);
  await quickInput.cancel();
  await takePages(window, theme);
}

/**
 * @param {import('../test/host/workbench/workbenchWindow.mjs').WorkbenchWindow} window
 * @param {string} theme
 */
async function takePages(window, theme) {
  const { quickInput } = window;
  const pages = [
    {
      name: 'configVars',
      command: 'Add-ons: Show Config Vars',
      question: 'Show Config Vars',
      row: 'example-app',
    },
    { name: 'addon', command: 'Add-ons: Show Add-on', question: 'Show Add-on', row: 'important-redis' },
    { name: 'pricing', command: 'Add-ons: Show Prices' },
    { name: 'marketplace', command: 'Add-ons: Open Marketplace' },
  ];
  for (const { name, command, question, row } of pages) {
    await window.runCommand(command);
    if (question !== undefined) {
      await quickInput.waitFor({ title: question });
      await quickInput.choose(row);
    }
    const frame = await window.webview(
      'addon-manager.addon-manager',
      async (each) => (await each.locator('h1:visible').count()) > 0,
    );
    if (name === 'marketplace') {
      await frame.locator('[data-service="heroku-redis"]').click();
      await frame.locator('.plan').first().waitFor();
    }
    await window.screenshot(`${theme}-${name}`);
    await window.runCommand('View: Close All Editors');
    await until('the tab is closed', async () => (await window.tabs()).length === 0);
  }
}
