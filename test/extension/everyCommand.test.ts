import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as vscode from 'vscode';
import { commandTable } from '../../src/commands/commandTable.ts';
import { api, run } from './addonManager.ts';

type Input = Readonly<Record<string, unknown>>;

/** Started from selected rows or by buttons of notifications, or tested where their case is made. */
const withoutArguments: ReadonlySet<string> = new Set([
  'addons.renameRow',
  'addons.removeRow',
  'addons.copyRow',
  'addons.dismissFailedAddon',
  'addons.linkedAppActions',
  'addons.platformApiActions',
  'addons.startOver',
  'addons.unlockStore',
  'addons.exportKey',
  'addons.undoDotenv',
  'addons.ignoreFile',
]);

describe('every command with arguments', () => {
  it('does its work in one go, asks nothing, and returns what it did', async () => {
    const exported = join(await mkdtemp(join(tmpdir(), 'addons-export-')), 'store.json');
    const { result: made } = await run('addons.createApp', {});
    const app = made['app'] ?? '';
    const { result: second } = await run('addons.createApp', {});
    const other = second['app'] ?? '';
    const { result: created } = await run('addons.create', { app, plan: 'heroku-postgresql:standard-0' });
    let addon = created['addon'] ?? '';
    let kept = '';
    // In this order: each builds on those before it.
    const calls: readonly (readonly [command: string, input: () => Input])[] = [
      ['addons.createApp', () => ({})],
      ['addons.create', () => ({ app, plan: 'heroku-redis', name: `${app}-r`, alias: 'KEYS' })],
      ['addons.attach', () => ({ addon, app: other, alias: 'FACTS' })],
      ['addons.renameAlias', () => ({ app: other, alias: 'FACTS', newAlias: 'DATA' })],
      ['addons.explainAlias', () => ({ app: other, alias: 'DATA' })],
      ['addons.whatWouldBreak', () => ({ addon })],
      ['addons.showAddon', () => ({ addon })],
      ['addons.showPricing', () => ({ app })],
      ['addons.openMarketplace', () => ({ service: 'heroku-redis', app })],
      ['addons.showHelp', () => ({ addon })],
      ['addons.rename', () => ({ addon, name: `${app}-d` })],
      ['addons.changePlan', () => ({ addon, plan: 'standard-2' })],
      ['addons.rotateCredentials', () => ({ addon })],
      ['addons.failOver', () => ({ addon: `${app}-r` })],
      ['addons.setConfigVar', () => ({ app, name: 'A', value: '1' })],
      ['addons.copyValue', () => ({ app, name: 'A' })],
      ['addons.showConfigVars', () => ({ app, name: 'A' })],
      ['addons.copyDotenv', () => ({ app })],
      ['addons.writeDotenv', () => ({ app, file: '.env.every', names: ['A'] })],
      ['addons.copyName', () => ({ addon })],
      ['addons.compareApps', () => ({ app, other })],
      ['addons.showReleases', () => ({ app })],
      ['addons.unsetConfigVar', () => ({ app, name: 'A' })],
      ['addons.rollback', () => ({ app, version: 2 })],
      ['addons.copyCliCommand', () => ({})],
      ['addons.undo', () => ({})],
      ['addons.linkApp', () => ({ app })],
      ['addons.linkApp', () => ({ app: '' })],
      ['addons.filter', () => ({ text: 'redis' })],
      ['addons.clearFilter', () => ({})],
      ['addons.sortByChange', () => ({})],
      ['addons.sortByName', () => ({})],
      ['addons.revealAddon', () => ({ addon })],
      ['addons.revealInApp', () => ({ app: other, alias: 'DATA' })],
      ['addons.startPlatformApi', () => ({})],
      ['addons.openCliTerminal', () => ({})],
      ['addons.copyCliEnvironment', () => ({})],
      ['addons.stopPlatformApi', () => ({})],
      ['addons.detach', () => ({ app: other, alias: 'DATA' })],
      ['addons.destroy', () => ({ addon, confirm: app })],
      ['addons.renameApp', () => ({ app: other, name: `${other.slice(0, 20)}-n` })],
      ['addons.destroyApp', () => ({ app, confirm: app })],
      ['addons.loadSample', () => ({})],
      ['addons.openStoreFolder', () => ({})],
      ['addons.exportStore', () => ({ file: exported })],
      ['addons.importStore', () => ({ file: exported, confirm: 'replace' })],
      ['addons.restoreBackup', () => ({ backup: basename(kept) })],
      ['addons.showStore', () => ({})],
      ['addons.recreateValues', () => ({})],
      ['addons.refresh', () => ({})],
    ];
    const known = new Set([...calls.map(([command]) => command), ...withoutArguments]);
    const missing = commandTable.map(({ id }) => id).filter((id) => !known.has(id));
    assert.deepEqual(missing, []);
    for (const [command, input] of calls) {
      try {
        const result = await vscode.commands.executeCommand<{ copy?: string } | undefined>(command, input());
        kept = result?.copy ?? kept;
      } catch (error) {
        throw new Error(`${command}: ${String(error)}`, { cause: error });
      }
      if (command === 'addons.rename') {
        addon = `${app}-d`;
      }
    }
    assert.ok(!(await (await api()).apps()).some(({ name }) => name === app));
  });
});
