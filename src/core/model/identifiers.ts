import { failed } from '../errors/addonError.ts';
import type { Match } from '../errors/failure.ts';
import { planName, type Addon } from './addon.ts';
import type { App } from './app.ts';
import type { Attachment } from './attachment.ts';
import { nearest } from './nearest.ts';
import type { Owner } from './owner.ts';
import * as queries from './queries.ts';
import type { State } from './state.ts';

/**
 * The app of a name or id (R8). Exact and case-sensitive (D21).
 *
 * @throws AddonError `app_not_found`
 */
export function findApp(state: State, identifier: string): App {
  const app = entryOf(state.apps, identifier) ?? queries.appNamed(state, identifier);
  if (app === undefined) {
    const names = queries.allApps(state).map((each) => each.name);
    throw failed('app_not_found', { app: identifier, nearest: nearest(identifier, names) });
  }
  return app;
}

/**
 * The owner of an id, e-mail or team name.
 *
 * @throws AddonError `owner_not_found`
 */
export function findOwner(state: State, identifier: string): Owner {
  const owner =
    entryOf(state.owners, identifier) ??
    Object.values(state.owners).find((each) => each.email === identifier || each.name === identifier);
  if (owner === undefined) {
    throw failed('owner_not_found', { owner: identifier });
  }
  return owner;
}

/**
 * The add-on that an identifier means: UUID, global name, alias, `app::ALIAS`, or service (R6, and the table of
 * docs/addon-rules.md, Identifiers).
 *
 * @param app the current app; an alias of it comes first. Plays no part when the identifier names its own app
 * @throws AddonError `app_not_found`, `addon_not_found`, `multiple_matches`
 */
export function resolveAddon(state: State, identifier: string, app?: App): Addon {
  const qualified = splitQualified(identifier);
  const scope = qualified === null ? app : findApp(state, qualified.app);
  const name = qualified === null ? identifier : qualified.name;
  const steps = qualified === null ? openSteps(state, name, scope) : appSteps(state, name, scope);
  for (const step of steps) {
    const found = distinct(step());
    if (found.length > 1) {
      throw failed('multiple_matches', { identifier, matches: found.map((addon) => matchOf(state, addon)) });
    }
    if (found[0] !== undefined) {
      return found[0];
    }
  }
  throw failed('addon_not_found', {
    addon: identifier,
    app: scope?.name ?? null,
    nearest: nearest(name, knownNames(state, scope)),
  });
}

/**
 * The attachment that an identifier means (R7): with an app, an alias or attachment id on that app; without,
 * an attachment id, `app::ALIAS`, or an alias that one app alone has.
 *
 * @throws AddonError `app_not_found`, `attachment_not_found`, `multiple_matches`
 */
export function resolveAttachment(state: State, identifier: string, app?: App): Attachment {
  const qualified = app === undefined ? splitQualified(identifier) : null;
  const scope = qualified === null ? app : findApp(state, qualified.app);
  const name = qualified === null ? identifier : qualified.name;
  const byId = entryOf(state.attachments, name);
  if (byId !== undefined && (scope === undefined || byId.appId === scope.id)) {
    return byId;
  }
  const named = queries
    .attachmentsNamed(state, name)
    .filter((attachment) => scope === undefined || attachment.appId === scope.id);
  const plain = named.filter((attachment) => attachment.namespace === null);
  const found = plain.length > 0 ? plain : named;
  if (found.length > 1) {
    const matches = found
      .map((attachment) => ({
        addon: queries.addonOf(state, attachment.addonId).name,
        forms: [`${queries.appOf(state, attachment.appId).name}::${attachment.alias}`],
      }))
      .sort((first, second) => queries.byText(first.forms.join(), second.forms.join()));
    throw failed('multiple_matches', { identifier, matches });
  }
  if (found[0] === undefined) {
    const aliases = scope === undefined ? [] : queries.attachmentsOfApp(state, scope.id);
    throw failed('attachment_not_found', {
      attachment: identifier,
      app: scope?.name ?? null,
      aliases: aliases.map((attachment) => attachment.alias),
    });
  }
  return found[0];
}

function splitQualified(identifier: string): { app: string; name: string } | null {
  const at = identifier.indexOf('::');
  return at < 0 ? null : { app: identifier.slice(0, at), name: identifier.slice(at + 2) };
}

type Step = () => readonly Addon[];

/** The columns "with a current app" and "without" of the table. */
function openSteps(state: State, name: string, app: App | undefined): readonly Step[] {
  const global: Step = () => present(entryOf(state.addons, name) ?? queries.addonNamed(state, name));
  const alias: Step = () =>
    addonsOf(
      state,
      queries
        .attachmentsNamed(state, name)
        .filter((attachment) => app === undefined || attachment.appId === app.id),
    );
  const ofService: Step = () => candidates(state, app).filter((addon) => isOfService(addon, name));
  return app === undefined ? [global, alias, ofService] : [alias, global, ofService];
}

/** The row `X::Y`: everything is looked for on one app. */
function appSteps(state: State, name: string, app: App | undefined): readonly Step[] {
  const attached = candidates(state, app);
  return [
    ...openSteps(state, name, app).slice(0, 1),
    () => attached.filter((addon) => addon.id === name || addon.name === name),
    () => attached.filter((addon) => isOfService(addon, name)),
  ];
}

function candidates(state: State, app: App | undefined): readonly Addon[] {
  return app === undefined
    ? queries.allAddons(state)
    : addonsOf(state, queries.attachmentsOfApp(state, app.id));
}

function isOfService(addon: Addon, name: string): boolean {
  return addon.service === name || planName(addon) === name;
}

function addonsOf(state: State, attachments: readonly Attachment[]): readonly Addon[] {
  return attachments.map((attachment) => queries.addonOf(state, attachment.addonId));
}

function distinct(addons: readonly Addon[]): readonly Addon[] {
  return [...new Set(addons)].sort((first, second) => queries.byText(first.name, second.name));
}

function present(addon: Addon | undefined): readonly Addon[] {
  return addon === undefined ? [] : [addon];
}

function matchOf(state: State, addon: Addon): Match {
  const forms = queries
    .attachmentsOfAddon(state, addon.id)
    .map((attachment) => `${queries.appOf(state, attachment.appId).name}::${attachment.alias}`);
  return { addon: addon.name, forms };
}

function knownNames(state: State, app: App | undefined): readonly string[] {
  const attachments =
    app === undefined ? Object.values(state.attachments) : queries.attachmentsOfApp(state, app.id);
  return [
    ...attachments.map((attachment) => attachment.alias),
    ...queries.allAddons(state).map((addon) => addon.name),
  ];
}

/** An entry by its key; a name such as `constructor` finds nothing. */
function entryOf<Entry>(bucket: Readonly<Record<string, Entry>>, key: string): Entry | undefined {
  return Object.hasOwn(bucket, key) ? bucket[key] : undefined;
}
