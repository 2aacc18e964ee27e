import * as l10n from '@vscode/l10n';
import { addonHelp } from '../core/help/addonHelp.ts';
import { resolveAddon } from '../core/model/identifiers.ts';
import { whichAddon } from './questions.ts';
import { definePlainCommand } from './runCommand.ts';

interface ShowHelpArguments {
  addon: string;
}

/** Opens a page about an add-on: what it is, where it is attached, what it costs, what its service allows. */
export const showHelp = definePlainCommand<ShowHelpArguments>({
  id: 'addons.showHelp',
  title: () => l10n.t('Show Add-on Help'),
  arguments: { addon: 'text' },
  questions: { addon: whichAddon },
  run: async ({ addon: identifier }, { platform, pages, isAsking }) => {
    await platform.ready();
    const addon = resolveAddon(platform.state, identifier);
    if (isAsking) {
      await pages.showAddonHelp(addon);
    }
    return { addon: addon.name, markdown: addonHelp(addon, platform.state, platform.catalog) };
  },
});
