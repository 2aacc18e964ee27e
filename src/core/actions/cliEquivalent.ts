import { isAddonError } from '../errors/addonError.ts';
import type { Addon } from '../model/addon.ts';
import { findApp, findOwner, resolveAddon, resolveAttachment } from '../model/identifiers.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import type { Action, ActionType, InputOf } from './action.ts';

/**
 * The line of the Heroku CLI that does the same as an action, quoted for a POSIX shell; values of config vars are in
 * it. Never throws: what resolves to nothing is written as it was given.
 *
 * It names apps and add-ons, whatever the action was given: the CLI resolves aliases and ids otherwise (`addons:attach`
 * looks for an alias on all apps), and a line must mean the same thing tomorrow.
 *
 * @param state the state before the action
 * @returns null where the CLI has no command that does just this
 */
export function cliEquivalent<Type extends ActionType>(action: Action<Type>, state: State): string | null {
  const { type, ...input }: { type: Type } = action;
  const line = lines[type](input as InputOf<Type>, state);
  // No shell can pass a NUL on.
  return line === null || line.includes('\0') ? null : line;
}

type Line<Type extends ActionType> = (input: InputOf<Type>, state: State) => string | null;

const none = (): null => null;

const lines: { readonly [Type in ActionType]: Line<Type> } = {
  createApp: ({ name, owner }, state) =>
    commandLine('apps:create', name === undefined ? [] : [name], option('--team', teamName(owner, state))),
  renameApp: ({ app, name }, state) => commandLine('apps:rename', [name], onApp(app, state)),
  destroyApp: ({ app, confirm }, state) =>
    commandLine('apps:destroy', [], [...onApp(app, state), ...option('--confirm', confirm)]),
  transferApp: ({ app, owner }, state) =>
    commandLine('apps:transfer', [recipientName(owner, state)], onApp(app, state)),
  restartApp: ({ app }, state) => commandLine('ps:restart', [], onApp(app, state)),
  setMaintenance: ({ app, on }, state) =>
    commandLine(on ? 'maintenance:on' : 'maintenance:off', [], onApp(app, state)),
  addDomain: ({ app, hostname }, state) => commandLine('domains:add', [hostname], onApp(app, state)),
  removeDomain: ({ app, hostname }, state) =>
    commandLine('domains:remove', [hostnameOf(app, hostname, state)], onApp(app, state)),
  rollBackRelease: ({ app, version }, state) =>
    commandLine('releases:rollback', [`v${String(version).replace(/^v/, '')}`], onApp(app, state)),
  createAddon: ({ app, plan, name, alias, confirm, config }, state) => {
    const settings = Object.entries(config ?? {});
    if (settings.some(([key]) => key.includes('='))) {
      return null;
    }
    return commandLine(
      'addons:create',
      [plan, ...settings.map(([key, value]) => `--${key}=${value}`)],
      [
        ...onApp(app, state),
        ...option('--name', name),
        ...option('--as', alias),
        ...option('--confirm', typeof confirm === 'string' ? confirm : undefined),
      ],
    );
  },
  attachAddon: ({ app, addon, alias, confirm, namespace }, state) => {
    const credential = /^credential:(?!default$)(.+)$/s.exec(namespace ?? '')?.[1];
    if (namespace !== undefined && namespace !== null && credential === undefined) {
      return null;
    }
    return commandLine(
      'addons:attach',
      [addonName(addon, state, app)],
      [
        ...onApp(app, state),
        ...option('--as', alias),
        ...option('--credential', credential),
        ...option('--confirm', typeof confirm === 'string' ? confirm : undefined),
      ],
    );
  },
  detachAttachment: ({ app, alias }, state) =>
    commandLine('addons:detach', [aliasOf(app, alias, state)], onApp(app, state)),
  destroyAddon: ({ addon, app, confirm, force }, state) =>
    commandLine(
      'addons:destroy',
      [addonName(addon, state, app)],
      [
        ...onBillingApp({ addon, app }, state),
        ...option('--confirm', confirm),
        ...(force === true ? ['--force'] : []),
      ],
    ),
  renameAddon: ({ addon, name, app }, state) =>
    commandLine('addons:rename', [addonName(addon, state, app), name], []),
  changePlan: ({ addon, plan, app }, state) =>
    commandLine('addons:upgrade', [addonName(addon, state, app), plan], onBillingApp({ addon, app }, state)),
  rotateCredentials: ({ addon, app }, state) => rotation(addonOf(addon, state, app), state),
  setConfigVars: ({ app, configVars }, state) => {
    const changes = ownChanges(app, configVars, state);
    const set = changes.flatMap(({ name, value }) => (value === null ? [] : [`${name}=${value}`]));
    const unset = changes.flatMap(({ name, value }) => (value === null ? [name] : []));
    const setLine = set.length === 0 ? [] : [commandLine('config:set', set, onApp(app, state))];
    const unsetLine = unset.length === 0 ? [] : [commandLine('config:unset', unset, onApp(app, state))];
    return [...setLine, ...unsetLine].join(' && ') || null;
  },
  // Attaching and detaching would make two releases, where this makes one.
  renameAlias: none,
  // The CLI lists teams and makes none.
  createTeam: none,
  // Deploys come by git.
  recordDeploy: none,
  failOver: none,
  undo: none,
  // What providers do.
  completeProvisioning: none,
  failProvisioning: none,
  dismissFailedAddon: none,
};

/** Only Heroku's own data services have a command for it. */
function rotation(addon: Addon | undefined, state: State): string | null {
  if (addon === undefined) {
    return null;
  }
  const options = onApp(addon.billingAppId, state);
  switch (addon.service) {
    case 'heroku-postgresql':
      return commandLine('pg:credentials:rotate', [addon.name], options);
    case 'heroku-redis':
      return commandLine('redis:credentials', [addon.name], ['--reset', ...options]);
    default:
      return null;
  }
}

/** The last word on each config var; without those of add-ons, which stay as they are (R17): they are secrets. */
function ownChanges(
  app: string,
  configVars: InputOf<'setConfigVars'>['configVars'],
  state: State,
): InputOf<'setConfigVars'>['configVars'] {
  const found = attempt(() => findApp(state, app));
  const owned = new Set(
    found === undefined ? [] : queries.ownedVarsOf(state, found.id).map(({ name }) => name),
  );
  const last = new Map(configVars.map((change) => [change.name, change]));
  return [...last.values()].filter(({ name }) => !owned.has(name));
}

function teamName(owner: string | undefined, state: State): string | undefined {
  const found = owner === undefined ? undefined : attempt(() => findOwner(state, owner));
  return found === undefined ? owner : found.kind === 'team' ? found.name : undefined;
}

/** The CLI knows a team by its name and an account by its e-mail. */
function recipientName(owner: string, state: State): string {
  const found = attempt(() => findOwner(state, owner));
  return found === undefined ? owner : found.kind === 'team' ? found.name : found.email;
}

function appName(identifier: string, state: State): string {
  return attempt(() => findApp(state, identifier))?.name ?? identifier;
}

function onApp(identifier: string, state: State): readonly string[] {
  return option('--app', appName(identifier, state));
}

function addonOf(identifier: string, state: State, app: string | undefined): Addon | undefined {
  return attempt(() => resolveAddon(state, identifier, app === undefined ? undefined : findApp(state, app)));
}

function addonName(identifier: string, state: State, app: string | undefined): string {
  return addonOf(identifier, state, app)?.name ?? identifier;
}

/** Said always: left out, the CLI takes the app of the folder's git remote, and refuses an add-on of another. */
function onBillingApp(
  { addon, app }: { addon: string; app?: string | undefined },
  state: State,
): readonly string[] {
  const identifier = addonOf(addon, state, app)?.billingAppId ?? app;
  return identifier === undefined ? [] : onApp(identifier, state);
}

function aliasOf(app: string, identifier: string, state: State): string {
  return attempt(() => resolveAttachment(state, identifier, findApp(state, app)))?.alias ?? identifier;
}

function hostnameOf(app: string, identifier: string, state: State): string {
  const found = attempt(() => findApp(state, app));
  const domains = found === undefined ? [] : queries.domainsOf(state, found.id);
  return domains.find(({ id }) => id === identifier)?.hostname ?? identifier;
}

/** What is looked for, or undefined when it is refused. */
function attempt<Found>(find: () => Found): Found | undefined {
  try {
    return find();
  } catch (error) {
    if (isAddonError(error)) {
      return undefined;
    }
    throw error;
  }
}

function option(name: string, value: string | undefined): readonly string[] {
  if (value === undefined) {
    return [];
  }
  return value.startsWith('-') ? [`${name}=${value}`] : [name, value];
}

/** A command with its words and options; from the first word on that looks like an option, words stand behind `--`. */
function commandLine(command: string, words: readonly string[], options: readonly string[]): string {
  const dashed = words.findIndex((word) => word.startsWith('-'));
  const plain = dashed < 0 ? words : words.slice(0, dashed);
  const behind = dashed < 0 ? [] : ['--', ...words.slice(dashed)];
  return ['heroku', command, ...[...plain, ...options, ...behind].map(quote)].join(' ');
}

/** A word as a POSIX shell takes it, quoted only when it must be. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
