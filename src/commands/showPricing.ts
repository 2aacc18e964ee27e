import * as l10n from '@vscode/l10n';
import { findApp } from '../core/model/identifiers.ts';
import { definePlainCommand } from './runCommand.ts';

interface ShowPricingArguments {
  /** All apps, when it is left out. */
  app?: string;
  /** A service whose plans are wanted instead. */
  service?: string;
}

/** Opens the page with what all apps cost, or one of them; or with the plans of a service. */
export const showPricing = definePlainCommand<ShowPricingArguments>({
  id: 'addons.showPricing',
  title: () => l10n.t('Show Prices'),
  arguments: { app: 'optionalText', service: 'optionalText' },
  questions: {},
  run: async ({ app, service }, { platform, tabs }) => {
    await platform.ready();
    if (service !== undefined) {
      const { slug } = platform.catalog.service(service);
      await tabs.show('pricing', `service:${slug}`);
      return { service: slug };
    }
    const found = app === undefined ? undefined : findApp(platform.state, app);
    await tabs.show('pricing', found?.id ?? '');
    return { app: found?.name ?? null };
  },
});
