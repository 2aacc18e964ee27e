import * as l10n from '@vscode/l10n';
import { isAddonError } from '../core/errors/addonError.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import { definePlainCommand } from './runCommand.ts';

/** When nothing can be read any more, what is remembered may be the last copy there is. */
async function isRefreshed(platform: AddonPlatform): Promise<boolean> {
  try {
    await platform.refresh();
    return true;
  } catch (error) {
    if (!isAddonError(error)) {
      throw error;
    }
    return false;
  }
}

/** Sorted by the day when several stand in one folder. */
function proposedName(nowMs: number): string {
  return `addon-manager-${new Date(nowMs).toISOString().slice(0, 10)}.json`;
}

/** Writes the whole store to one file, values included. */
export const exportStore = definePlainCommand<{ file?: string }>({
  id: 'addons.exportStore',
  title: () => l10n.t('Export Store'),
  arguments: { file: 'optionalText' },
  questions: {},
  run: async ({ file: given }, { platform, store, report, clock, isAsking }) => {
    const isPresent = await isRefreshed(platform);
    const file = given ?? (isAsking ? await store.whereToExport(proposedName(clock.nowMs())) : undefined);
    if (file === undefined) {
      return undefined;
    }
    await store.writeFile(file, store.exportText());
    if (!isPresent) {
      report.warn(l10n.t("The store can't be read at the moment: what was exported is what was read last."));
    }
    report.done(
      l10n.t(
        'Exported everything to {0}. The file holds all values: keep it where only you can read it.',
        file,
      ),
      [],
    );
    return { file };
  },
});
