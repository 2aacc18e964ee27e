import * as l10n from '@vscode/l10n';
import type { AddonId } from '../core/model/ids.ts';
import { failed } from '../core/errors/addonError.ts';
import type { Question } from './command.ts';
import { defineActionCommand } from './runCommand.ts';

interface DismissArguments {
  addon: string;
}

const whichFailedAddon: Question<DismissArguments> = ({ platform, ask, step }) => {
  const choices = Object.values(platform.state.failedAddons).map(({ id, name, reason }) => ({
    value: id,
    label: name,
    description: reason,
    icon: 'error',
  }));
  if (choices.length === 0) {
    throw failed('nothing_to_choose', { what: 'failedAddons', app: null });
  }
  return ask.choose({ step, placeholder: l10n.t('Choose what you have read'), choices });
};

/** Takes away the note about an add-on that could not be created. */
export const dismissFailedAddon = defineActionCommand<DismissArguments, 'dismissFailedAddon'>({
  id: 'addons.dismissFailedAddon',
  title: () => l10n.t('Dismiss Add-on That Was Not Created'),
  arguments: { addon: 'text' },
  questions: { addon: whichFailedAddon },
  fromRow: ({ failedAddon }) => (typeof failedAddon === 'string' ? { addon: failedAddon } : {}),
  action: (args) => ({ type: 'dismissFailedAddon', ...args }),
  done: ({ result }) => l10n.t('Dismissed {0}.', result.addon),
  several: {
    thing: ({ addon }) => addon,
    row: ({ addon }, state) => ({
      value: addon,
      icon: 'close',
      label: state.failedAddons[addon as AddonId]?.name ?? addon,
      description: state.failedAddons[addon as AddonId]?.reason,
    }),
    title: (count) => l10n.t('Dismiss {0} Add-ons That Were Not Created', count),
    done: (count) => l10n.t('Dismissed {0} add-ons.', count),
    typed: (count) => `dismiss ${count}`,
  },
});
