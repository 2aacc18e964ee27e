import type { State } from '../model/state.ts';
import * as queries from '../model/queries.ts';
import type { Action, ActionType, InputOf } from './action.ts';

/**
 * The line of the Heroku CLI that does the same as an action, quoted for a POSIX shell; values of config vars are in
 * it. Never throws: what resolves to nothing is written as it was given.
 *
 * @param state the state before the action
 * @returns null where the CLI has no command that does just this
 */
export function cliEquivalent<Type extends ActionType>(action: Action<Type>, state: State): string | null {
  const { type, ...input }: { type: Type } = action;
  return lines[type](input as InputOf<Type>, state);
}

type Line<Type extends ActionType> = (input: InputOf<Type>, state: State) => string | null;

const none = (): null => null;

const lines: { readonly [Type in ActionType]: Line<Type> } = {
  createApp: ({ name, owner }, state) => {
    const team = Object.values(state.owners).find((each) => each.kind === 'team' && isIt(each, owner));
    return line('apps:create', name, option('--team', team?.name));
  },
  renameApp: ({ app, name }, state) => line('apps:rename', name, onApp(app, state)),
  destroyApp: ({ app }, state) =>
    line('apps:destroy', onApp(app, state), option('--confirm', appName(app, state))),
  transferApp: ({ app, owner }, state) => line('apps:transfer', owner, onApp(app, state)),
  restartApp: ({ app }, state) => line('ps:restart', onApp(app, state)),
  setMaintenance: ({ app, on }, state) => line(on ? 'maintenance:on' : 'maintenance:off', onApp(app, state)),
  addDomain: ({ app, hostname }, state) => line('domains:add', hostname, onApp(app, state)),
  removeDomain: ({ app, hostname }, state) => line('domains:remove', hostname, onApp(app, state)),
  rollBackRelease: ({ app, version }, state) =>
    line('releases:rollback', `v${String(version).replace(/^v/, '')}`, onApp(app, state)),
  createAddon: ({ app, plan, name, alias, confirm, config }, state) =>
    line(
      'addons:create',
      plan,
      onApp(app, state),
      option('--name', name),
      option('--as', alias),
      option('--confirm', typeof confirm === 'string' ? confirm : undefined),
      Object.keys(config ?? {}).length === 0
        ? undefined
        : ['--', ...Object.entries(config ?? {}).map(([key, value]) => `--${key}=${value}`)],
    ),
  attachAddon: ({ app, addon, alias, confirm, namespace }, state) =>
    line(
      'addons:attach',
      addonName(addon, state),
      onApp(app, state),
      option('--as', alias),
      option('--credential', namespace?.replace(/^credential:/, '')),
      option('--confirm', typeof confirm === 'string' ? confirm : undefined),
    ),
  detachAttachment: ({ app, alias }, state) =>
    line('addons:detach', state.attachments[alias]?.alias ?? alias, onApp(app, state)),
  destroyAddon: ({ addon, app, confirm, force }, state) =>
    line(
      'addons:destroy',
      addonName(addon, state),
      app === undefined ? undefined : onApp(app, state),
      option('--confirm', confirm),
      force === true ? ['--force'] : undefined,
    ),
  renameAddon: ({ addon, name }, state) => line('addons:rename', addonName(addon, state), name),
  changePlan: ({ addon, plan, app }, state) =>
    line('addons:upgrade', addonName(addon, state), plan, app === undefined ? undefined : onApp(app, state)),
  rotateCredentials: ({ addon }, state) => rotation(addon, state),
  setConfigVars: ({ app, configVars }, state) => {
    const set = configVars.flatMap(({ name, value }) => (value === null ? [] : [`${name}=${value}`]));
    const unset = configVars.flatMap(({ name, value }) => (value === null ? [name] : []));
    return [
      ...(set.length > 0 ? [line('config:set', set, onApp(app, state))] : []),
      ...(unset.length > 0 ? [line('config:unset', unset, onApp(app, state))] : []),
    ].join(' && ');
  },
  // Attaching and detaching would make two releases, where this makes one.
  renameAlias: none,
  failOver: none,
  recordDeploy: none,
  createTeam: none,
  undo: none,
  completeProvisioning: none,
  failProvisioning: none,
};

/** Only Heroku's own data services have a command for it. */
function rotation(identifier: string, state: State): string | null {
  const name = addonName(identifier, state);
  const addon = queries.addonNamed(state, name);
  const app = addon === undefined ? undefined : state.apps[addon.billingAppId]?.name;
  if (app === undefined) {
    return null;
  }
  switch (addon?.service) {
    case 'heroku-postgresql':
      return line('pg:credentials:rotate', name, option('--app', app));
    case 'heroku-redis':
      return line('redis:credentials', name, ['--reset'], option('--app', app));
    default:
      return null;
  }
}

function isIt(
  owner: { readonly id: string; readonly name: string; readonly email: string },
  text: string | undefined,
): boolean {
  return text !== undefined && [owner.id, owner.name, owner.email].includes(text);
}

function onApp(identifier: string, state: State): readonly string[] {
  return ['--app', appName(identifier, state)];
}

function appName(identifier: string, state: State): string {
  return (Object.hasOwn(state.apps, identifier) ? state.apps[identifier]?.name : undefined) ?? identifier;
}

function addonName(identifier: string, state: State): string {
  return (Object.hasOwn(state.addons, identifier) ? state.addons[identifier]?.name : undefined) ?? identifier;
}

function option(name: string, value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [name, value];
}

function line(command: string, ...parts: readonly (string | readonly string[] | undefined)[]): string {
  const words = parts.flatMap((part) => part ?? []);
  return ['heroku', command, ...words.map(quote)].join(' ');
}

/** A word of a POSIX shell that is taken as it is. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
