import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { commandTable } from './commands/commandTable.ts';
import { LocalPlatform } from './core/platform/localPlatform.ts';
import { workspaceEnvFiles } from './delivery/view/workspaceEnvFiles.ts';
import { simulatedProvider } from './providers/simulated.ts';
import { readExported, writeExported } from './store/exportedFile.ts';
import { LowdbStateStore } from './store/lowdbStateStore.ts';
import { cipherOf, newKey } from './store/secretCipher.ts';
import { systemClock } from './system/clock.ts';
import { homeFolder } from './system/homeFolder.ts';
import { systemRandomness } from './system/randomness.ts';
import { rowArguments } from './tree/model/rowArguments.ts';
import { AddonSidebar } from './tree/view/sidebar.ts';
import { vscodeAsk } from './vscode/ask.ts';
import { afterMs, ClearingClipboard } from './vscode/clipboard.ts';
import { FolderLink } from './vscode/folderLink.ts';
import { HelpPages } from './vscode/helpPages.ts';
import { hostApi, type AddonManagerExports } from './vscode/hostApi.ts';
import { KnownStores } from './vscode/knownStores.ts';
import { linkFollowsRename } from './vscode/linkFollowsRename.ts';
import { opensWhenMended } from './vscode/opensWhenMended.ts';
import { PlatformApiServer } from './vscode/platformApiServer.ts';
import { RememberedServer } from './vscode/rememberedServer.ts';
import { registerCommands } from './vscode/registerCommands.ts';
import { replacedNotice } from './vscode/replacedNotice.ts';
import { VscodeReport } from './vscode/report.ts';
import { runCommand } from './vscode/runCommand.ts';
import { SecretsAtRest } from './vscode/secretsAtRest.ts';
import { settings } from './vscode/settings.ts';
import { storeFiles } from './vscode/storeFiles.ts';
import { StoreHealthNotice } from './vscode/storeHealthNotice.ts';
import { StatusBar } from './vscode/statusBar.ts';
import { EditorTabs } from './webviews/host/editorTabs.ts';

let platform: LocalPlatform | undefined;
let copied: ClearingClipboard | undefined;
let server: PlatformApiServer | undefined;

/**
 * Makes the parts and connects them. Opens nothing unless a folder is linked to an app: the store and the catalogue are
 * read when first needed.
 */
export function activate(context: vscode.ExtensionContext): AddonManagerExports {
  if (vscode.l10n.bundle !== undefined) {
    l10n.config({ contents: vscode.l10n.bundle });
  }
  const log = vscode.window.createOutputChannel('Add-on Manager', { log: true });
  const storeFolder = settings.storeFolder || context.globalStorageUri.fsPath;
  const secrets = new SecretsAtRest({
    storage: context.secrets,
    memory: context.globalState,
    setting: () => settings.atRest,
    onDidChangeSetting: (listener) => settings.onDidChangeAtRest(listener),
    environment: {
      isRemote: vscode.env.remoteName !== undefined,
      isWeb: vscode.env.uiKind === vscode.UIKind.Web,
    },
    start: process.env['VSCODE_PID'] ?? vscode.env.sessionId,
    cipherOf,
    newKey,
    log,
  });
  const known = new KnownStores(context.globalState);
  const store = new LowdbStateStore(storeFolder, {
    secrets: () => secrets.wish(),
    isExpected: () => known.has(storeFolder),
  });
  const local = new LocalPlatform({
    store,
    clock: systemClock,
    randomness: systemRandomness,
    provider: simulatedProvider,
    undoKeepMs: settings.undoKeepMs,
    keptReleases: settings.keptReleases,
    loadCatalog: async () => (await import('./core/catalog/catalogData.lazy.ts')).catalogData,
  });
  platform = local;
  const clipboard = new ClearingClipboard({
    system: vscode.env.clipboard,
    clearAfterMs: () => settings.clipboardClearMs,
    later: afterMs,
  });
  const envFiles = workspaceEnvFiles();
  copied = clipboard;
  const link = new FolderLink();
  const pages = new HelpPages(local);
  const sidebar = new AddonSidebar({
    platform: local,
    link,
    store,
    storage: context.workspaceState,
    run: runCommand,
  });
  const report = new VscodeReport(log);
  const platformApi = new PlatformApiServer({
    script: context.asAbsolutePath('dist/server.js'),
    key: () => secrets.key(),
    store: storeFolder,
    keptReleases: settings.keptReleases,
    undoKeepMs: settings.undoKeepMs,
    log,
    report,
    remembered: new RememberedServer(context.workspaceState, context.secrets),
  });
  server = platformApi;
  const tabs = new EditorTabs({
    platform: local,
    clipboard,
    envFiles,
    run: runCommand,
    clock: systemClock,
    extensionUri: context.extensionUri,
    log,
    defect: (error) => void report.defect(error),
  });
  const parts = {
    platform: local,
    ask: vscodeAsk,
    report,
    clipboard,
    envFiles,
    link,
    pages,
    platformApi,
    tabs,
    run: runCommand,
    clock: systemClock,
    sidebar,
    store: storeFiles(
      store,
      secrets,
      {
        writeFile: (file, text) => writeExported(file, text, store.folder),
        readFile: readExported,
      },
      { memory: context.globalState, home: homeFolder() },
    ),
    likely: () => ({ app: link.app, ...sidebar.likely }),
  };
  context.subscriptions.push(
    log,
    clipboard,
    envFiles,
    link,
    pages,
    platformApi,
    tabs,
    new StatusBar(local, link),
    new StoreHealthNotice(store, parts.report),
    replacedNotice(store, parts.report),
    opensWhenMended(store, local),
    known.follow(storeFolder, store),
    secrets.follow(store, parts.report),
    linkFollowsRename(local, link),
    sidebar,
    registerCommands(commandTable, parts, {
      argumentsOf: (value) => rowArguments(value, local.state),
      selectionOf: (viewId) => sidebar.selectionOf(viewId),
    }),
  );
  platformApi.comeBack(() => local.ready()).catch((error: unknown) => void report.defect(error));
  return hostApi(local);
}

/** VS Code waits for this: what is being written gets written, by the server too, and secrets go that were to go. */
export async function deactivate(): Promise<void> {
  await Promise.all([platform?.dispose(), copied?.clear(), server?.end()]);
}
