import type { Attached } from '../core/actions/action.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import type { ShownRow } from './command.ts';

/** The row of a new attachment. */
export function shownAttachment(
  { result }: { readonly result: Attached },
  { state }: AddonPlatform,
): ShownRow | undefined {
  const attachment = state.attachments[result.attachmentId];
  return attachment && { appId: attachment.appId, attachmentId: attachment.id };
}
