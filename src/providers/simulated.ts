import type { AddonValues } from '../core/model/addon.ts';
import type { ConfigSuffix, Plan, Service } from '../core/model/plan.ts';
import type { Chance } from '../core/ports/chance.ts';
import type { Provider, ProvisionRequest } from '../core/ports/provider.ts';

/**
 * Values that look like a service's and lead nowhere: hosts end in `.simulated.invalid`, which no resolver answers.
 * Ready at once, for every service of the catalogue.
 */
export const simulatedProvider: Provider = {
  provision: (request, chance) => ({ state: 'ready', values: valuesFor(request, chance) }),
  rotate: (_request, values, chance) => ({ state: 'ready', values: rotatedValues(values, chance) }),
  failOver: (_request, values, chance) => ({
    state: 'ready',
    values: movedValues(rotatedValues(values, chance)),
  }),
  changePlan: (_request, values) => ({ state: 'ready', values }),
};

type Placeholder = 'secret' | 'user' | 'host' | 'port' | 'db' | 'id' | 'plan';

const ports: Readonly<Record<string, number>> = {
  postgres: 5432,
  mysql: 3306,
  mongodb: 27017,
  redis: 6379,
  rediss: 6379,
};

/** All values of one add-on share the same user, host and secret, as those of a real one do. */
function valuesFor({ service, plan, addonName }: ProvisionRequest, chance: Chance): AddonValues {
  const placeholders = {
    secret: newSecret(chance),
    user: `u${chance.hex(14)}`,
    host: `${hostLabel(addonName)}.simulated.invalid`,
    db: `d${chance.hex(14)}`,
    id: chance.uuid(),
    plan: plan.slug,
  };
  return Object.fromEntries(
    service.configSuffixes.map((suffix) => [suffix.suffix, valueOf(suffix, { service, plan, placeholders })]),
  );
}

/** `xn--` would make a browser decode the rest of the name. */
function hostLabel(addonName: string): string {
  return addonName.replaceAll('_', '-').replace(/^xn--/, 'xn-');
}

function valueOf(
  suffix: ConfigSuffix,
  {
    service,
    placeholders,
  }: { service: Service; plan: Plan; placeholders: Record<Exclude<Placeholder, 'port'>, string> },
): string {
  if (suffix.template === undefined) {
    return plainValue(suffix, service, placeholders);
  }
  const scheme = /^([a-z]+)[a-z+]*:/.exec(suffix.template)?.[1] ?? '';
  const values = { ...placeholders, port: String(ports[scheme] ?? 9000) };
  return suffix.template.replace(
    /\{(secret|user|host|port|db|id|plan)\}/g,
    (_, name: Placeholder) => values[name],
  );
}

function plainValue(
  suffix: ConfigSuffix,
  service: Service,
  values: Record<'secret' | 'user' | 'host' | 'id', string>,
): string {
  switch (suffix.kind) {
    case 'url':
      return `https://${values.user}:${values.secret}@${values.host}`;
    case 'username':
      return values.user;
    case 'password':
    case 'token':
      return values.secret;
    case 'host':
      return values.host;
    case 'port':
      return '9000';
    case 'text':
      return `${service.slug}-${values.id}`;
    default:
      return suffix.kind satisfies never;
  }
}

/** A rotation changes secrets and nothing else: whatever else stands in a value stays. */
function rotatedValues(values: AddonValues, chance: Chance): AddonValues {
  const fresh = newSecret(chance);
  return Object.fromEntries(
    Object.entries(values).map(([suffix, value]) => [suffix, value.replaceAll(secretForm, fresh)]),
  );
}

/** A failover moves to the next host: `cache.simulated.invalid`, `cache.2.simulated.invalid`, … */
function movedValues(values: AddonValues): AddonValues {
  return Object.fromEntries(
    Object.entries(values).map(([suffix, value]) => [
      suffix,
      value.replaceAll(
        hostForm,
        (_, name: string, number: string | undefined) =>
          `${name}.${Number(number ?? 1) + 1}.simulated.invalid`,
      ),
    ]),
  );
}

const hostForm = /([a-z0-9-]+)(?:\.(\d+))?\.simulated\.invalid/g;
const secretForm = /p[0-9a-f]{64}/g;

function newSecret(chance: Chance): string {
  return `p${chance.hex(64)}`;
}
