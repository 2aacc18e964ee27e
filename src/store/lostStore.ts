import * as path from 'node:path';
import { failed } from '../core/errors/addonError.ts';
import type { Base } from './base.ts';
import { plainFile, type FolderListing } from './folderListing.ts';

/**
 * A folder without generations is an empty store, or a plain one, only if nothing speaks for there having been more.
 *
 * @param isExpected whether somebody remembers a store there
 * @throws AddonError `store_gone`
 */
export function refuseLostStore(
  folder: string,
  { header, plainMark }: Base,
  listing: FolderListing,
  isExpected: boolean,
): void {
  if (isExpected || header !== null || listing.backups.length > 0 || listing.damaged.length > 0) {
    throw failed('store_gone', { file: folder });
  }
  if (plainMark !== null && !listing.hasPlainFile) {
    throw failed('store_gone', { file: path.join(folder, plainFile) });
  }
}
