import * as l10n from '@vscode/l10n';
import type { Confirmation } from '../core/errors/failure.ts';
import { monthlyText } from '../core/pricing/priceText.ts';
import type { CommandContext } from './command.ts';
import { holdingText } from './holdingText.ts';
import type { Choice, Confirmed, ConfirmQuestion } from './ports.ts';

/** Shows what an action would take away and lets the person type the name that confirms it. */
export async function confirmAction(
  confirmation: Confirmation,
  { ask }: Pick<CommandContext, 'ask'>,
  { canGoBack }: { readonly canGoBack: boolean } = { canGoBack: false },
): Promise<Confirmed> {
  return ask.confirm({ ...questionOf(confirmation), canGoBack });
}

/** What has to be typed to confirm. */
export function typedFor(confirmation: Confirmation): string {
  switch (confirmation.kind) {
    case 'startOver':
      return startOverWords;
    case 'importStore':
      return importWords;
    default:
      return confirmation.app;
  }
}

/** The same in every language: scripts give them too. */
const startOverWords = 'start over';
const importWords = 'replace';

function questionOf(confirmation: Confirmation): ConfirmQuestion {
  switch (confirmation.kind) {
    case 'overwrite':
      return overwriteQuestion(confirmation);
    case 'destroyAddon':
      return destroyQuestion(confirmation);
    case 'destroyApp':
      return destroyAppQuestion(confirmation);
    case 'startOver':
    case 'importStore':
      return wholeStoreQuestion(confirmation);
    default:
      return confirmation satisfies never;
  }
}

type Overwrite = Extract<Confirmation, { kind: 'overwrite' }>;
type Destroy = Extract<Confirmation, { kind: 'destroyAddon' }>;
type WholeStore = Extract<Confirmation, { kind: 'startOver' | 'importStore' }>;
type DestroyApp = Extract<Confirmation, { kind: 'destroyApp' }>;

function overwriteQuestion({ name, app, alias, overwritten, displaced }: Overwrite): ConfirmQuestion {
  const lost: Choice[] = overwritten.map((configVar) => ({
    value: configVar,
    icon: 'remove',
    label: configVar,
    description:
      displaced === null
        ? l10n.t('on {0}: your own value is replaced', app)
        : l10n.t('on {0}: so far from {1}', app, displaced.addon),
  }));
  return {
    title: l10n.t('Overwrite {0} on {1}', alias, app),
    typed: app,
    invitation: l10n.t('Type {0} to go ahead', app),
    ready: l10n.t('Press Enter to make {0} the {1} of {2}', name, alias, app),
    consequences: [...lost, ...(displaced === null ? [] : [whatBecomesOf(displaced, app)]), restarts(app, 2)],
  };
}

function whatBecomesOf(displaced: NonNullable<Overwrite['displaced']>, app: string): Choice {
  const { addon, fallbackAlias } = displaced;
  return {
    value: 'displaced',
    icon: 'database',
    label: addon,
    description:
      fallbackAlias === null
        ? l10n.t('stays, under its other aliases')
        : l10n.t('stays, and becomes {0} on {1}', fallbackAlias, app),
  };
}

function restarts(app: string, releases: number): Choice {
  return {
    value: 'restarts',
    icon: 'debug-restart',
    label: l10n.t('{0} releases', releases),
    description: l10n.t('{0} restarts', app),
  };
}

function destroyQuestion({ addon, app, attachments, monthlyCents, calledBy }: Destroy): ConfirmQuestion {
  const aliases: Choice[] = attachments.map((attachment) => ({
    value: `${attachment.app}::${attachment.alias}`,
    icon: 'remove',
    label: attachment.alias,
    description:
      attachment.configVars.length === 0
        ? l10n.t('{0} restarts', attachment.app)
        : l10n.t('{0} loses {1} and restarts', attachment.app, attachment.configVars.join(', ')),
  }));
  const price: Choice = {
    value: 'price',
    icon: 'credit-card',
    label: monthlyCents === null ? l10n.t('price not known') : monthlyText(monthlyCents),
    description: l10n.t('ends for {0}', app),
  };
  return {
    title: l10n.t('Destroy Add-on {0}', addon),
    typed: app,
    invitation: l10n.t('Type {0} to destroy {1}, with its data', app, addon),
    ready: l10n.t('Press Enter to destroy {0}', addon),
    ...(calledBy !== null && {
      instead: { title: l10n.t('Detach {0} Instead', calledBy.alias), icon: 'debug-disconnect' },
    }),
    consequences: [...aliases, price],
  };
}

function destroyAppQuestion({ app, addons, monthlyCents }: DestroyApp): ConfirmQuestion {
  const rows: Choice[] = addons.map(({ addon, otherApps }) => ({
    value: addon,
    icon: 'remove',
    label: addon,
    description:
      otherApps.length === 0
        ? l10n.t('goes with its data')
        : l10n.t('goes with its data; {0} loses it and restarts', otherApps.join(', ')),
  }));
  const price: Choice = {
    value: 'price',
    icon: 'credit-card',
    label: monthlyText(monthlyCents),
    description: l10n.t('ends'),
  };
  return {
    title: l10n.t('Destroy App {0}', app),
    typed: app,
    invitation: l10n.t('Type {0} to destroy it, with its add-ons and config vars', app),
    ready: l10n.t('Press Enter to destroy {0}', app),
    consequences: addons.length === 0 ? [] : [...rows, price],
  };
}

function wholeStoreQuestion(confirmation: WholeStore): ConfirmQuestion {
  const { apps, addons } = confirmation;
  const row = (value: string, label: string): Choice => ({ value, label, icon: 'remove' });
  const consequences = [
    row('apps', l10n.t('{0} apps with their config vars and releases', apps)),
    row('addons', l10n.t('{0} add-ons with their data', addons)),
  ];
  return confirmation.kind === 'startOver'
    ? {
        title: l10n.t('Start Over'),
        typed: startOverWords,
        invitation: l10n.t('Type “{0}” to remove everything; a copy of the store is kept', startOverWords),
        ready: l10n.t('Press Enter to start over'),
        consequences,
      }
    : {
        title: l10n.t('Import Store'),
        typed: importWords,
        invitation: l10n.t('Type “{0}” to replace everything; a copy of the store is kept', importWords),
        ready: l10n.t('Press Enter to import'),
        consequences: [...consequences, broughtRow(confirmation)],
      };
}

function broughtRow({ brings, format }: Extract<WholeStore, { kind: 'importStore' }>): Choice {
  return {
    value: 'brings',
    icon: 'add',
    label: holdingText(brings),
    description:
      format === null
        ? l10n.t('from the file, which lowdb wrote')
        : l10n.t('from the file, an export in format {0}', format),
  };
}
