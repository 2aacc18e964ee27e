import { failed } from '../errors/addonError.ts';
import { nearest } from '../model/nearest.ts';
import type { Category, Plan, Service } from '../model/plan.ts';

/** The data of `catalog.json`. */
export interface CatalogData {
  readonly categories: readonly Category[];
  readonly services: readonly Service[];
}

/** Look-ups over services and plans. */
export class Catalog {
  readonly categories: readonly Category[];
  readonly services: readonly Service[];
  readonly #bySlug: ReadonlyMap<string, Service>;

  constructor(data: CatalogData) {
    this.categories = data.categories;
    this.services = data.services;
    this.#bySlug = new Map(data.services.map((service) => [service.slug, service]));
  }

  find(slug: string): Service | undefined {
    return this.#bySlug.get(slug);
  }

  /** @throws AddonError `service_not_found` */
  service(slug: string): Service {
    const service = this.#bySlug.get(slug);
    if (service === undefined) {
      throw failed('service_not_found', { service: slug, nearest: nearest(slug, this.#bySlug.keys()) });
    }
    return service;
  }

  /**
   * The plan that `service` (its default plan) or `service:plan` names (R21). Hidden plans can be named too.
   *
   * @throws AddonError `service_not_found`, `plan_not_found`
   */
  plan(name: string): { readonly service: Service; readonly plan: Plan } {
    const colon = name.indexOf(':');
    const service = this.service(colon < 0 ? name : name.slice(0, colon));
    const slug = colon < 0 ? service.defaultPlan : name.slice(colon + 1);
    const plan = service.plans.find((each) => each.slug === slug);
    if (plan === undefined) {
      const plans = service.plans.filter((each) => each.visible).map((each) => each.slug);
      throw failed('plan_not_found', { service: service.slug, plan: slug, plans });
    }
    return { service, plan };
  }
}
