import * as l10n from '@vscode/l10n';
import { addonOfRow, resolveAddonOrAlias, type AddonOrAlias } from './addonOrAlias.ts';
import { whichAddon } from './questions.ts';
import { definePlainCommand } from './runCommand.ts';

/** Shows an add-on among all add-ons, with every app that uses it. */
export const revealAddon = definePlainCommand<AddonOrAlias>({
  id: 'addons.revealAddon',
  title: () => l10n.t('Reveal Add-on'),
  arguments: { addon: 'text', app: 'optionalText' },
  questions: { addon: whichAddon },
  fromRow: addonOfRow,
  run: async (args, { platform, sidebar }) => {
    await platform.ready();
    const addon = resolveAddonOrAlias(args, platform.state);
    await sidebar.revealAddon(addon.id);
    return { addon: addon.name };
  },
});
