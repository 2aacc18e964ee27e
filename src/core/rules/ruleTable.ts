import type { ActionType } from '../actions/action.ts';
import { attachAddon } from './attachAddon.ts';
import { createAddon } from './createAddon.ts';
import { createApp } from './createApp.ts';
import { destroyAddon } from './destroyAddon.ts';
import { detachAttachment } from './detachAttachment.ts';
import { rotateCredentials } from './rotateCredentials.ts';
import type { Rule } from './rule.ts';
import { setConfigVars } from './setConfigVars.ts';

/** The rule of each action: one that is missing does not compile. */
export const ruleTable: { readonly [Type in ActionType]: Rule<Type> } = {
  createApp,
  createAddon,
  attachAddon,
  detachAttachment,
  destroyAddon,
  rotateCredentials,
  setConfigVars,
};
