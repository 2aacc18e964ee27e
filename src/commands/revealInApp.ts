import * as l10n from '@vscode/l10n';
import { findApp, resolveAddon, resolveAttachment } from '../core/model/identifiers.ts';
import * as queries from '../core/model/queries.ts';
import { whichApp } from './questions.ts';
import { definePlainCommand } from './runCommand.ts';

interface RevealInAppArguments {
  app: string;
  alias?: string;
}

/** Shows an app among all apps; with an alias, the row of that. */
export const revealInApp = definePlainCommand<RevealInAppArguments & { addon?: string }>({
  id: 'addons.revealInApp',
  title: () => l10n.t('Reveal in App'),
  arguments: { app: 'text', alias: 'optionalText', addon: 'optionalText' },
  questions: { app: whichApp },
  // A row of an add-on alone is shown in the app that pays for it.
  fromRow: (known) => (typeof known['addon'] === 'string' ? { ...known, app: '' } : known),
  run: async ({ app: identifier, alias, addon }, { platform, sidebar }) => {
    await platform.ready();
    const { state } = platform;
    if (addon !== undefined) {
      const { id, billingAppId } = resolveAddon(state, addon);
      const [first] = queries.attachmentsOfAddon(state, id).filter(({ appId }) => appId === billingAppId);
      await sidebar.revealInApp(billingAppId, first?.id);
      return { app: queries.appOf(state, billingAppId).name };
    }
    const app = findApp(state, identifier);
    const attachment = alias === undefined ? undefined : resolveAttachment(state, alias, app);
    await sidebar.revealInApp(app.id, attachment?.id);
    return { app: app.name };
  },
});
