import assert from 'node:assert/strict';
import { findApp } from '../../../src/core/model/identifiers.ts';
import { playCommand, runCommandWith } from '../../support/playCommand.ts';
import { TestPlatform } from '../../support/platform.ts';

describe('Open Marketplace', () => {
  it('tells the page the app that was given apart from the one that is probably meant', async () => {
    const on = await TestPlatform.open();
    await on.createApps('example-app', 'example-tasker');
    const id = (app: string): string => findApp(on.state, app).id;
    const { context } = await playCommand(on, 'addons.openMarketplace', {}, [], (outside) => {
      outside.presumed = { app: 'example-tasker' };
    });
    assert.deepEqual(context.opened, [`marketplace ||${id('example-tasker')}`]);
    const given = await runCommandWith(on, 'addons.openMarketplace', {
      service: 'heroku-redis',
      app: 'example-app',
    });
    assert.deepEqual(given.context.opened, [`marketplace heroku-redis|${id('example-app')}|`]);
    assert.deepEqual(given.result, { service: 'heroku-redis', app: 'example-app' });
  });
});
