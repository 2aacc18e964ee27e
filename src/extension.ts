import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commandTable } from './commands/commandTable.ts';
import { LocalPlatform } from './core/platform/localPlatform.ts';
import { simulatedProvider } from './providers/simulated.ts';
import { LowdbStateStore } from './store/lowdbStateStore.ts';
import { systemClock } from './system/clock.ts';
import { systemRandomness } from './system/randomness.ts';
import { rowArguments } from './tree/model/rowArguments.ts';
import { AddonTree } from './tree/view/addonTree.ts';
import { vscodeAsk } from './vscode/ask.ts';
import { hostApi, type AddonManagerExports } from './vscode/hostApi.ts';
import { registerCommands } from './vscode/registerCommands.ts';
import { VscodeReport } from './vscode/report.ts';
import { settings } from './vscode/settings.ts';

let platform: LocalPlatform | undefined;

/** Makes the parts and connects them. Opens nothing: the store and the catalogue are read when first needed. */
export function activate(context: vscode.ExtensionContext): AddonManagerExports {
  if (vscode.l10n.bundle !== undefined) {
    l10n.config({ contents: vscode.l10n.bundle });
  }
  const log = vscode.window.createOutputChannel('Add-on Manager', { log: true });
  const store = new LowdbStateStore(settings.storeFolder || context.globalStorageUri.fsPath);
  const local = new LocalPlatform({
    store,
    clock: systemClock,
    randomness: systemRandomness,
    provider: simulatedProvider,
    undoKeepMs: settings.undoKeepMs,
    loadCatalog: async () => (await import('./core/catalog/catalogData.lazy.ts')).catalogData,
  });
  platform = local;
  const parts = { platform: local, ask: vscodeAsk, report: new VscodeReport(log), clipboard: clipboard() };
  context.subscriptions.push(
    log,
    new AddonTree(local),
    registerCommands(commandTable, parts, (value) => rowArguments(value, local.state)),
  );
  return hostApi(local);
}

/** VS Code waits for this: what is being written gets written. */
export async function deactivate(): Promise<void> {
  await platform?.dispose();
}

function clipboard(): { write(text: string): Promise<void> } {
  return { write: async (text) => vscode.env.clipboard.writeText(text) };
}
