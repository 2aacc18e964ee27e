import * as l10n from '@vscode/l10n';
import type { Attached } from '../core/actions/action.ts';
import type { Effect } from '../core/rules/effect.ts';
import { doneText } from './releasedText.ts';

/**
 * What an attachment did: the sentence, the releases, and which alias the add-on got that lost its own by it (R27).
 */
export function attachedText(
  what: string,
  { result, effect }: { readonly result: Attached; readonly effect: Effect },
): string {
  const text = doneText(what, effect);
  const [fallback] = effect.apps.flatMap(({ attached }) => attached).filter((each) => each !== result.alias);
  return fallback === undefined
    ? text
    : l10n.t('{0} The add-on that was {1} there is {2} now.', text, result.alias, fallback);
}
