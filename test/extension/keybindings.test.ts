import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Keybinding {
  readonly key: string;
  readonly mac?: string;
  readonly command: string;
  readonly when?: string;
}

/** VS Code's own list of all shortcuts, those of extensions among them: JSON with comments. */
async function defaultKeybindings(): Promise<readonly Keybinding[]> {
  const document = await vscode.workspace.openTextDocument(
    vscode.Uri.parse('vscode://defaultsettings/keybindings.json'),
  );
  const lines = document.getText().split('\n');
  const text = lines.filter((line) => !line.trim().startsWith('//')).join('\n');
  return JSON.parse(text.slice(text.indexOf('['), text.lastIndexOf(']') + 1)) as readonly Keybinding[];
}

describe('keyboard shortcuts', () => {
  it('take no key that VS Code uses where ours are at work', async () => {
    const all = await defaultKeybindings();
    const isOurs = ({ command, when }: Keybinding): boolean =>
      command.startsWith('addons.') || (when?.includes("focusedView == 'addons.") ?? false);
    const ours = all.filter(isOurs);
    assert.ok(ours.length >= 9, JSON.stringify(ours));
    for (const { key, command, when } of ours) {
      const others = all.filter((other) => other.key === key && !isOurs(other));
      const isOnRowsAlone = when?.includes('focusedView == ') ?? false;
      // On rows of our views alone, a key may mean what it means on any list: ours is more exact.
      assert.ok(
        isOnRowsAlone || others.length === 0,
        `${command} takes ${key} from ${JSON.stringify(others)}`,
      );
    }
  });
});
