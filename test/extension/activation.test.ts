import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension } from './addonManager.ts';

describe('activation', () => {
  it('comes after start-up by itself, or with the first command', async () => {
    await vscode.commands.executeCommand('addons.refresh', {});
    assert.equal(extension().isActive, true);
  });

  it('makes every command of the manifest known', async () => {
    const contributed = (
      extension().packageJSON as { contributes: { commands: { command: string }[] } }
    ).contributes.commands.map(({ command }) => command);
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributed.filter((command) => !known.has(command)),
      [],
    );
  });

  it('refuses a version of its API that there is not', async () => {
    const exported = await extension().activate();
    assert.throws(() => exported.getApi(2 as 1), RangeError);
  });
});
