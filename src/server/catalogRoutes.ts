import type { Catalog } from '../core/catalog/catalog.ts';
import { failed } from '../core/errors/addonError.ts';
import type { Plan, Service } from '../core/model/plan.ts';
import { list, ok, read, type Call, type Endpoint } from './endpoint.ts';
import { notFound } from './httpProblem.ts';
import { planBody, planId, serviceBody, serviceId } from './serializeAddon.ts';

export const catalogEndpoints: readonly Endpoint[] = [
  read('/addon-services', 'All services', ({ view }) =>
    list(
      view.catalog.services,
      serviceBody,
      { name: ({ slug }) => slug, id: ({ slug }) => serviceId(slug) },
      'name',
    ),
  ),
  read('/addon-services/:service', 'A service', (call) => ok(serviceBody(service(call)))),
  read('/addon-services/:service/plans', 'The plans of a service; hidden ones are left out', (call) => {
    const found = service(call);
    const plans = found.plans.filter(({ visible }) => visible);
    return list(plans, (plan) => planBody(found, plan), {
      name: ({ slug }) => slug,
      id: (plan) => planId(nameOf(found, plan)),
    });
  }),
  read('/addon-services/:service/plans/:plan', 'A plan', (call) => {
    const found = service(call);
    const name = call.param('plan');
    const plan = found.plans.find((each) =>
      [each.slug, nameOf(found, each), planId(nameOf(found, each))].includes(name),
    );
    if (plan === undefined) {
      throw notFound('plan');
    }
    return ok(planBody(found, plan));
  }),
  read('/plans/:plan', 'A plan by `service:plan` or its id', ({ view, param }) => {
    const name = planNamed(view.catalog, param('plan'));
    if (!name.includes(':')) {
      throw notFound('plan');
    }
    try {
      const { service: found, plan } = view.catalog.plan(name);
      return ok(planBody(found, plan));
    } catch {
      throw notFound('plan');
    }
  }),
];

/** `service:plan` of a plan's id; any other text as it is. */
export function planNamed(catalog: Catalog, identifier: string): string {
  return plansById(catalog).get(identifier) ?? identifier;
}

const plansByCatalog = new WeakMap<Catalog, ReadonlyMap<string, string>>();

function plansById(catalog: Catalog): ReadonlyMap<string, string> {
  let plans = plansByCatalog.get(catalog);
  if (plans === undefined) {
    const names = catalog.services.flatMap((each) => each.plans.map((plan) => nameOf(each, plan)));
    // A service's id stands for its default plan, as its name does.
    const ids = catalog.services.map(({ slug }) => [serviceId(slug), slug] as const);
    plans = new Map([...names.map((name) => [planId(name), name] as const), ...ids]);
    plansByCatalog.set(catalog, plans);
  }
  return plans;
}

function service({ view, param }: Call): Service {
  const name = param('service');
  const found = view.catalog.find(name) ?? view.catalog.services.find(({ slug }) => serviceId(slug) === name);
  if (found === undefined) {
    throw failed('service_not_found', { service: name, nearest: null });
  }
  return found;
}

function nameOf({ slug }: Service, plan: Plan): string {
  return `${slug}:${plan.slug}`;
}
