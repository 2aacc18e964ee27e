import { planName, type Addon } from '../core/model/addon.ts';
import type { Attachment } from '../core/model/attachment.ts';
import type { Plan, Price, Service } from '../core/model/plan.ts';
import * as queries from '../core/model/queries.ts';
import { appReference } from './serializeApp.ts';
import { idOf, instant, type View } from './view.ts';

/** The catalogue has no dates of its own. */
const catalogSince = '2026-01-01T00:00:00Z';

export function serviceId(slug: string): string {
  return idOf('addon-service', slug);
}

export function planId(name: string): string {
  return idOf('plan', name);
}

/** `contract` stands for a price that nobody knows: clients print it as a word, where null would print nonsense. */
export function priceBody({ cents, unit, metered }: Price): object {
  return cents === null
    ? { cents: 0, unit, contract: true, metered: false }
    : { cents, unit, contract: false, metered };
}

export function serviceBody(service: Service): object {
  return {
    id: serviceId(service.slug),
    name: service.slug,
    human_name: service.name,
    cli_plugin_name: null,
    state: service.state,
    supports_multiple_installations: service.supports.multipleInstalls,
    supports_sharing: service.supports.sharing,
    supported_generations: [{ id: idOf('generation', 'cedar'), name: 'cedar' }],
    created_at: catalogSince,
    updated_at: catalogSince,
  };
}

export function planBody(service: Service, plan: Plan): object {
  const name = `${service.slug}:${plan.slug}`;
  return {
    id: planId(name),
    name,
    human_name: plan.name,
    description: plan.name,
    default: plan.slug === service.defaultPlan,
    visible: plan.visible,
    state: service.state,
    space_default: false,
    installable_inside_private_network: false,
    installable_outside_private_network: true,
    compliance: [],
    addon_service: { id: serviceId(service.slug), name: service.slug },
    price: priceBody(plan.price),
    created_at: catalogSince,
    updated_at: catalogSince,
  };
}

export function addonBody(view: View, addon: Addon): object {
  const { state } = view;
  const app = queries.appOf(state, addon.billingAppId);
  const attachments = queries.attachmentsOfAddon(state, addon.id).filter(({ appId }) => appId === app.id);
  return {
    id: addon.id,
    name: addon.name,
    state: addon.state,
    actions: [],
    provider_id: addon.providerId ?? addon.id,
    provision_message: addon.provisionMessage,
    ...catalogParts(view, addon),
    app: appReference(app),
    billing_entity: { ...appReference(app), type: 'app' },
    billed_price: priceBody(addon.billedPrice),
    config_vars: attachments.flatMap((attachment) => queries.varNamesOf(state, attachment)),
    web_url: view.dashboardUrl(addon.id),
    created_at: instant(addon.createdAt),
    updated_at: instant(addon.updatedAt),
  };
}

/** Service and plan in full; by name alone when a later catalogue does not know them any more. */
function catalogParts({ catalog }: View, addon: Addon): object {
  const service = catalog.find(addon.service);
  const plan = service?.plans.find(({ slug }) => slug === addon.plan);
  const name = planName(addon);
  return {
    addon_service:
      service === undefined
        ? { id: serviceId(addon.service), name: addon.service, human_name: addon.service }
        : serviceBody(service),
    plan:
      service === undefined || plan === undefined
        ? { id: planId(name), name, human_name: addon.plan, price: priceBody(addon.billedPrice) }
        : planBody(service, plan),
  };
}

export function attachmentBody(view: View, attachment: Attachment): object {
  const { state } = view;
  const addon = queries.addonOf(state, attachment.addonId);
  const name = planName(addon);
  return {
    id: attachment.id,
    name: attachment.alias,
    namespace: attachment.namespace,
    addon: {
      id: addon.id,
      name: addon.name,
      app: appReference(queries.appOf(state, addon.billingAppId)),
      plan: { id: planId(name), name },
    },
    app: appReference(queries.appOf(state, attachment.appId)),
    config_vars: queries.varNamesOf(state, attachment),
    log_input_url: null,
    web_url: view.dashboardUrl(addon.id),
    created_at: instant(attachment.createdAt),
    updated_at: instant(attachment.updatedAt),
  };
}
