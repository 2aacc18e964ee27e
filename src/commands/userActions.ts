import * as l10n from '@vscode/l10n';
import type { Action, ActionType, InputOf } from '../core/actions/action.ts';
import { failed } from '../core/errors/addonError.ts';
import { parseArguments, type ArgumentTable } from './arguments.ts';

/** What only the program reports or takes back by itself is no action for others. */
export type UserActionType = Exclude<ActionType, 'completeProvisioning' | 'failProvisioning'>;

/** The inputs of actions, for those that come from outside and so can be anything. */
const inputs: { readonly [Type in UserActionType]: ArgumentTable<InputOf<Type>> } = {
  createApp: { name: 'optionalText', owner: 'optionalText' },
  renameApp: { app: 'text', name: 'text' },
  destroyApp: { app: 'text', confirm: 'optionalText' },
  transferApp: { app: 'text', owner: 'text' },
  restartApp: { app: 'text' },
  setMaintenance: { app: 'text', on: 'flag' },
  addDomain: { app: 'text', hostname: 'text' },
  removeDomain: { app: 'text', hostname: 'text' },
  recordDeploy: { app: 'text', commit: 'text' },
  rollBackRelease: { app: 'text', version: 'textOrNumber' },
  createAddon: {
    app: 'text',
    plan: 'text',
    name: 'optionalText',
    alias: 'optionalText',
    config: 'optionalTexts',
    confirm: 'anything',
  },
  attachAddon: {
    addon: 'text',
    app: 'text',
    alias: 'optionalText',
    confirm: 'anything',
    namespace: 'optionalText',
  },
  detachAttachment: { app: 'text', alias: 'text' },
  destroyAddon: { addon: 'text', app: 'optionalText', confirm: 'optionalText', force: 'optionalFlag' },
  renameAddon: { addon: 'text', name: 'text', app: 'optionalText' },
  renameAlias: { app: 'text', alias: 'text', newAlias: 'text' },
  changePlan: { addon: 'text', plan: 'text', app: 'optionalText' },
  rotateCredentials: { addon: 'text', app: 'optionalText' },
  failOver: { addon: 'text', app: 'optionalText' },
  setConfigVars: { app: 'text', configVars: 'configVars', expected: 'optionalConfigVars' },
  createTeam: { name: 'text' },
  undo: { operation: 'optionalText' },
  dismissFailedAddon: { addon: 'text' },
};

/**
 * Checks an action that another program made.
 *
 * @throws AddonError `invalid_request`, naming the first field that is not as it should be
 */
export function parseAction<Type extends UserActionType>(action: Action<Type>): Action<Type> {
  const { type, ...input }: { readonly type: unknown } = action;
  if (typeof type !== 'string' || !Object.hasOwn(inputs, type)) {
    throw failed('invalid_request', { field: 'type', problem: l10n.t('is no action that there is.') });
  }
  parseArguments(inputs[type as UserActionType] as ArgumentTable<object>, input);
  return action;
}
