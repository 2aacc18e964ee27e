import type { Action } from '../../src/core/actions/action.ts';

/** Sets one config var, or unsets it by `null`. */
export function set(app: string, name: string, value: string | null): Action {
  return { type: 'setConfigVars', app, configVars: [{ name, value }] };
}

export interface UndoConflict {
  readonly title: string;
  /** What is to be undone. */
  readonly first: Action;
  /** What stands in the way. */
  readonly then: Action;
  /** What the refusal must name. */
  readonly what: RegExp;
  /** The words of `then`. */
  readonly by: string | RegExp;
}

/** What stands in the way of an undo, in the world of `sharedApps`. */
export const undoConflicts: readonly UndoConflict[] = [
  {
    title: 'a var changed since',
    first: set('shop', 'A', '2'),
    then: set('shop', 'A', '3'),
    what: /^A$/,
    by: 'Set A config vars',
  },
  {
    title: 'a var unset since',
    first: set('shop', 'A', '2'),
    then: set('shop', 'A', null),
    what: /^A$/,
    by: 'Remove A config vars',
  },
  {
    title: 'an unset var set since',
    first: set('shop', 'A', null),
    then: set('shop', 'A', '3'),
    what: /^A$/,
    by: 'Set A config vars',
  },
  {
    title: 'an add-on renamed twice',
    first: { type: 'renameAddon', addon: 'cloud', name: 'second' },
    then: { type: 'renameAddon', addon: 'second', name: 'third' },
    what: /^(cloud|second|third)$/,
    by: /renam/i,
  },
  {
    title: 'an add-on whose values changed since',
    first: { type: 'createAddon', app: 'lone', plan: 'heroku-redis', name: 'fresh' },
    then: { type: 'rotateCredentials', addon: 'fresh' },
    what: /^fresh$/,
    by: 'Update REDIS by heroku-redis',
  },
  {
    title: 'a plan changed since',
    first: { type: 'changePlan', addon: 'cache', plan: 'premium-0' },
    then: { type: 'changePlan', addon: 'cache', plan: 'premium-1' },
    what: /^cache$/,
    by: 'Change plan of cache to heroku-redis:premium-1',
  },
  {
    title: 'an alias renamed since',
    first: { type: 'attachAddon', app: 'lone', addon: 'cache' },
    then: { type: 'renameAlias', app: 'lone', alias: 'REDIS', newAlias: 'OTHER' },
    what: /^(REDIS|OTHER)$/,
    by: 'Rename REDIS to OTHER (@ref:cache)',
  },
  {
    title: 'an attachment detached since',
    first: { type: 'attachAddon', app: 'lone', addon: 'cache' },
    then: { type: 'detachAttachment', app: 'lone', alias: 'REDIS' },
    what: /^REDIS$/,
    by: 'Detach REDIS (@ref:cache)',
  },
  {
    title: 'an app renamed since',
    first: { type: 'createApp', name: 'fresh' },
    then: { type: 'renameApp', app: 'fresh', name: 'other' },
    what: /^(fresh|other)$/,
    by: /renam/i,
  },
  {
    title: 'an app gone since',
    first: { type: 'renameApp', app: 'lone', name: 'other' },
    then: { type: 'destroyApp', app: 'other', confirm: 'other' },
    what: /^(lone|other)$/,
    by: /destroy/i,
  },
  {
    title: 'a domain removed since',
    first: { type: 'addDomain', app: 'lone', hostname: 'a.example.com' },
    then: { type: 'removeDomain', app: 'lone', hostname: 'a.example.com' },
    what: /^a\.example\.com$/,
    by: /domain/i,
  },
  {
    title: 'an add-on name reused',
    first: { type: 'destroyAddon', addon: 'cloud', confirm: 'shop' },
    then: { type: 'createAddon', app: 'crm', plan: 'heroku-postgresql', name: 'cloud' },
    what: /cloud/,
    by: 'Create add-on cloud (DATABASE)',
  },
  {
    title: 'an add-on name reused by a rename',
    first: { type: 'renameAddon', addon: 'cloud', name: 'other' },
    then: { type: 'renameAddon', addon: 'queue', name: 'cloud' },
    what: /cloud/,
    by: /renam/i,
  },
  {
    title: 'an app name reused',
    first: { type: 'destroyApp', app: 'lone', confirm: 'lone' },
    then: { type: 'createApp', name: 'lone' },
    what: /lone/,
    by: /./,
  },
  {
    title: 'an app name reused after a rename',
    first: { type: 'renameApp', app: 'lone', name: 'other' },
    then: { type: 'createApp', name: 'lone' },
    what: /lone/,
    by: /./,
  },
  {
    title: 'an alias taken since',
    first: { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
    then: { type: 'attachAddon', app: 'crm', addon: 'cloud', alias: 'CACHE' },
    what: /CACHE/,
    by: 'Attach CACHE (@ref:cloud)',
  },
  {
    title: 'an alias taken since it was renamed',
    first: { type: 'renameAlias', app: 'crm', alias: 'CACHE', newAlias: 'OTHER' },
    then: { type: 'attachAddon', app: 'crm', addon: 'cloud', alias: 'CACHE' },
    what: /CACHE/,
    by: 'Attach CACHE (@ref:cloud)',
  },
  {
    title: 'a var of the alias set since',
    first: { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
    then: set('crm', 'CACHE_URL', 'mine'),
    what: /CACHE/,
    by: 'Set CACHE_URL config vars',
  },
  {
    title: 'a var that was unset, which an add-on sets since',
    first: set('shop', 'MAIN_URL', null),
    then: { type: 'attachAddon', app: 'shop', addon: 'cloud', alias: 'MAIN' },
    what: /MAIN/,
    by: 'Attach MAIN (@ref:cloud)',
  },
  {
    title: 'an add-on gone since, of which an alias was detached',
    first: { type: 'detachAttachment', app: 'crm', alias: 'CACHE' },
    then: { type: 'destroyAddon', addon: 'cache', confirm: 'shop', force: true },
    what: /CACHE|cache/,
    by: /^Destroy add-on cache$/,
  },
  {
    title: 'an app gone since, on which a var was set',
    first: set('lone', 'A', '1'),
    then: { type: 'destroyApp', app: 'lone', confirm: 'lone' },
    what: /^A$/,
    by: /destroy/i,
  },
  {
    title: 'an add-on created since on an app whose creation is undone',
    first: { type: 'createApp', name: 'fresh' },
    then: { type: 'createAddon', app: 'fresh', plan: 'heroku-redis', name: 'new-one' },
    what: /fresh|new-one/,
    by: 'Create add-on new-one (REDIS)',
  },
  {
    title: 'an add-on attached since to an app whose creation is undone',
    first: { type: 'createApp', name: 'fresh' },
    then: { type: 'attachAddon', app: 'fresh', addon: 'cache' },
    what: /fresh|REDIS/,
    by: 'Attach REDIS (@ref:cache)',
  },
  {
    title: 'a var set since on an app whose creation is undone',
    first: { type: 'createApp', name: 'fresh' },
    then: set('fresh', 'A', '1'),
    what: /fresh|A/,
    by: 'Set A config vars',
  },
  {
    title: 'a domain added since to an app whose creation is undone',
    first: { type: 'createApp', name: 'fresh' },
    then: { type: 'addDomain', app: 'fresh', hostname: 'a.example.com' },
    what: /fresh|a\.example\.com/,
    by: /domain/i,
  },
  {
    title: 'an add-on attached elsewhere since it was created',
    first: { type: 'createAddon', app: 'lone', plan: 'heroku-redis', name: 'fresh' },
    then: { type: 'attachAddon', app: 'crm', addon: 'fresh', alias: 'FAR' },
    what: /fresh|FAR/,
    by: 'Attach FAR (@ref:fresh)',
  },
  {
    title: 'a hostname used since',
    first: { type: 'removeDomain', app: 'shop', hostname: 'www.example.com' },
    then: { type: 'addDomain', app: 'lone', hostname: 'www.example.com' },
    what: /www\.example\.com/,
    by: /domain/i,
  },
  {
    title: 'a hostname of a destroyed app used since',
    first: { type: 'destroyApp', app: 'shop', confirm: 'shop' },
    then: { type: 'addDomain', app: 'lone', hostname: 'www.example.com' },
    what: /www\.example\.com/,
    by: /domain/i,
  },
  {
    title: 'an app of a team whose creation is undone',
    first: { type: 'createTeam', name: 'others' },
    then: { type: 'createApp', name: 'fresh', owner: 'others' },
    what: /fresh|others/,
    by: /./,
  },
  {
    title: 'an add-on shared since with the new owner',
    first: { type: 'transferApp', app: 'lone', owner: 'acme' },
    then: { type: 'attachAddon', app: 'lone', addon: 'notes' },
    what: /lone|DATABASE|notes/,
    by: 'Attach DATABASE (@ref:notes)',
  },
];
