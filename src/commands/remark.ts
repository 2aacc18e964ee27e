import * as l10n from '@vscode/l10n';
import type { Failure } from '../core/errors/failure.ts';
import { sentence } from '../core/errors/sentence.ts';
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
