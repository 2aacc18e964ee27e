import * as l10n from '@vscode/l10n';
import type { ActionType } from '../core/actions/action.ts';
import type { Failure } from '../core/errors/failure.ts';
import { sentence } from '../core/errors/sentence.ts';
import type { Done, Preview } from '../core/platform/addonPlatform.ts';
import type { Remark } from './ports.ts';

/** A preview's refusal as a word under the input. What only waits for a confirmation does not block. */
export function remarkOn(failure: Failure): Remark {
  if (failure.code !== 'confirmation_required' || failure.details.kind !== 'overwrite') {
    return { text: sentence(failure).text, blocks: failure.code !== 'confirmation_required' };
  }
  const { overwritten, app } = failure.details;
  return {
    text: l10n.t('Overwrites {0}. You will be asked to type {1}.', overwritten.join(', '), app),
    blocks: false,
  };
}

/**
 * Checks a text as it is typed, by the action itself: its refusal is the remark.
 *
 * @param tryAnswer the action with the text, without the commit
 * @param inform what Enter will do, said while nothing stands in the way
 */
export function checkedBy(
  tryAnswer: (text: string) => Promise<Preview<ActionType> | undefined>,
  inform?: (text: string, done: Done<ActionType>) => string | undefined,
): (text: string) => Promise<Remark | undefined> {
  return async (text) => {
    const preview = await tryAnswer(text);
    if (preview === undefined) {
      return undefined;
    }
    if (preview.failure !== null) {
      return remarkOn(preview.failure);
    }
    const words = inform?.(text, preview);
    return words === undefined ? undefined : { text: words, blocks: false, informs: true };
  };
}

/** An empty text as an optional argument that was left out. */
export function orDefault(text: string): string | undefined {
  return text === '' ? undefined : text;
}
