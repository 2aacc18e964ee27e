import * as l10n from '@vscode/l10n';
import type { Done } from '../core/platform/addonPlatform.ts';
import { doneText } from './releasedText.ts';

/** What a detach did. */
export function detachedText({ result, effect }: Done<'detachAttachment'>): string {
  return doneText(l10n.t('Detached {0} from {1}, which stays.', result.alias, result.addon), effect);
}
