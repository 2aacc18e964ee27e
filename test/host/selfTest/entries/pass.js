'use strict';

const assert = require('node:assert/strict');
const vscode = require('vscode');

exports.run = async () => {
  assert.equal(process.env.FIXTURE_WORD, 'from the test');
  assert.equal(vscode.workspace.getConfiguration('fixture').get('folder'), '/a/folder');
  await vscode.extensions.getExtension('addon-manager-tests.host-fixture').activate();
  assert.ok((await vscode.commands.getCommands()).includes('fixture.order'));
  await vscode.env.clipboard.writeText('copied');
  assert.equal(await vscode.env.clipboard.readText(), 'copied');
  console.log(`ran in ${vscode.version} at ${vscode.workspace.workspaceFolders[0].name}`);
};
