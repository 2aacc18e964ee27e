import * as l10n from '@vscode/l10n';
import type { AliasObstacle, AliasReason, Attachment } from '../model/attachment.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';

/** An alias and how it came about: what a create or attach answers, in a preview too, and its service's slug. */
export interface ExplainedAlias {
  readonly alias: string;
  readonly reason: AliasReason;
  readonly service: string;
  /** Name of the add-on; undefined while it is still to be created. */
  readonly addon?: string | undefined;
}

/** Which step of R9 gave an attachment its alias, and what stood in the way of the earlier ones (R14). */
export function explainAlias(attachment: Attachment, state: State): string {
  return aliasReasons(attachment, state).join(' ');
}

/** The same, a sentence each. */
export function aliasReasons(attachment: Attachment, state: State): readonly string[] {
  const { service, name } = queries.addonOf(state, attachment.addonId);
  return reasonsOf({ alias: attachment.alias, reason: attachment.reason, service, addon: name });
}

/** The same for an alias that is still to be given: one to three sentences, of text. */
export function explainReason(explained: ExplainedAlias): string {
  return reasonsOf(explained).join(' ');
}

function reasonsOf(explained: ExplainedAlias): readonly string[] {
  const { alias, reason, service } = explained;
  switch (reason.step) {
    case 'chosen':
      return [l10n.t('{0} was chosen by hand, which comes before every default.', alias)];
    case 'default':
      return [l10n.t('{0} is the default alias of {1}, and was free.', alias, service)];
    case 'generated':
      return [generatedFrom(alias, service), ...obstacleTexts(explained)];
    default:
      return reason.step satisfies never;
  }
}

/** Colours are words, so a number at the end tells that none was left (R12). */
function generatedFrom(alias: string, service: string): string {
  return /_\d+$/.test(alias)
    ? l10n.t(
        '{0} was made of the name of {1}, a colour and a number, as each colour was in use.',
        alias,
        service,
      )
    : l10n.t('{0} was made of the name of {1} and a colour drawn at random.', alias, service);
}

/** One sentence for each kind of obstacle. */
function obstacleTexts({ reason: { obstacles }, service, addon }: ExplainedAlias): readonly string[] {
  if (obstacles.length === 0) {
    // Only what took its former alias stood in the way (R27); no reason holds that.
    return [l10n.t('The default alias of {0} was about to be used by another add-on.', service)];
  }
  const kinds = [...new Map(obstacles.map((obstacle) => [obstacle.kind, obstacle])).values()];
  return kinds.map((obstacle) => {
    switch (obstacle.kind) {
      case 'noDefault':
        return l10n.t('{0} has no default alias.', obstacle.service);
      case 'aliasTaken':
        return obstacle.addon === addon
          ? l10n.t('The default, {0}, was in use for this add-on itself.', obstacle.alias)
          : l10n.t('The default, {0}, was taken by {1}.', obstacle.alias, obstacle.addon);
      case 'varTaken':
        return varsTaken(ofKind(obstacles, 'varTaken'), obstacle);
      case 'hidesOwnVar': {
        const names = ofKind(obstacles, 'hidesOwnVar').map(({ configVar }) => configVar);
        return l10n.t('The default, {0}, would have hidden your own {1}.', obstacle.alias, names.join(', '));
      }
      default:
        return obstacle satisfies never;
    }
  });
}

type Obstacle<Kind extends AliasObstacle['kind']> = Extract<AliasObstacle, { readonly kind: Kind }>;

function varsTaken(all: readonly Obstacle<'varTaken'>[], one: Obstacle<'varTaken'>): string {
  const { alias, addon, otherAlias } = one;
  if (all.every((each) => each.addon === addon && each.otherAlias === otherAlias)) {
    const names = all.map(({ configVar }) => configVar).join(', ');
    return l10n.t(
      'The default, {0}, would have set {1}, which {2} set as {3}.',
      alias,
      names,
      addon,
      otherAlias,
    );
  }
  const setters = all.map((each) => l10n.t('{0} ({1} as {2})', each.configVar, each.addon, each.otherAlias));
  return l10n.t('The default, {0}, would have set what other aliases set: {1}.', alias, setters.join(', '));
}

function ofKind<Kind extends AliasObstacle['kind']>(
  obstacles: readonly AliasObstacle[],
  kind: Kind,
): readonly Obstacle<Kind>[] {
  return obstacles.filter((obstacle): obstacle is Obstacle<Kind> => obstacle.kind === kind);
}
