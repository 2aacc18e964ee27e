import * as l10n from '@vscode/l10n';
import { findApp } from '../core/model/identifiers.ts';
import { definePlainCommand } from './runCommand.ts';

interface OpenMarketplaceArguments {
  /** The service that is wanted. */
  service?: string;
  /** The app that something is wanted for. Left out, it stays the one that was chosen there, or is the likely one. */
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
    const given = app === undefined ? undefined : findApp(state, app);
    const likelyApp = likely().app;
    const presumed = Object.values(state.apps).find(({ id, name }) => id === likelyApp || name === likelyApp);
    await tabs.show('marketplace', '', `${slug}|${given?.id ?? ''}|${presumed?.id ?? ''}`);
    return { service: slug === '' ? null : slug, app: (given ?? presumed)?.name ?? null };
  },
});
