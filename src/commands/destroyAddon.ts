import * as l10n from '@vscode/l10n';
import { resolveAddon } from '../core/model/identifiers.ts';
import * as queries from '../core/model/queries.ts';
import { whichAddon } from './questions.ts';
import { doneText } from './releasedText.ts';
import { defineActionCommand } from './runCommand.ts';

interface DestroyAddonArguments {
  addon: string;
  app?: string;
  confirm?: string;
  force?: boolean;
}

/** Destroys an add-on with its data, on every app. */
export const destroyAddon = defineActionCommand<DestroyAddonArguments, 'destroyAddon'>({
  id: 'addons.destroy',
  title: () => l10n.t('Destroy Add-on'),
  arguments: { addon: 'text', app: 'optionalText', confirm: 'optionalText', force: 'optionalFlag' },
  questions: { addon: whichAddon },
  // R29: a row of an alias calls its add-on by that alias, and is offered to detach it instead.
  fromRow: ({ addon, app, alias }) => {
    if (typeof addon === 'string') {
      return { addon };
    }
    return typeof app === 'string' && typeof alias === 'string' ? { addon: `${app}::${alias}` } : {};
  },
  // R31: the confirmation lists every app that loses it.
  implied: { force: true },
  action: (args) => ({ type: 'destroyAddon', ...args }),
  done: ({ result, effect }) => doneText(l10n.t('Destroyed {0}.', result.addon), effect),
  several: {
    thing: ({ addon }, state) => resolveAddon(state, addon).id,
    row: ({ addon: identifier }, state) => {
      const addon = resolveAddon(state, identifier);
      const aliases = queries
        .attachmentsOfAddon(state, addon.id)
        .map(({ alias, appId }) => `${queries.appOf(state, appId).name}::${alias}`);
      return {
        value: addon.id,
        icon: 'trash',
        label: addon.name,
        description: l10n.t('goes with its data, and {0}', aliases.join(', ')),
      };
    },
    title: (count) => l10n.t('Destroy {0} Add-ons, with Their Data', count),
    done: (count) => l10n.t('Destroyed {0} add-ons.', count),
    typed: (count) => `destroy ${count}`,
  },
});
