import { failed } from '../errors/addonError.ts';
import type { Domain } from '../model/domain.ts';
import { findApp } from '../model/identifiers.ts';
import type { DomainId } from '../model/ids.ts';
import { drop, put } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import { recordEvent } from './events.ts';
import type { Rule } from './rule.ts';

/** The hostname that an app has by its name. */
export function builtInHostname(appName: string): string {
  return `${appName}.localhost`;
}

const builtInForm = /^[^.]+\.localhost$/;
const hostnameForm = /^(?:\*\.)?(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))+$/;

/**
 * Adds a hostname to an app; `*.` may come first. No release.
 *
 * @throws AddonError `app_not_found`, `invalid_domain`, `domain_taken`
 * @see docs/addon-rules.md, Domains, deploys, restarts
 */
export const addDomain: Rule<'addDomain'> = (state, input, given) => {
  const app = findApp(state, input.app);
  // Hostnames know no case.
  const hostname = input.hostname.toLowerCase();
  if (!hostnameForm.test(hostname) || hostname.length > 253) {
    throw failed('invalid_domain', { hostname: input.hostname, problem: 'form' });
  }
  const taken = queries.domainNamed(state, hostname);
  if (taken !== undefined) {
    throw failed('domain_taken', { hostname, app: queries.appOf(state, taken.appId).name });
  }
  if (builtInForm.test(hostname)) {
    throw failed('invalid_domain', { hostname, problem: 'builtIn' });
  }
  const domain: Domain = {
    id: given.chance.uuid() as DomainId,
    appId: app.id,
    hostname,
    kind: 'custom',
    cname: `${hostname.replace('*', 'wildcard')}.dns.localhost`,
    status: 'none',
    createdAt: given.nowMs,
  };
  const next = put(state, 'domains', domain.id, domain);
  const event = { type: 'domain.added', appId: app.id, data: { hostname } } as const;
  return [recordEvent(next, event, given), { domainId: domain.id, hostname }];
};

/**
 * Takes a hostname off an app; the one that it has by its name stays. No release.
 *
 * @throws AddonError `app_not_found`, `domain_not_found`, `invalid_domain`
 * @see docs/addon-rules.md, Domains, deploys, restarts
 */
export const removeDomain: Rule<'removeDomain'> = (state, input, given) => {
  const app = findApp(state, input.app);
  const domain = queries
    .domainsOf(state, app.id)
    .find(({ id, hostname }) => hostname === input.hostname.toLowerCase() || id === input.hostname);
  if (domain === undefined) {
    throw failed('domain_not_found', { hostname: input.hostname, app: app.name });
  }
  const { id, hostname, kind } = domain;
  if (kind === 'heroku') {
    throw failed('invalid_domain', { hostname, problem: 'builtIn' });
  }
  const event = { type: 'domain.removed', appId: app.id, data: { hostname } } as const;
  return [recordEvent(drop(state, 'domains', id), event, given), { domainId: id, hostname }];
};
