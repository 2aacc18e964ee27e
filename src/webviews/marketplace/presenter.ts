import { definePage } from '../host/page.ts';
import { startCommand } from '../host/startCommand.ts';
import { marketplaceModel } from './marketplaceModel.ts';
import { marketplaceRequests, type MarketplaceModel, type MarketplaceReplies } from './protocol.ts';
import { serviceDetails } from './serviceDetails.ts';
import { marketplaceWords } from './words.ts';

/**
 * The page of all services. It has no subject; a row is
 * `SERVICE|APP|APP THAT IS PROBABLY MEANT`, of which each may be empty.
 */
export const marketplacePage = definePage<typeof marketplaceRequests, MarketplaceReplies, MarketplaceModel>({
  requests: marketplaceRequests,
  title: () => marketplaceWords().title,
  words: marketplaceWords,
  model: (_subject, { platform }) => marketplaceModel(platform),
  // What an app has decides what an add-on would get there.
  isNamedBy: (changes) =>
    changes.some(({ kind }) => ['apps', 'addons', 'attachments', 'configVars'].includes(kind)),
  handlers: {
    service: ({ service, app }, { platform }) => serviceDetails(service, app, platform),
    create: ({ plan, app }, context) => startCommand('addons.create', { plan, app }, context),
    createApp: (_nothing, context) => startCommand('addons.createApp', {}, context),
    showPrices: ({ service }, context) => startCommand('addons.showPricing', { service }, context),
  },
});
