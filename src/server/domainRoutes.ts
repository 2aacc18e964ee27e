import * as z from 'zod/mini';
import { failed } from '../core/errors/addonError.ts';
import type { Domain } from '../core/model/domain.ts';
import * as queries from '../core/model/queries.ts';
import { created, list, ok, read, write, type Call, type Endpoint } from './endpoint.ts';
import { notHere } from './httpProblem.ts';
import { maybe, maybeNamed, reference, text } from './schemas.ts';
import { domainBody } from './serializeApp.ts';

export const domainEndpoints: readonly Endpoint[] = [
  read('/apps/:app/domains', 'The hostnames of an app', (call) =>
    list(
      queries.domainsOf(call.view.state, call.app().id),
      (each) => domainBody(call.view, each),
      { hostname: ({ hostname }) => hostname, id: ({ id }) => id },
      'hostname',
    ),
  ),
  write(
    ['POST', '/apps/:app/domains'],
    'Adds a hostname to an app',
    z.object({ hostname: text, sni_endpoint: maybe(reference) }),
    async (call) => {
      if (maybeNamed(call.body.sni_endpoint) !== undefined) {
        throw notHere('sni_endpoint: there are no certificates here.');
      }
      const { hostname } = call.body;
      const done = await call.perform({ type: 'addDomain', app: call.param('app'), hostname });
      const domain = done.next.domains[done.result.domainId];
      return created(domain === undefined ? null : domainBody(call.after(done), domain));
    },
  ),
  read('/apps/:app/domains/:domain', 'A hostname of an app', (call) =>
    ok(domainBody(call.view, domainOf(call))),
  ),
  write(
    ['DELETE', '/apps/:app/domains/:domain'],
    'Takes a hostname off an app',
    z.object({}),
    async (call) => {
      const domain = domainOf(call);
      const body = domainBody(call.view, domain);
      await call.perform({ type: 'removeDomain', app: domain.appId, hostname: domain.hostname });
      return ok(body);
    },
  ),
];

/** By hostname, in any case, or id. */
function domainOf(call: Call): Domain {
  const app = call.app();
  const identifier = call.param('domain');
  const found = queries
    .domainsOf(call.view.state, app.id)
    .find(({ id, hostname }) => id === identifier || hostname === identifier.toLowerCase());
  if (found === undefined) {
    throw failed('domain_not_found', { hostname: identifier, app: app.name });
  }
  return found;
}
