import * as l10n from '@vscode/l10n';
import { findApp } from '../core/model/identifiers.ts';
import { definePlainCommand } from './runCommand.ts';

interface OpenMarketplaceArguments {
  /** The service that is wanted. */
  service?: string;
  /** The app that something is wanted for; the one that is probably meant, when it is left out. */
  app?: string;
}

/** Opens the page of all services. */
export const openMarketplace = definePlainCommand<OpenMarketplaceArguments>({
  id: 'addons.openMarketplace',
  title: () => l10n.t('Open Marketplace'),
  arguments: { service: 'optionalText', app: 'optionalText' },
  questions: {},
  run: async ({ service, app }, { platform, tabs, likely }) => {
    await platform.ready();
    const { state, catalog } = platform;
    const slug = service === undefined ? '' : catalog.service(service).slug;
    const presumed = likely().app;
    const found =
      app === undefined
        ? Object.values(state.apps).find(({ id, name }) => id === presumed || name === presumed)
        : findApp(state, app);
    await tabs.show('marketplace', '', `${slug}|${found?.id ?? ''}`);
    return { service: slug === '' ? null : slug, app: found?.name ?? null };
  },
});
