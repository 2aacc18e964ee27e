import type { ActionType } from '../actions/action.ts';
import { recordDeploy, restartApp, setMaintenance } from './appState.ts';
import { attachAddon } from './attachAddon.ts';
import { changePlan } from './changePlan.ts';
import { createAddon } from './createAddon.ts';
import { createApp } from './createApp.ts';
import { dismissFailedAddon } from './dismissFailedAddon.ts';
import { destroyAddon } from './destroyAddon.ts';
import { destroyApp } from './destroyApp.ts';
import { detachAttachment } from './detachAttachment.ts';
import { addDomain, removeDomain } from './domains.ts';
import { failOver } from './failOver.ts';
import { completeProvisioning, failProvisioning } from './provisioning.ts';
import { renameAddon } from './renameAddon.ts';
import { renameAlias } from './renameAlias.ts';
import { renameApp } from './renameApp.ts';
import { rollBackRelease } from './rollBackRelease.ts';
import { rotateCredentials } from './rotateCredentials.ts';
import type { Rule } from './rule.ts';
import { setConfigVars } from './setConfigVars.ts';
import { createTeam, transferApp } from './teams.ts';
import { undo } from './undo.ts';

/** The rule of each action: one that is missing does not compile. */
export const ruleTable: { readonly [Type in ActionType]: Rule<Type> } = {
  createApp,
  renameApp,
  destroyApp,
  createAddon,
  attachAddon,
  detachAttachment,
  destroyAddon,
  renameAddon,
  renameAlias,
  changePlan,
  rotateCredentials,
  failOver,
  setConfigVars,
  rollBackRelease,
  restartApp,
  setMaintenance,
  recordDeploy,
  addDomain,
  removeDomain,
  createTeam,
  transferApp,
  undo,
  completeProvisioning,
  failProvisioning,
  dismissFailedAddon,
};
