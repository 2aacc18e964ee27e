import * as l10n from '@vscode/l10n';
import { monthlyText } from '../pricing/priceText.ts';
import type { Confirmation } from './failure.ts';

/** What waits for a typed name, in a sentence. */
export function confirmationText(confirmation: Confirmation): string {
  switch (confirmation.kind) {
    case 'overwrite': {
      const { name, overwritten, app } = confirmation;
      return l10n.t(
        '{0} would overwrite {1} on {2}. Nothing was changed; confirm with the name of the app.',
        name,
        overwritten.join(', '),
        app,
      );
    }
    case 'destroyAddon': {
      const { addon, app, attachments, monthlyCents } = confirmation;
      const aliases = attachments.map((each) => `${each.app}::${each.alias}`).join(', ');
      return monthlyCents === null
        ? l10n.t('Destroying {0} takes {1}. Nothing was changed; confirm with {2}.', addon, aliases, app)
        : l10n.t(
            'Destroying {0} takes {1} and ends {2}. Nothing was changed; confirm with {3}.',
            addon,
            aliases,
            monthlyText(monthlyCents),
            app,
          );
    }
    case 'destroyApp': {
      const { app, addons } = confirmation;
      return l10n.t(
        'Destroying {0} takes its {1} add-ons with their data. Nothing was changed; confirm with its name.',
        app,
        addons.length,
      );
    }
    case 'startOver':
      return l10n.t(
        'Starting over removes {0} apps and {1} add-ons. Nothing was changed; confirm with “start over”.',
        confirmation.apps,
        confirmation.addons,
      );
    case 'importStore':
      return l10n.t(
        'An import replaces {0} apps and {1} add-ons by {2} apps and {3} add-ons. Nothing was changed; confirm with “replace”.',
        confirmation.apps,
        confirmation.addons,
        confirmation.brings.apps,
        confirmation.brings.addons,
      );
    default:
      return confirmation satisfies never;
  }
}
