import assert from 'node:assert/strict';
import { startEditor, type Editor } from '../host/editor.mjs';
import { until } from '../host/workbench/until.mjs';
import type { TreeView } from '../host/workbench/treeView.mjs';
import type { WorkbenchWindow } from '../host/workbench/workbenchWindow.mjs';
import { appsRows, resourcesRows, type Table, type Tables } from './appTables.ts';
import { copied, showsWhole, vsix } from './sidebar.ts';

const app = 'example-app';
const tasker = 'example-tasker';
const important = 'important-redis';

/** The acceptance scenario of the rules (docs/addon-rules.md) by clicks and typing; drawn names are taken as they come. */
describe('acceptance scenario by clicks', function () {
  this.timeout(120_000);
  let editor: Editor;
  let window: WorkbenchWindow;
  let apps: TreeView;
  let resources: TreeView;
  let [r1, r2, r3] = ['', '', ''];
  let [second, third, colour] = ['', '', ''];

  before(async () => {
    editor = await startEditor({ extension: vsix });
    window = await editor.openWindow({ folder: await editor.makeFolder('workspace') });
    await window.openContainer('Add-ons');
    apps = window.view('Apps');
    resources = window.view('Resources');
  });

  after(async () => {
    await editor.close();
  });

  it('0: two new apps have no add-ons and no config vars', async () => {
    await apps.pressWelcomeButton('Create an App');
    await answerAppName(app);
    await window.runCommand('Add-ons: Create App…');
    await answerAppName(tasker);
    await shows({ [app]: { is: 'v2' }, [tasker]: { is: 'v2' } });
  });

  it('1: heroku-redis is created under a drawn name as REDIS', async () => {
    const [name, alias] = await create({ version: 3 });
    assert.match(name, /^[a-z]+-[a-z]+-\d{4}$/);
    assert.equal(alias, 'REDIS');
    const { REDIS_URL = '' } = await config(app);
    assert.match(REDIS_URL, /^redis:\/\/h:[^@]+@[^:]+:\d+$/);
    await shows({
      [app]: {
        is: 'v3 · $3/month',
        resources: { [name]: '' },
        attachments: { REDIS: name },
        config: { REDIS_URL },
      },
      [tasker]: { is: 'v2' },
    });
  });

  it('1a: it is destroyed, X is set and unset', async () => {
    const label = (await resources.labels())[0] ?? '';
    await apps.contextMenu([app, 'Resources', label], 'Destroy Add-on…');
    await typeToConfirm(`Destroy Add-on ${label}`, app);
    await window.notifications.waitFor(`Destroyed ${label}. example-app is now v4.`);
    await shows({ [app]: { is: 'v4' }, [tasker]: { is: 'v2' } });
    await apps.contextMenu(app, 'Set Config Var…');
    await answerText(/^Name of the config var/, 'X');
    await answerText(/^Value of X/, '1');
    await window.notifications.waitFor('Set X on example-app. example-app is now v5.');
    await shows({ [app]: { is: 'v5', config: { X: '1' } }, [tasker]: { is: 'v2' } });
    await apps.contextMenu([app, 'Config Vars', 'X'], 'Unset Config Var…');
    await window.notifications.waitFor('Removed X from example-app. example-app is now v6.');
    await shows({ [app]: { is: 'v6' }, [tasker]: { is: 'v2' } });
  });

  it('2: an add-on gets a name', async () => {
    assert.deepEqual(await create({ name: important, version: 7 }), [important, 'REDIS']);
    const { REDIS_URL = '' } = await config(app);
    await shows({
      [app]: {
        is: 'v7 · $3/month',
        resources: { [important]: '' },
        attachments: { REDIS: important },
        config: { REDIS_URL },
      },
      [tasker]: { is: 'v2' },
    });
  });

  it('2a: it is destroyed and its name is free', async () => {
    await resources.contextMenu(important, 'Destroy Add-on…');
    await typeToConfirm(`Destroy Add-on ${important}`, app);
    await window.notifications.waitFor('Destroyed important-redis. example-app is now v8.');
    await shows({ [app]: { is: 'v8' }, [tasker]: { is: 'v2' } });
  });

  it('3: an add-on gets a name and an alias', async () => {
    const created = await create({ name: important, alias: 'BROKER', version: 9 });
    assert.deepEqual(created, [important, 'BROKER']);
    r1 = (await config(app))['BROKER_URL'] ?? '';
    await shows({
      [app]: {
        is: 'v9 · $3/month',
        resources: { [important]: '' },
        attachments: { BROKER: important },
        config: { BROKER_URL: r1 },
      },
      [tasker]: { is: 'v2' },
    });
  });

  const twice: Table = {
    is: 'v10 · $3/month',
    resources: { [important]: '' },
    attachments: { BROKER: important, SESSION_STORE: important },
    get config() {
      return { BROKER_URL: r1, SESSION_STORE_URL: r1 };
    },
  };

  it('4: it is attached to its app a second time, from the row of its alias', async () => {
    await apps.contextMenu([app, 'Attachments', 'BROKER'], 'Attach Add-on…');
    await window.quickInput.waitFor({ title: /^Attach Add-on: .*\(1\/2\)$/ });
    await window.quickInput.choose(app);
    await answerText(/Press Enter to take REDIS\./, 'SESSION_STORE');
    await window.notifications.waitFor('Attached important-redis as SESSION_STORE. example-app is now v10.');
    await shows({ [app]: twice, [tasker]: { is: 'v2' } });
  });

  it('5: it is shared with another app, which pays nothing, as example-app::BROKER', async () => {
    await resources.contextMenu([important, 'example-app::BROKER'], 'Attach Add-on…');
    await window.quickInput.waitFor({ title: /^Attach Add-on: .*\(1\/2\)$/ });
    await window.quickInput.choose(tasker);
    await answerText(/Press Enter to take REDIS\./, 'BROKER');
    await window.notifications.waitFor('Attached important-redis as BROKER. example-tasker is now v3.');
    await shows({ [app]: { ...twice, resources: { [important]: 'shared' } }, [tasker]: shared() });
  });

  it('6: the default alias is free again', async () => {
    let alias = '';
    [second, alias] = await create({ version: 11 });
    assert.equal(alias, 'REDIS');
    r2 = (await config(app))['REDIS_URL'] ?? '';
    await shows({
      [app]: {
        is: 'v11 · $6/month',
        resources: { [important]: 'shared', [second]: '' },
        attachments: { BROKER: important, REDIS: second, SESSION_STORE: important },
        config: { BROKER_URL: r1, REDIS_URL: r2, SESSION_STORE_URL: r1 },
      },
      [tasker]: shared(),
    });
  });

  it('7: with the default alias taken, a colour is drawn', async () => {
    [third, colour] = await create({ version: 12 });
    assert.match(colour, /^HEROKU_REDIS_[A-Z]+$/);
    r3 = (await config(app))[`${colour}_URL`] ?? '';
    assert.equal(new Set([r1, r2, r3]).size, 3);
    await shows({ [app]: three(), [tasker]: shared() });
  });

  it('8: an alias that is in use asks; Escape, a wrong name and Enter on it change nothing', async () => {
    await askForBroker();
    await window.quickInput.cancel();
    await shows({ [app]: three(), [tasker]: shared() });
    await askForBroker();
    const rows = (await window.quickInput.rows()).map(({ label, description }) => [label, description]);
    assert.deepEqual(rows, [
      ['Type example-app to go ahead', ''],
      ['BROKER_URL', 'on example-app: so far from important-redis'],
      [important, 'stays, under its other aliases'],
      ['2 releases', 'example-app restarts'],
    ]);
    for (const wrong of [tasker, 'Example-App']) {
      await window.quickInput.type(wrong);
      await window.quickInput.accept();
      await saysInRows(`${wrong} is not example-app: nothing was changed`);
    }
    await shows({ [app]: three(), [tasker]: shared() });
  });

  it('9: confirmed, it moves, in two releases', async () => {
    await typeToConfirm('Overwrite BROKER on example-app', app);
    await window.notifications.waitFor(`Attached ${second} as BROKER. example-app is now v14.`);
    await shows({
      [app]: {
        is: 'v14 · $9/month',
        resources: { [important]: 'shared', [second]: '', [third]: '' },
        attachments: { BROKER: second, [colour]: third, REDIS: second, SESSION_STORE: important },
        config: { BROKER_URL: r2, [`${colour}_URL`]: r3, REDIS_URL: r2, SESSION_STORE_URL: r1 },
      },
      [tasker]: shared(),
    });
    await apps.inlineAction(app, 'Show Releases');
    const [newest, before] = await window.quickInput.rows();
    assert.match(`${newest?.label} ${newest?.description}`, /^v14 current · Attach BROKER · now · /);
    assert.match(`${before?.label} ${before?.description}`, /^v13 Detach BROKER · now · /);
    await window.quickInput.cancel();
  });

  it('10: an alias is detached and its add-on stays', async () => {
    await apps.inlineAction([app, 'Attachments', 'REDIS'], 'Detach Alias…');
    await window.notifications.waitFor(`Detached REDIS from ${second}, which stays. example-app is now v15.`);
    await shows({
      [app]: {
        is: 'v15 · $9/month',
        resources: { [important]: 'shared', [second]: '', [third]: '' },
        attachments: { BROKER: second, [colour]: third, SESSION_STORE: important },
        config: { BROKER_URL: r2, [`${colour}_URL`]: r3, SESSION_STORE_URL: r1 },
      },
      [tasker]: shared(),
    });
  });

  it("11: an add-on is destroyed from the palette with its billing app's name typed", async () => {
    await window.runCommand('Add-ons: Destroy Add-on…');
    await window.quickInput.waitFor({ title: 'Destroy Add-on' });
    await window.quickInput.choose(third);
    await typeToConfirm(`Destroy Add-on ${third}`, app);
    await window.notifications.waitFor(`Destroyed ${third}. example-app is now v16.`);
  });

  it('12: what is there in the end, over a reload too', async () => {
    await shows({ [app]: last('v16'), [tasker]: shared() });
    await window.reload();
    await window.openContainer('Add-ons');
    await shows({ [app]: last('v16'), [tasker]: shared() });
  });

  it('further: the last alias on the billing app stays, although another app has one', async () => {
    await apps.contextMenu([app, 'Attachments', 'SESSION_STORE'], 'Detach Alias…');
    const refused = await window.notifications.waitFor(/can't be detached: it is the last alias of/);
    assert.deepEqual(refused.buttons, ['Attach Another Alias…', 'Destroy Add-on…']);
    await shows({ [app]: last('v16'), [tasker]: shared() });
  });

  it('further: a destroy names every app that loses the add-on, and undo brings back all', async () => {
    await apps.contextMenu([app, 'Resources', important], 'Destroy Add-on…');
    await window.quickInput.waitFor({ title: 'Destroy Add-on important-redis' });
    const rows = (await window.quickInput.rows()).map(({ label, description }) => [label, description]);
    assert.deepEqual(rows, [
      ['Type example-app to destroy important-redis, with its data', ''],
      ['SESSION_STORE', 'example-app loses SESSION_STORE_URL and restarts'],
      ['BROKER', 'example-tasker loses BROKER_URL and restarts'],
      ['$3/month', 'ends for example-app'],
    ]);
    await window.quickInput.type(tasker);
    await window.quickInput.accept();
    await saysInRows(`${tasker} is not example-app: nothing was changed`);
    await typeToConfirm('Destroy Add-on important-redis', app);
    const text = 'Destroyed important-redis. example-app is now v17, example-tasker is now v4.';
    await window.notifications.waitFor(text);
    await shows({
      [app]: {
        is: 'v17 · $3/month',
        resources: { [second]: '' },
        attachments: { BROKER: second },
        config: { BROKER_URL: r2 },
      },
      [tasker]: { is: 'v4' },
    });
    await window.notifications.press(text, 'Undo');
    await window.notifications.waitFor(/^Undone: .* example-app is now v18, example-tasker is now v5\.$/);
    await shows({ [app]: last('v18'), [tasker]: { ...shared(), is: 'v5' } });
  });

  it('further: rotation makes one release on each app, and a foreign alias may go', async () => {
    await apps.contextMenu([app, 'Resources', important], 'Rotate Credentials…');
    await window.quickInput.waitFor({ title: 'Rotate Credentials: important-redis' });
    await window.quickInput.accept();
    await window.notifications.waitFor(
      'Rotated the credentials of important-redis. example-app is now v19, example-tasker is now v6.',
    );
    const rotated = (await config(tasker))['BROKER_URL'] ?? '';
    assert.ok(rotated !== '' && rotated !== r1);
    await apps.inlineAction([tasker, 'Attachments', 'BROKER'], 'Detach Alias…');
    await window.notifications.waitFor(
      /^Detached BROKER from important-redis, .* example-tasker is now v7\.$/,
    );
    const { resources: _, ...rest } = last('v19');
    await shows({
      [app]: {
        ...rest,
        resources: { [important]: '', [second]: '' },
        config: { BROKER_URL: r2, SESSION_STORE_URL: rotated },
      },
      [tasker]: { is: 'v7' },
    });
  });

  const shared = (): Table => ({ is: 'v3', attachments: { BROKER: important }, config: { BROKER_URL: r1 } });

  const three = (): Table => ({
    is: 'v12 · $9/month',
    resources: { [important]: 'shared', [second]: '', [third]: '' },
    attachments: { BROKER: important, [colour]: third, REDIS: second, SESSION_STORE: important },
    config: { BROKER_URL: r1, [`${colour}_URL`]: r3, REDIS_URL: r2, SESSION_STORE_URL: r1 },
  });

  const last = (version: string): Table => ({
    is: `${version} · $6/month`,
    resources: { [important]: 'shared', [second]: '' },
    attachments: { BROKER: second, SESSION_STORE: important },
    config: { BROKER_URL: r2, SESSION_STORE_URL: r1 },
  });

  /** Creates heroku-redis on example-app from its row. @returns its name and its alias, as they are told */
  async function create(wanted: {
    readonly name?: string;
    readonly alias?: string;
    readonly version: number;
  }): Promise<[name: string, alias: string]> {
    const { quickInput } = window;
    const { name, alias, version } = wanted;
    await apps.inlineAction(app, 'Create Add-on…');
    await quickInput.waitFor({ title: 'Create Add-on: example-app (1/3)' });
    await quickInput.choose('Heroku Key-Value Store');
    await quickInput.waitFor({ placeholder: 'Choose a plan of Heroku Key-Value Store' });
    await quickInput.choose('mini');
    await quickInput.waitFor({ message: /Press Enter to take/ });
    if (name !== undefined) {
      await quickInput.pressButton('Name the Add-on…');
      await answerText(/^Name of the add-on/, name);
      await quickInput.waitFor({ message: /^important-redis is its name\. Press Enter to take/ });
    }
    await answerText(/Press Enter to take/, alias ?? '');
    const told = new RegExp(`^Created (\\S+) as (\\S+)\\. example-app is now v${version}\\.$`);
    const { text } = await window.notifications.waitFor(told);
    const [, created = '', under = ''] = told.exec(text) ?? [];
    return [created, under];
  }

  async function askForBroker(): Promise<void> {
    const { quickInput } = window;
    await resources.inlineAction(second, 'Attach Add-on…');
    await quickInput.waitFor({ title: `Attach Add-on: ${second} (1/2)` });
    await quickInput.choose(app);
    await answerText(/Press Enter to take/, 'BROKER');
    await quickInput.waitFor({ title: 'Overwrite BROKER on example-app' });
  }

  async function answerAppName(name: string): Promise<void> {
    await window.quickInput.waitFor({ title: 'Create App' });
    await window.quickInput.type(name);
    await window.quickInput.waitUntilValid();
    await window.quickInput.accept();
    await window.notifications.waitFor(`Created ${name}.`);
  }

  async function answerText(message: RegExp, text: string): Promise<void> {
    await window.quickInput.waitFor({ message });
    await window.quickInput.type(text);
    await window.quickInput.accept();
  }

  async function typeToConfirm(title: string, name: string): Promise<void> {
    await window.quickInput.waitFor({ title });
    await window.quickInput.type(name);
    await window.quickInput.accept();
    await window.quickInput.waitUntilClosed();
  }

  async function saysInRows(text: string): Promise<void> {
    await until(
      async () => `${text}; there is ${(await window.quickInput.labels()).join(' | ')}`,
      async () => (await window.quickInput.labels()).includes(text),
    );
  }

  /** All config vars of an app with their values, copied from its row. */
  async function config(name: string): Promise<Readonly<Record<string, string>>> {
    const text = await copied(window, () => apps.inlineAction(name, 'Copy Config Vars as .env'));
    const lines = text.split('\n').filter((line) => line !== '');
    return Object.fromEntries(
      lines.map((line) => [line.split('=')[0] ?? '', line.slice(line.indexOf('=') + 1)]),
    );
  }

  /** Waits for the rows of both views, and compares the config vars of both apps. */
  async function shows(tables: Tables): Promise<void> {
    await showsWhole(apps, appsRows(tables));
    await showsWhole(resources, resourcesRows(tables));
    for (const [name, table] of Object.entries(tables)) {
      assert.deepEqual(await config(name), table.config ?? {}, name);
    }
  }
});
