import type { Command } from './command.ts';
import { attachAddon } from './attachAddon.ts';
import { changePlan } from './changePlan.ts';
import { copyCliCommand } from './copyCliCommand.ts';
import { copyDotenv } from './copyDotenv.ts';
import { copyValue } from './copyValue.ts';
import { createAddon } from './createAddon.ts';
import { createApp } from './createApp.ts';
import { destroyAddon } from './destroyAddon.ts';
import { destroyApp } from './destroyApp.ts';
import { detachAttachment } from './detachAttachment.ts';
import { explainAlias } from './explainAlias.ts';
import { failOver } from './failOver.ts';
import { loadSample } from './loadSample.ts';
import { refresh } from './refresh.ts';
import { renameAddon } from './renameAddon.ts';
import { renameAlias } from './renameAlias.ts';
import { renameApp } from './renameApp.ts';
import { rollBack } from './rollBack.ts';
import { rotateCredentials } from './rotateCredentials.ts';
import { setConfigVar } from './setConfigVar.ts';
import { startOver } from './startOver.ts';
import { undo } from './undo.ts';
import { unsetConfigVar } from './unsetConfigVar.ts';

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
  destroyAddon,
  renameAddon,
  changePlan,
  rotateCredentials,
  failOver,
  setConfigVar,
  unsetConfigVar,
  copyValue,
  copyDotenv,
  rollBack,
  undo,
  copyCliCommand,
  loadSample,
  refresh,
  startOver,
];
