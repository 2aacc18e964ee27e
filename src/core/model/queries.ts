import type { Addon } from './addon.ts';
import type { App } from './app.ts';
import { varName, type Attachment } from './attachment.ts';
import type { ConfigVar, OwnedVar, Vars } from './configVar.ts';
import type { Domain } from './domain.ts';
import type { FailedAddon } from './failedAddon.ts';
import type { AddonId, AppId, AttachmentId } from './ids.ts';
import type { Release } from './release.ts';
import type { Bucket, State } from './state.ts';

/** Order of names as people read them: by code unit, the same on every machine. */
export function byText(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}

/**
 * Groups a bucket by a key. The groups are made once for each version of the bucket and forgotten with it, so that
 * a join over 10,000 entries costs one pass a commit, not one pass a row; a group is sorted when it is first read.
 */
function index<Entry>(
  keyOf: (entry: Entry) => string,
  order: (first: Entry, second: Entry) => number,
): (bucket: Bucket<Entry>, key: string) => readonly Entry[] {
  const indexes = new WeakMap<Bucket<Entry>, Map<string, Group<Entry>>>();
  return (bucket, key) => {
    let groups = indexes.get(bucket);
    if (groups === undefined) {
      groups = grouped(Object.values(bucket), keyOf);
      indexes.set(bucket, groups);
    }
    const group = groups.get(key);
    if (group === undefined) {
      return [];
    }
    if (!group.isSorted) {
      group.entries.sort(order);
      group.isSorted = true;
    }
    return group.entries;
  };
}

interface Group<Entry> {
  readonly entries: Entry[];
  isSorted: boolean;
}

function grouped<Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): Map<string, Group<Entry>> {
  const groups = new Map<string, Group<Entry>>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { entries: [entry], isSorted: false });
    } else {
      group.entries.push(entry);
    }
  }
  return groups;
}

const everything = (): string => '';
const byName = (first: { readonly name: string }, second: { readonly name: string }): number =>
  byText(first.name, second.name);
const byAlias = (first: Attachment, second: Attachment): number => byText(first.alias, second.alias);

const appsInOrder = index<App>(everything, byName);
const appsByName = index<App>((app) => app.name, byName);
const addonsInOrder = index<Addon>(everything, byName);
const addonsByName = index<Addon>((addon) => addon.name, byName);
const addonsByBillingApp = index<Addon>(
  (addon) => addon.billingAppId,
  (first, second) =>
    byText(`${first.service}:${first.plan}`, `${second.service}:${second.plan}`) || byName(first, second),
);
const attachmentsByApp = index<Attachment>((attachment) => attachment.appId, byAlias);
const attachmentsByAddon = index<Attachment>((attachment) => attachment.addonId, byAlias);
const attachmentsByAlias = index<Attachment>((attachment) => attachment.alias, byAlias);
const byHostname = (first: Domain, second: Domain): number => byText(first.hostname, second.hostname);
const domainsByApp = index<Domain>((domain) => domain.appId, byHostname);
const domainsByHostname = index<Domain>((domain) => domain.hostname, byHostname);
const failedAddonsByApp = index<FailedAddon>((addon) => addon.billingAppId, byName);
const configVarsByApp = index<ConfigVar>((configVar) => configVar.appId, byName);

/** Every app, by name. */
export function allApps(state: State): readonly App[] {
  return appsInOrder(state.apps, '');
}

export function appNamed(state: State, name: string): App | undefined {
  return appsByName(state.apps, name)[0];
}

/** Add-ons of an app that their providers could not make, by name. */
export function failedAddonsOf(state: State, appId: AppId): readonly FailedAddon[] {
  return failedAddonsByApp(state.failedAddons, appId);
}

/** Every add-on, by name. */
export function allAddons(state: State): readonly Addon[] {
  return addonsInOrder(state.addons, '');
}

export function addonNamed(state: State, name: string): Addon | undefined {
  return addonsByName(state.addons, name)[0];
}

/** The add-ons billed to an app, by plan, then name (docs/addon-rules.md, The two tables). */
export function addonsBilledTo(state: State, appId: AppId): readonly Addon[] {
  return addonsByBillingApp(state.addons, appId);
}

/** All attachments of an app, whoever is billed for their add-ons, by alias (docs/addon-rules.md, The two tables). */
export function attachmentsOfApp(state: State, appId: AppId): readonly Attachment[] {
  return attachmentsByApp(state.attachments, appId);
}

/** All attachments of an add-on: those of its billing app first, then by name of app; by alias within one. */
export function attachmentsOfAddon(state: State, addonId: AddonId): readonly Attachment[] {
  return sortBillingAppFirst(state, addonId, attachmentsByAddon(state.attachments, addonId));
}

/** All attachments under an alias, over all apps. */
export function attachmentsNamed(state: State, alias: string): readonly Attachment[] {
  return attachmentsByAlias(state.attachments, alias);
}

/** The apps that an add-on is attached to: the billing app first, then by name (R34). */
export function appsUsing(state: State, addonId: AddonId): readonly App[] {
  const ids = new Set(attachmentsOfAddon(state, addonId).map((attachment) => attachment.appId));
  return [...ids].map((id) => appOf(state, id));
}

function sortBillingAppFirst(
  state: State,
  addonId: AddonId,
  attachments: readonly Attachment[],
): readonly Attachment[] {
  const billingAppId = state.addons[addonId]?.billingAppId;
  const rank = (attachment: Attachment): string =>
    attachment.appId === billingAppId ? '' : appOf(state, attachment.appId).name;
  return attachments.toSorted((first, second) => byText(rank(first), rank(second)));
}

/** The app that an entry names. I2 holds that it is there. */
export function appOf(state: State, appId: AppId): App {
  return present(state.apps[appId], appId);
}

/** The add-on that an entry names. I2 holds that it is there. */
export function addonOf(state: State, addonId: AddonId): Addon {
  return present(state.addons[addonId], addonId);
}

/** The attachment that an entry or a row names. */
export function attachmentOf(state: State, attachmentId: AttachmentId): Attachment {
  return present(state.attachments[attachmentId], attachmentId);
}

function present<Entry>(entry: Entry | undefined, id: string): Entry {
  if (entry === undefined) {
    throw new Error(`The state names ${id}, which it does not hold`);
  }
  return entry;
}

/** Hostnames of an app, in order. */
export function domainsOf(state: State, appId: AppId): readonly Domain[] {
  return domainsByApp(state.domains, appId);
}

/** The domain of a hostname, whatever app it leads to. */
export function domainNamed(state: State, hostname: string): Domain | undefined {
  return domainsByHostname(state.domains, hostname)[0];
}

/** The config vars that the user set on an app, by name. */
export function ownVarsOf(state: State, appId: AppId): readonly ConfigVar[] {
  return configVarsByApp(state.configVars, appId);
}

/** Names of the config vars that an attachment sets, or will set once its add-on is provisioned. */
export function varNamesOf(state: State, attachment: Attachment): readonly string[] {
  return addonOf(state, attachment.addonId).suffixes.map((suffix) => varName(attachment.alias, suffix));
}

/**
 * The config vars that attachments set on an app, by name (R15).
 *
 * A name that the user has set belongs to the user (R17: a provider may add a suffix later); so each name is in one
 * place only (I5).
 */
export function ownedVarsOf(state: State, appId: AppId): readonly OwnedVar[] {
  let byApp = ownedVarsByState.get(state);
  if (byApp === undefined) {
    byApp = new Map();
    ownedVarsByState.set(state, byApp);
  }
  const known = byApp.get(appId);
  if (known !== undefined) {
    return known;
  }
  const owned = findOwnedVars(state, appId);
  byApp.set(appId, owned);
  return owned;
}

/** What was asked once of a state is asked again for each of its rows. */
const ownedVarsByState = new WeakMap<State, Map<AppId, readonly OwnedVar[]>>();

function findOwnedVars(state: State, appId: AppId): readonly OwnedVar[] {
  const taken = new Set(ownVarsOf(state, appId).map((configVar) => configVar.name));
  const owned: OwnedVar[] = [];
  for (const attachment of attachmentsOfApp(state, appId)) {
    const addon = addonOf(state, attachment.addonId);
    for (const [suffix, value] of Object.entries(addon.values)) {
      const name = varName(attachment.alias, suffix);
      if (!taken.has(name)) {
        taken.add(name);
        owned.push({ name, value, suffix, attachmentId: attachment.id, addonId: addon.id });
      }
    }
  }
  return owned.sort((first, second) => byText(first.name, second.name));
}

/** Which add-on sets each config var of an app that one sets: names of add-ons by names of config vars. */
export function sourcesOf(state: State, appId: AppId): ReadonlyMap<string, string> {
  return new Map(ownedVarsOf(state, appId).map(({ name, addonId }) => [name, addonOf(state, addonId).name]));
}

/** Whole config of an app, by name: what its processes see (I5). */
export function configOf(state: State, appId: AppId): Vars {
  const all = [...ownVarsOf(state, appId), ...ownedVarsOf(state, appId)];
  return Object.fromEntries(
    all.map(({ name, value }) => [name, value] as const).sort(([first], [second]) => byText(first, second)),
  );
}

/** Releases of an app that are still kept, oldest first. */
export function releasesOf(state: State, appId: AppId): readonly Release[] {
  return state.releases[appId]?.releases ?? [];
}

/** Version of the newest release (I6). */
export function currentVersion(state: State, appId: AppId): number {
  return releasesOf(state, appId).at(-1)?.version ?? 0;
}

/** What an app is billed a month, and how many add-ons of it have a price that nobody knows (R42). */
export interface MonthlyPrice {
  readonly cents: number;
  readonly unknown: number;
  readonly metered: boolean;
}

/** Sum of the fixed prices of the add-ons billed to an app (R43); meters come on top. */
export function monthlyPriceOf(state: State, appId: AppId): MonthlyPrice {
  return sumOfPrices(addonsBilledTo(state, appId));
}

/**
 * Sum of what add-ons cost a month: cents of the prices that are known, the number of those that are not, and
 * whether meters come on top. An add-on is billed from provisioned on (R43).
 */
export function sumOfPrices(addons: readonly Addon[]): MonthlyPrice {
  const prices = addons.filter(({ state }) => state === 'provisioned').map(({ billedPrice }) => billedPrice);
  return {
    cents: prices.reduce((sum, price) => sum + (price.cents ?? 0), 0),
    unknown: prices.filter((price) => price.cents === null).length,
    metered: prices.some((price) => price.metered),
  };
}
