import * as l10n from '@vscode/l10n';
import type { AliasObstacle, Attachment } from '../model/attachment.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';

/** Which step of R9 gave an attachment its alias, and what stood in the way of the earlier ones (R14). */
export function explainAlias(attachment: Attachment, state: State): string {
  const { service } = queries.addonOf(state, attachment.addonId);
  const { alias, reason } = attachment;
  switch (reason.step) {
    case 'chosen':
      return l10n.t('{0} was chosen by you.', alias);
    case 'default':
      return l10n.t('{0} is the default alias of {1}, and was free.', alias, service);
    case 'generated': {
      const obstacles = reason.obstacles.map(explainObstacle);
      return [l10n.t('{0} was made of the name of {1} and a colour.', alias, service), ...obstacles].join(
        ' ',
      );
    }
    default:
      return reason.step satisfies never;
  }
}

function explainObstacle(obstacle: AliasObstacle): string {
  switch (obstacle.kind) {
    case 'aliasTaken':
      return l10n.t('The default, {0}, was taken by {1}.', obstacle.alias, obstacle.addon);
    case 'varTaken':
      return l10n.t(
        'The default, {0}, would have set {1}, which {2} set as {3}.',
        obstacle.alias,
        obstacle.configVar,
        obstacle.addon,
        obstacle.otherAlias,
      );
    case 'hidesOwnVar':
      return l10n.t('The default, {0}, would have hidden your own {1}.', obstacle.alias, obstacle.configVar);
    case 'noDefault':
      return l10n.t('{0} has no default alias.', obstacle.service);
    default:
      return obstacle satisfies never;
  }
}
