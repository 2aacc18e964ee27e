import assert from 'node:assert/strict';
import { isAddonError } from '../../../src/core/errors/addonError.ts';
import { findApp, resolveAddon } from '../../../src/core/model/identifiers.ts';
import type { AddonModel, BreakageRow, PresentAddon } from '../../../src/webviews/addon/protocol.ts';
import { addonPage } from '../../../src/webviews/addon/presenter.ts';
import { TestPlatform } from '../../support/platform.ts';
import { PlayedPage } from '../../support/playPage.ts';

async function open(): Promise<TestPlatform> {
  const on = await TestPlatform.open();
  on.clock.ms = Date.parse('2026-11-01');
  await on.createApps('example-app', 'example-tasker');
  await on.perform({ type: 'createAddon', app: 'example-app', plan: 'heroku-redis', name: 'cache' });
  await on.perform({ type: 'attachAddon', app: 'example-tasker', addon: 'cache', alias: 'BROKER' });
  on.clock.ms = Date.parse('2026-11-16');
  return on;
}

function pageOf(on: TestPlatform, addon = 'cache'): PlayedPage<AddonModel> {
  return new PlayedPage(addonPage, on, resolveAddon(on.state, addon).id);
}

function present(page: PlayedPage<AddonModel>): PresentAddon {
  const { model } = page;
  assert.equal(model.kind, 'addon');
  return model;
}

describe('the page of an add-on', () => {
  it('R34: tells every app that uses it, with alias and names of config vars', async () => {
    const page = pageOf(await open());
    assert.equal(page.title, 'cache');
    const { uses, values } = present(page);
    assert.deepEqual(
      uses.map(({ app, isBillingApp, alias, configVars, since }) => [
        app,
        isBillingApp,
        alias,
        configVars,
        since,
      ]),
      [
        ['example-app', true, 'REDIS', ['REDIS_URL'], '15 days ago'],
        ['example-tasker', false, 'BROKER', ['BROKER_URL'], '15 days ago'],
      ],
    );
    assert.deepEqual(values, [
      {
        suffix: 'URL',
        names: ['REDIS_URL', 'BROKER_URL'],
        kind: 'address with its secrets',
        isReady: true,
        change: values[0]?.change,
      },
    ]);
  });

  it('R41: tells what it cost so far and will by the end of the month', async () => {
    const { soFar, byEnd, month, costLines } = present(pageOf(await open()));
    assert.deepEqual([month, soFar, byEnd], ['November 2026', '$1.50', '$3.00']);
    assert.deepEqual(costLines, [
      { plan: 'heroku-redis:mini', price: '$3/month', held: '15 days', soFar: '$1.50', byEnd: '$3.00' },
    ]);
  });

  it('R41: compares every other plan with the present one', async () => {
    const { plans } = present(pageOf(await open()));
    const row = (slug: string): readonly unknown[] =>
      plans
        .filter((plan) => plan.slug === slug)
        .map(({ isPresent, thisMonth, later }) => [isPresent, thisMonth, later]);
    assert.deepEqual(row('mini'), [[true, '', '']]);
    assert.deepEqual(row('premium-0'), [[false, '+$6.00', '+$12.00']]);
  });

  it('R42: a price that nobody knows is compared as unknown, never as $0', async () => {
    const on = await open();
    await on.perform({
      type: 'createAddon',
      app: 'example-app',
      plan: 'exampleservice:unpriced',
      name: 'dark',
    });
    const { price, plans, soFar, byEnd, costLines } = present(pageOf(on, 'dark'));
    assert.deepEqual([price, soFar, byEnd], ['price not known', 'price not known', 'price not known']);
    assert.ok(plans.every(({ isPresent, later }) => isPresent || later === 'not known'));
    assert.doesNotMatch(JSON.stringify([price, soFar, byEnd, costLines]), /\$0/);
  });

  it('R42: tells each meter of a metered plan with unit and price', async () => {
    const on = await open();
    await on.perform({
      type: 'createAddon',
      app: 'example-app',
      plan: 'exampleservice:metered',
      name: 'counts',
    });
    const { meters, priceNotes } = present(pageOf(on, 'counts'));
    assert.deepEqual(meters, [
      { name: 'Tokens', unit: '1k tokens', price: '$0.02' },
      { name: 'Data Storage', unit: 'GB-hour', price: '$0.0005' },
    ]);
    assert.ok(priceNotes.includes('Base price: $5/month'), priceNotes.join());
  });

  it('R35: lists the releases that it caused, on every app, newest first', async () => {
    const on = await open();
    await on.perform({
      type: 'setConfigVars',
      app: 'example-app',
      configVars: [{ name: 'WORKERS', value: '2' }],
    });
    await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    const { history } = present(pageOf(on));
    assert.deepEqual(
      history.map(({ app, version, when }) => `${app} ${version} ${when}`),
      [
        'example-tasker v4 now',
        'example-app v5 now',
        'example-tasker v3 15 days ago',
        'example-app v3 15 days ago',
      ],
    );
  });

  it('holds no value, whatever the add-on sets', async () => {
    const on = await open();
    const page = pageOf(on);
    const { values } = resolveAddon(on.state, 'cache');
    const text = JSON.stringify(page.model);
    for (const value of Object.values(values)) {
      assert.ok(!text.includes(value));
      assert.ok(!text.includes(new URL(value).password));
    }
    assert.equal(await page.ask('reveal', { suffix: 'URL' }), values['URL']);
  });

  it('R33: knows a value from the one before it, without telling either', async () => {
    const on = await open();
    const page = pageOf(on);
    const changes = (): readonly number[] => present(page).values.map(({ change }) => change);
    const made = changes();
    await on.perform({ type: 'attachAddon', app: 'example-tasker', addon: 'cache', alias: 'SECOND' });
    assert.deepEqual(changes(), made);
    await on.perform({ type: 'rotateCredentials', addon: 'cache' });
    const rotated = changes();
    assert.notDeepEqual(rotated, made);
    await on.perform({ type: 'undo' });
    assert.ok(![made, rotated].some((before) => before.join() === changes().join()));
  });

  it('copies a value in the host, as a secret', async () => {
    const on = await open();
    const page = pageOf(on);
    const said = await page.ask<string>('copy', { suffix: 'URL' });
    const value = resolveAddon(on.state, 'cache').values['URL'] ?? '';
    assert.equal(page.context.copied, value);
    assert.equal(page.context.isCopySecret, true);
    assert.ok(!said.includes(value));
  });

  it('reveals no value of a suffix that it has not, nor of a part of every object', async () => {
    const page = pageOf(await open());
    for (const suffix of ['PASSWORD', 'constructor', '__proto__', '']) {
      await assert.rejects(
        () => page.ask('reveal', { suffix }),
        (error: unknown) => isAddonError(error) && error.code === 'config_var_not_found',
      );
    }
  });

  it('starts the commands of palette and rows, with what it knows', async () => {
    const on = await open();
    const page = pageOf(on);
    const addon = resolveAddon(on.state, 'cache').id;
    const { uses } = present(page);
    const [, broker] = uses;
    await page.ask('start', { command: 'attach' });
    await page.ask('start', { command: 'destroy' });
    await page.ask('changePlan', { plan: 'premium-0' });
    await page.ask('rename', { name: 'store' });
    await page.ask('detach', { attachment: broker?.attachment });
    await page.ask('renameAlias', { attachment: broker?.attachment });
    await page.ask('showReleases', { app: broker?.appId });
    await page.ask('showPlans');
    const app = findApp(on.state, 'example-tasker').id;
    assert.deepEqual(page.context.started, [
      ['addons.attach', { addon }],
      ['addons.destroy', { addon }],
      ['addons.changePlan', { addon, plan: 'premium-0' }],
      ['addons.rename', { addon, name: 'store' }],
      ['addons.detach', { app, alias: 'BROKER' }],
      ['addons.renameAlias', { app, alias: 'BROKER' }],
      ['addons.showReleases', { app }],
      ['addons.showPricing', { service: 'heroku-redis' }],
    ]);
    await page.ask('showConfigVars', { attachment: broker?.attachment });
    assert.deepEqual(page.context.opened, [`configVars ${app} BROKER_URL`]);
  });

  it('touches no attachment of another add-on', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app: 'example-app', plan: 'papertrail', name: 'logs' });
    const [other] = present(pageOf(on, 'logs')).uses;
    const page = pageOf(on);
    await assert.rejects(
      () => page.ask('detach', { attachment: other?.attachment }),
      (error: unknown) => isAddonError(error) && error.code === 'attachment_not_found',
    );
    assert.deepEqual(page.context.started, []);
  });

  it('shows releases of no app on which it caused none', async () => {
    const on = await open();
    await on.createApps('elsewhere');
    const page = pageOf(on);
    await assert.rejects(
      () => page.ask('showReleases', { app: findApp(on.state, 'elsewhere').id }),
      (error: unknown) => isAddonError(error) && error.code === 'app_not_found',
    );
    assert.deepEqual(page.context.started, []);
  });

  it('leads to the config vars of an app also when it sets none', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app: 'example-app', plan: 'scheduler', name: 'jobs' });
    const page = pageOf(on, 'jobs');
    const [use] = present(page).uses;
    await page.ask('showConfigVars', { attachment: use?.attachment });
    assert.deepEqual(page.context.opened, [`configVars ${use?.appId ?? ''}`]);
  });

  it('refuses commands that are not its own, and what has another form', async () => {
    const page = pageOf(await open());
    assert.ok(page.refusesForm('start', { command: 'startOver' }));
    assert.ok(page.refusesForm('start', { command: 'attach', more: 1 }));
    assert.ok(page.refusesForm('reveal', { suffix: 'A'.repeat(201) }));
    assert.ok(page.refusesForm('detach', {}));
  });

  it('R2: tells while a name is typed why it cannot be', async () => {
    const on = await open();
    await on.perform({ type: 'createAddon', app: 'example-app', plan: 'papertrail', name: 'logs' });
    const page = pageOf(on);
    assert.equal(await page.ask('checkName', { name: 'store' }), null);
    assert.match((await page.ask<string | null>('checkName', { name: 'logs' })) ?? '', /logs/);
    assert.match((await page.ask<string | null>('checkName', { name: 'No!' })) ?? '', /No!/);
    assert.equal(present(page).name, 'cache');
  });

  it('R31: tells what destroying it would break, and changes nothing', async () => {
    const on = await open();
    const before = on.state;
    const rows = await pageOf(on).ask<readonly BreakageRow[]>('breakage');
    assert.equal(on.state, before);
    const texts = rows.map(({ label, description }) => `${label}: ${description}`);
    assert.ok(texts.includes('BROKER_URL: config var that example-tasker loses'), texts.join('\n'));
    assert.ok(texts.includes('cache: goes with its data · $3/month'), texts.join('\n'));
    assert.equal(rows.filter(({ heading }) => heading === 'What You Can Do').length, 0);
  });

  it('goes on as a page of something that is gone, by its last name', async () => {
    const on = await open();
    const page = pageOf(on);
    await on.perform({ type: 'renameAddon', addon: 'cache', name: 'store' });
    const isShownAnew = await page.isShownAnewAfter(() =>
      on.perform({ type: 'destroyAddon', addon: 'store', confirm: 'example-app', force: true }),
    );
    assert.ok(isShownAnew);
    assert.deepEqual(page.model, { kind: 'gone', name: 'store' });
    assert.equal(page.title, 'store');
    await on.perform({ type: 'undo' });
    assert.equal(present(page).name, 'store');
  });

  it('is shown anew for what names it, and for nothing else', async () => {
    const on = await open();
    const page = pageOf(on);
    assert.ok(
      await page.isShownAnewAfter(() =>
        on.perform({ type: 'renameApp', app: 'example-tasker', name: 'tasks' }),
      ),
    );
    assert.ok(
      await page.isShownAnewAfter(() =>
        on.perform({ type: 'detachAttachment', app: 'tasks', alias: 'BROKER' }),
      ),
    );
    const other = { type: 'createAddon', app: 'tasks', plan: 'papertrail' } as const;
    assert.ok(!(await page.isShownAnewAfter(() => on.perform(other))));
  });

  it('says that simulated add-ons have no dashboard', async () => {
    assert.match(present(pageOf(await open())).dashboard, /simulated/);
  });
});
