import { definePage } from '../host/page.ts';
import { startCommand } from '../host/startCommand.ts';
import { costModel } from './costModel.ts';
import { pricingRequests, type PricingModel, type PricingReplies } from './protocol.ts';
import { servicePrices } from './servicePrices.ts';
import { subjectOf, titleOf } from './subject.ts';
import { pricingWords } from './words.ts';

/** The page of prices: of all apps (no subject), of one (its id), or of a service's plans (`service:` and its slug). */
export const pricingPage = definePage<typeof pricingRequests, PricingReplies, PricingModel>({
  requests: pricingRequests,
  title: (subject, { platform }) => titleOf(subjectOf(subject, platform)),
  words: pricingWords,
  model: (subject, { platform, clock }) => {
    const about = subjectOf(subject, platform);
    const title = titleOf(about);
    switch (about.kind) {
      case 'service':
        return servicePrices(about.service, title, platform.state);
      case 'gone':
        return { kind: 'gone', title, text: about.text };
      case 'app':
      case 'all':
        return costModel(about.kind === 'app' ? about.app : undefined, title, {
          platform,
          nowMs: clock.nowMs(),
        });
      default:
        return about satisfies never;
    }
  },
  isNamedBy: (changes, subject) =>
    changes.some(({ kind, appId, type }) => {
      switch (kind) {
        case 'priceSegments':
        case 'addons':
          // One that is shared may be billed to another app, and its name stands nowhere here.
          return subject === '' || subject.startsWith('service:') || appId === subject;
        case 'apps':
          return subject === '' || (appId === subject && type !== 'changed');
        default:
          return false;
      }
    }),
  handlers: {
    showAddon: ({ addon }, context) => startCommand('addons.showAddon', { addon }, context),
    showApp: ({ app }, context) => startCommand('addons.showPricing', { app }, context),
    showService: ({ service }, context) => startCommand('addons.showPricing', { service }, context),
    create: ({ plan }, context) => startCommand('addons.create', { plan }, context),
  },
});
