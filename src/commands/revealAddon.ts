import * as l10n from '@vscode/l10n';
import { findApp, resolveAddon } from '../core/model/identifiers.ts';
import { whichAddon } from './questions.ts';
import { definePlainCommand } from './runCommand.ts';

/** Shows an add-on among all add-ons, with every app that uses it. */
export const revealAddon = definePlainCommand<{ addon: string; app?: string }>({
  id: 'addons.revealAddon',
  title: () => l10n.t('Reveal Add-on'),
  arguments: { addon: 'text', app: 'optionalText' },
  questions: { addon: whichAddon },
  // A row of an alias stands for its add-on.
  fromRow: ({ addon, app, alias }) => {
    if (typeof addon === 'string') {
      return { addon };
    }
    return typeof app === 'string' && typeof alias === 'string' ? { addon: alias, app } : {};
  },
  run: async ({ addon: identifier, app }, { platform, sidebar }) => {
    await platform.ready();
    const { state } = platform;
    const addon = resolveAddon(state, identifier, app === undefined ? undefined : findApp(state, app));
    await sidebar.revealAddon(addon.id);
    return { addon: addon.name };
  },
});
