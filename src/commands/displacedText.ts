import * as l10n from '@vscode/l10n';
import type { Attached } from '../core/actions/action.ts';
import type { Effect } from '../core/rules/effect.ts';

/** What was done, and which alias the add-on got that lost its own by it (R27). */
export function withDisplaced(text: string, { alias }: Attached, { apps }: Effect): string {
  const [fallback] = apps.flatMap(({ attached }) => attached).filter((each) => each !== alias);
  return fallback === undefined
    ? text
    : l10n.t('{0} The add-on that was {1} there is {2} now.', text, alias, fallback);
}
