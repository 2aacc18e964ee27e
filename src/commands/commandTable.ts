import { attachAddon } from './attachAddon.ts';
import type { Command } from './command.ts';
import { copyDotenv } from './copyDotenv.ts';
import { copyValue } from './copyValue.ts';
import { createAddon } from './createAddon.ts';
import { createApp } from './createApp.ts';
import { destroyAddon } from './destroyAddon.ts';
import { detachAttachment } from './detachAttachment.ts';
import { loadSample } from './loadSample.ts';
import { refresh } from './refresh.ts';
import { rotateCredentials } from './rotateCredentials.ts';
import { setConfigVar } from './setConfigVar.ts';
import { unsetConfigVar } from './unsetConfigVar.ts';

/** Every command, in the order of `contributes.commands`. */
export const commandTable: readonly Command[] = [
  createApp,
  createAddon,
  attachAddon,
  detachAttachment,
  destroyAddon,
  rotateCredentials,
  setConfigVar,
  unsetConfigVar,
  copyValue,
  copyDotenv,
  loadSample,
  refresh,
];
