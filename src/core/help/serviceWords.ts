import * as l10n from '@vscode/l10n';
import type { Service } from '../model/plan.ts';
import { markdownText } from './markdownText.ts';

/** What a service allows and what it does not (R21, R23), a sentence of Markdown each. */
export function supportsInWords({ slug, defaultAlias, supports }: Service): readonly string[] {
  const service = markdownText(slug);
  return [
    aliasChoiceInWords(service, defaultAlias, supports.customAlias),
    supports.multipleAttachments
      ? l10n.t('One app can have it under several aliases.')
      : l10n.t('One app can have it under one alias only.'),
    supports.sharing
      ? l10n.t('Other apps of the same owner can use it too.')
      : l10n.t("It can't be shared with other apps."),
    supports.multipleInstalls
      ? l10n.t('An app can have several add-ons of {0}.', service)
      : l10n.t('An app can have only one add-on of {0}.', service),
  ];
}

function aliasChoiceInWords(service: string, defaultAlias: string | null, isFree: boolean): string {
  if (isFree) {
    return l10n.t('You can choose its alias.');
  }
  return defaultAlias === null
    ? l10n.t("Its alias can't be chosen: it is made of the name of {0} and a colour.", service)
    : l10n.t(
        "Its alias can't be chosen: it is {0}, or made of the name of {1} and a colour where that is taken.",
        markdownText(defaultAlias),
        service,
      );
}

/** What an add-on may do on the apps it is attached to (R39), a sentence of Markdown each. */
export function capabilitiesInWords({ capabilities }: Service): readonly string[] {
  return [
    l10n.t('It sets and changes its own config vars, and sees no others.'),
    ...capabilities.map((capability) => capabilityInWords(capability)),
  ];
}

function capabilityInWords(capability: string): string {
  switch (capability) {
    case 'read_logs':
      return l10n.t('It reads the logs of these apps.');
    case 'write_logs':
      return l10n.t('It writes to the logs of these apps.');
    case 'deploy_events':
      return l10n.t('It hears of deploys.');
    case 'domain_events':
      return l10n.t('It hears of domains that are added and removed.');
    case 'app_info':
      return l10n.t('It sees name, region, stack and domains of these apps.');
    case 'owner_info':
      return l10n.t('It sees name and e-mail of their owner.');
    case 'scale_dynos':
      return l10n.t('It changes how many dynos these apps run.');
    case 'run_dynos':
      return l10n.t('It starts dynos of these apps.');
    default:
      return l10n.t('It has the capability {0}.', markdownText(capability));
  }
}

/** How the names of its config vars are known, as Markdown. */
export function configSourceInWords({ configSource }: Service): string {
  switch (configSource) {
    case "maker's documentation":
      return l10n.t("The maker's documentation names them.");
    case 'seen in public code':
      return l10n.t('Public programs read them. That the add-on sets just these is likely, not proven.');
    case 'common name, not looked up':
      return l10n.t('They are the usual ones. Nobody looked them up.');
    case "assumed from the service's name":
      return l10n.t("They are assumed from the service's name.");
    case 'assumed: no config vars':
      return l10n.t('None are known, so it is assumed to set none.');
    case 'sets no config vars':
      return l10n.t('It sets none.');
    case 'chosen by us':
      return l10n.t('They were chosen by us.');
    default:
      return l10n.t('They are known from: {0}.', markdownText(configSource));
  }
}

/** Whether the service is still offered, as Markdown. */
export function lifecycleInWords({ lifecycle, state }: Service): string {
  const offered = offerInWords(lifecycle);
  return state === 'beta' ? l10n.t('{0} It was for invited users only.', offered) : offered;
}

function offerInWords(lifecycle: Service['lifecycle']): string {
  switch (lifecycle) {
    case 'current':
      return l10n.t('The service is on offer, as far as is known: it was seen between 2016 and 2026.');
    case 'long-lived':
      return l10n.t('The service was on offer in 2014, and likely for years after.');
    case 'historical':
      return l10n.t('The service was on offer in 2014. It may be gone.');
    case 'made-up':
      return l10n.t('The service is made up, for trying things out.');
    default:
      return lifecycle satisfies never;
  }
}
