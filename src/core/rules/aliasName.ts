import { varName, type AliasObstacle, type AliasReason } from '../model/attachment.ts';
import type { AppId } from '../model/ids.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import type { Chance } from '../ports/chance.ts';

/** R11: fixed. */
export const colours = (
  'AMBER AQUA BLACK BLUE BRONZE BROWN CHARCOAL COBALT COPPER CRIMSON CYAN GOLD GRAY GREEN IVORY JADE MAROON MAUVE ' +
  'NAVY OLIVE ONYX ORANGE PINK PUCE PURPLE RED ROSE SILVER TEAL VIOLET WHITE YELLOW'
).split(' ');

/** What an alias is looked for: the service of an add-on, on an app. */
export interface AliasWanted {
  readonly appId: AppId;
  readonly service: string;
  readonly defaultAlias: string | null;
  readonly suffixes: readonly string[];
}

export interface AliasChoice {
  readonly alias: string;
  readonly reason: AliasReason;
}

/** Names that are about to be used, and so are not free either (R27). */
export interface Reserved {
  readonly aliases: readonly string[];
  readonly configVars: readonly string[];
  /** Who is about to use them, by name. */
  readonly by: string;
}

const nothingReserved: Reserved = { aliases: [], configVars: [], by: '' };

/**
 * Alias of a new attachment (R9): the user's own, else the service's default where it is free, else
 * `SERVICE_COLOUR`. Whether an own or default alias hides something of the user's is for the caller to ask (R13).
 */
export function chooseAlias(
  state: State,
  wanted: AliasWanted,
  chosen: string | undefined,
  chance: Chance,
): AliasChoice {
  if (chosen !== undefined) {
    return { alias: chosen, reason: { step: 'chosen', obstacles: [] } };
  }
  const { defaultAlias } = wanted;
  const obstacles =
    defaultAlias === null ? [noDefault(wanted)] : attachmentObstacles(state, wanted, defaultAlias);
  return defaultOrGenerated(obstacles, defaultAlias, () =>
    generateAlias(state, wanted, nothingReserved, chance),
  );
}

/**
 * Alias that an add-on gets when its last one on the billing app is taken by another (R27). It never asks: the
 * default only where it hides nothing.
 */
export function fallbackAlias(
  state: State,
  wanted: AliasWanted,
  reserved: Reserved,
  chance: Chance,
): AliasChoice {
  const { defaultAlias } = wanted;
  const obstacles =
    defaultAlias === null
      ? [noDefault(wanted)]
      : [
          ...reservations(wanted, defaultAlias, reserved),
          ...attachmentObstacles(state, wanted, defaultAlias),
          ...hiddenOwnVars(state, wanted, defaultAlias),
        ];
  return defaultOrGenerated(obstacles, defaultAlias, () => generateAlias(state, wanted, reserved, chance));
}

/** Steps 2 and 3 of R9. */
function defaultOrGenerated(
  obstacles: readonly AliasObstacle[],
  defaultAlias: string | null,
  generate: () => string,
): AliasChoice {
  return defaultAlias !== null && obstacles.length === 0
    ? { alias: defaultAlias, reason: { step: 'default', obstacles } }
    : { alias: generate(), reason: { step: 'generated', obstacles } };
}

function noDefault({ service }: AliasWanted): AliasObstacle {
  return { kind: 'noDefault', service };
}

function reservations(wanted: AliasWanted, alias: string, reserved: Reserved): readonly AliasObstacle[] {
  return clashes(wanted, alias, reserved) ? [{ kind: 'aliasTaken', alias, addon: reserved.by }] : [];
}

/** What attachments of the app have against an alias (R9, step 2). Empty: it is free. */
function attachmentObstacles(state: State, wanted: AliasWanted, alias: string): readonly AliasObstacle[] {
  const attachments = queries.attachmentsOfApp(state, wanted.appId);
  const taker = attachments.find((attachment) => attachment.alias === alias);
  if (taker !== undefined) {
    return [{ kind: 'aliasTaken', alias, addon: queries.addonOf(state, taker.addonId).name }];
  }
  return wanted.suffixes.flatMap((suffix) => {
    const configVar = varName(alias, suffix);
    const owner = attachments.find((attachment) => queries.varNamesOf(state, attachment).includes(configVar));
    return owner === undefined
      ? []
      : [
          {
            kind: 'varTaken' as const,
            alias,
            configVar,
            addon: queries.addonOf(state, owner.addonId).name,
            otherAlias: owner.alias,
          },
        ];
  });
}

function hiddenOwnVars(state: State, wanted: AliasWanted, alias: string): readonly AliasObstacle[] {
  const own = new Set(queries.ownVarsOf(state, wanted.appId).map((configVar) => configVar.name));
  return wanted.suffixes
    .map((suffix) => varName(alias, suffix))
    .filter((name) => own.has(name))
    .map((configVar) => ({ kind: 'hidesOwnVar', alias, configVar }));
}

function clashes(wanted: AliasWanted, alias: string, reserved: Reserved): boolean {
  return (
    reserved.aliases.includes(alias) ||
    wanted.suffixes.some((suffix) => reserved.configVars.includes(varName(alias, suffix)))
  );
}

/** R10–R12: from the slug, not the default alias; free of every alias and var of the app, so it never asks. */
function generateAlias(state: State, wanted: AliasWanted, reserved: Reserved, chance: Chance): string {
  const base = wanted.service.toUpperCase().replaceAll('-', '_');
  const attachments = queries.attachmentsOfApp(state, wanted.appId);
  const aliases = new Set([...reserved.aliases, ...attachments.map((attachment) => attachment.alias)]);
  const configVars = new Set([
    ...reserved.configVars,
    ...queries.ownVarsOf(state, wanted.appId).map((configVar) => configVar.name),
    ...attachments.flatMap((attachment) => queries.varNamesOf(state, attachment)),
  ]);
  const isFree = (alias: string): boolean =>
    !aliases.has(alias) && !wanted.suffixes.some((suffix) => configVars.has(varName(alias, suffix)));
  const free = colours.filter((colour) => isFree(`${base}_${colour}`));
  if (free.length > 0) {
    return `${base}_${chance.pick(free)}`;
  }
  const colour = chance.pick(colours);
  for (let number = 2; ; number += 1) {
    const alias = `${base}_${colour}_${number}`;
    if (isFree(alias)) {
      return alias;
    }
  }
}
