import * as l10n from '@vscode/l10n';
import { findApp, resolveAddon } from '../core/model/identifiers.ts';
import { whichAddon } from './questions.ts';
import { definePlainCommand } from './runCommand.ts';

interface ShowAddonArguments {
  addon: string;
  /** The app whose aliases are meant first. */
  app?: string;
}

/** Opens the page of an add-on. */
export const showAddon = definePlainCommand<ShowAddonArguments>({
  id: 'addons.showAddon',
  title: () => l10n.t('Show Add-on'),
  arguments: { addon: 'text', app: 'optionalText' },
  questions: { addon: whichAddon },
  // A row of an alias stands for its add-on.
  fromRow: ({ addon, app, alias }) => {
    if (typeof addon === 'string') {
      return { addon };
    }
    return typeof app === 'string' && typeof alias === 'string' ? { addon: alias, app } : {};
  },
  run: async ({ addon: identifier, app }, { platform, tabs }) => {
    await platform.ready();
    const { state } = platform;
    const addon = resolveAddon(state, identifier, app === undefined ? undefined : findApp(state, app));
    await tabs.show('addon', addon.id);
    return { addon: addon.name };
  },
});
