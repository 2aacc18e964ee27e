import { failed, isAddonError } from '../core/errors/addonError.ts';
import { codeOf, hasCode } from './errorCode.ts';

/** Another process has committed since the last read: read again, and apply the change to that. */
export class StoreConflict extends Error {}

/** What is wrong with a file that somebody chose is not wrong with the store. */
export function fileIsInvalid(error: unknown, file: string): unknown {
  return isAddonError(error) && error.failure.code === 'store_damaged'
    ? failed('import_invalid', { file, reason: error.failure.details.reason })
    : error;
}

/** An error of reading: that nothing can be written is not what people should be told then. */
export function readError(error: unknown, file: string): unknown {
  const told = storeError(error, file);
  return isAddonError(told) &&
    !isAddonError(error) &&
    (told.code === 'store_failed' || hasCode(error, 'EACCES', 'EPERM'))
    ? failed('store_unreadable', { file, reason: codeOf(error) ?? '' })
    : told;
}

/** An error of the file system as people are told of it; every other error as it is. */
export function storeError(error: unknown, file: string): unknown {
  const code = codeOf(error);
  if (code === undefined || isAddonError(error)) {
    return error;
  }
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return failed('disk_full', { file });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EISDIR':
    case 'ELOOP':
    case 'ENOTSUP':
    case 'EOPNOTSUPP':
    case 'ENOSYS':
      return failed('store_read_only', { file, reason: code });
    case 'ENOTDIR':
    case 'EEXIST':
      return failed('store_not_folder', { file });
    case 'EMFILE':
    case 'ENFILE':
      return failed('store_busy', { file });
    case 'ENOENT':
      return failed('store_gone', { file });
    default:
      return failed('store_failed', { file, reason: code });
  }
}
