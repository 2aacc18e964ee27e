import * as l10n from '@vscode/l10n';
import { addonOfRow, resolveAddonOrAlias, type AddonOrAlias } from './addonOrAlias.ts';
import { whichAddon } from './questions.ts';
import { definePlainCommand } from './runCommand.ts';

/** Opens the page of an add-on. */
export const showAddon = definePlainCommand<AddonOrAlias>({
  id: 'addons.showAddon',
  title: () => l10n.t('Show Add-on'),
  arguments: { addon: 'text', app: 'optionalText' },
  questions: { addon: whichAddon },
  fromRow: addonOfRow,
  run: async (args, { platform, tabs }) => {
    await platform.ready();
    const addon = resolveAddonOrAlias(args, platform.state);
    await tabs.show('addon', addon.id);
    return { addon: addon.name };
  },
});
