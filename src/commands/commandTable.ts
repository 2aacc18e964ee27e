import type { Command } from './command.ts';
import { attachAddon } from './attachAddon.ts';
import { clearFilter } from './clearFilter.ts';
import { changePlan } from './changePlan.ts';
import { compareApps } from './compareApps.ts';
import { copyCliCommand } from './copyCliCommand.ts';
import { copyDotenv } from './copyDotenv.ts';
import { copyName } from './copyName.ts';
import { copyValue } from './copyValue.ts';
import { createAddon } from './createAddon.ts';
import { createApp } from './createApp.ts';
import { destroyAddon } from './destroyAddon.ts';
import { destroyApp } from './destroyApp.ts';
import { detachAttachment } from './detachAttachment.ts';
import { dismissFailedAddon } from './dismissFailedAddon.ts';
import { explainAlias } from './explainAlias.ts';
import { failOver } from './failOver.ts';
import { filterRows } from './filterRows.ts';
import { ignoreFile } from './ignoreFile.ts';
import { linkApp } from './linkApp.ts';
import { linkedAppActions } from './linkedAppActions.ts';
import { loadSample } from './loadSample.ts';
import { exportKey } from './exportKey.ts';
import { exportStore } from './exportStore.ts';
import { importStore } from './importStore.ts';
import { openStoreFolder } from './openStoreFolder.ts';
import { recreateValues } from './recreateValues.ts';
import { restoreBackup } from './restoreBackup.ts';
import { platformApiActions } from './platformApiActions.ts';
import {
  copyCliEnvironment,
  openCliTerminal,
  startPlatformApi,
  stopPlatformApi,
} from './platformApiCommands.ts';
import { openMarketplace } from './openMarketplace.ts';
import { refresh } from './refresh.ts';
import { renameAddon } from './renameAddon.ts';
import { renameAlias } from './renameAlias.ts';
import { renameApp } from './renameApp.ts';
import { revealAddon } from './revealAddon.ts';
import { revealInApp } from './revealInApp.ts';
import { rollBack } from './rollBack.ts';
import { rotateCredentials } from './rotateCredentials.ts';
import { copyRow, removeRow, renameRow } from './selectedRow.ts';
import { setConfigVar } from './setConfigVar.ts';
import { showAddon } from './showAddon.ts';
import { showConfigVars } from './showConfigVars.ts';
import { showHelp } from './showHelp.ts';
import { showPricing } from './showPricing.ts';
import { showReleases } from './showReleases.ts';
import { sortByChange, sortByName } from './sortRows.ts';
import { showStore } from './showStore.ts';
import { startOver } from './startOver.ts';
import { unlockStore } from './unlockStore.ts';
import { undo } from './undo.ts';
import { undoDotenv } from './undoDotenv.ts';
import { unsetConfigVar } from './unsetConfigVar.ts';
import { whatWouldBreak } from './whatWouldBreak.ts';
import { writeDotenv } from './writeDotenv.ts';

/** Every command, in the order of `contributes.commands`. */
export const commandTable: readonly Command[] = [
  createApp,
  renameApp,
  destroyApp,
  createAddon,
  attachAddon,
  detachAttachment,
  renameAlias,
  explainAlias,
  whatWouldBreak,
  showAddon,
  showHelp,
  destroyAddon,
  renameAddon,
  changePlan,
  rotateCredentials,
  failOver,
  showPricing,
  openMarketplace,
  showConfigVars,
  setConfigVar,
  unsetConfigVar,
  copyValue,
  copyDotenv,
  writeDotenv,
  copyName,
  compareApps,
  showReleases,
  rollBack,
  undo,
  copyCliCommand,
  linkApp,
  linkedAppActions,
  loadSample,
  refresh,
  openStoreFolder,
  exportStore,
  importStore,
  restoreBackup,
  showStore,
  unlockStore,
  exportKey,
  recreateValues,
  startOver,
  revealAddon,
  revealInApp,
  filterRows,
  clearFilter,
  sortByName,
  sortByChange,
  renameRow,
  removeRow,
  copyRow,
  dismissFailedAddon,
  undoDotenv,
  ignoreFile,
  startPlatformApi,
  stopPlatformApi,
  openCliTerminal,
  copyCliEnvironment,
  platformApiActions,
];
