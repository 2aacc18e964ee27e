import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { findApp, findOwner } from '../core/model/identifiers.ts';
import { localDeveloper, type Owner } from '../core/model/owner.ts';
import * as queries from '../core/model/queries.ts';
import type { State } from '../core/model/state.ts';
import type { AppTransfer } from './appTransfer.ts';
import { created, list, ok, read, write, type Call, type Endpoint } from './endpoint.ts';
import { notFound, notHere } from './httpProblem.ts';
import { named, reference } from './schemas.ts';
import { idOf, instant } from './view.ts';

/** The account was there before every store. */
const accountSince = '2026-01-01T00:00:00Z';

export const accountEndpoints: readonly Endpoint[] = [
  read('/account', 'The account that everything here is done by', () => ok(accountBody())),
  read('/account/features', 'Features of the account: there are none', () => ok([])),
  read('/oauth/authorizations', 'The token of this server, masked', ({ server }) =>
    ok([authorizationBody(server.token)]),
  ),
  write(['POST', '/oauth/authorizations'], 'Refused: the token is given at the start', z.object({}), () => {
    throw notHere("Local tokens can't be created here.");
  }),
  read('/account/app-transfers', 'Offers of apps to other owners', async ({ server, view }) => {
    const transfers = await server.appTransfers.all();
    const shown = transfers.filter(({ appId }) => Object.hasOwn(view.state.apps, appId));
    return list(shown, (each) => transferBody(view.state, each), { id: ({ id }) => id }, 'id');
  }),
  write(
    ['POST', '/account/app-transfers'],
    'Offers an app to another owner',
    z.object({ app: reference, recipient: reference }),
    async ({ body, view, server }) => {
      const app = findApp(view.state, named(body.app));
      const recipient = findOwner(view.state, named(body.recipient));
      if (recipient.id === app.ownerId) {
        throw notHere(`recipient: ${app.name} is theirs already.`);
      }
      const nowMs = server.clock.nowMs();
      const transfer: AppTransfer = {
        id: randomUUID(),
        appId: app.id,
        ownerId: app.ownerId,
        recipientId: recipient.id,
        state: 'pending',
        createdAt: nowMs,
        updatedAt: nowMs,
      };
      await server.appTransfers.put(transfer);
      return created(transferBody(view.state, transfer));
    },
  ),
  read('/account/app-transfers/:transfer', 'One offer', async (call) =>
    ok(transferBody(call.view.state, await findTransfer(call))),
  ),
  write(
    ['PATCH', '/account/app-transfers/:transfer'],
    'Accepts or declines an offer; accepted, the app changes its owner',
    z.object({ state: z.enum(['accepted', 'declined'], 'must be accepted or declined.') }),
    async (call) => {
      const transfer = await findTransfer(call);
      if (transfer.state !== 'pending') {
        throw notHere(`state: this offer was ${transfer.state} before.`);
      }
      const { appId: app, recipientId: owner } = transfer;
      const isStale = call.view.state.apps[app]?.ownerId !== transfer.ownerId;
      if (isStale && call.body.state === 'accepted') {
        throw notHere('state: the app has changed its owner since; this offer is over.');
      }
      const view =
        call.body.state === 'accepted'
          ? call.after(await call.perform({ type: 'transferApp', app, owner }))
          : call.view;
      const settled = { ...transfer, state: call.body.state, updatedAt: call.server.clock.nowMs() };
      await call.server.appTransfers.put(settled);
      return ok(transferBody(view.state, settled));
    },
  ),
];

async function findTransfer({ server, view, param }: Call): Promise<AppTransfer> {
  const transfer = await server.appTransfers.find(param('transfer'));
  if (transfer === undefined || !Object.hasOwn(view.state.apps, transfer.appId)) {
    throw notFound('app transfer');
  }
  return transfer;
}

function transferBody(state: State, transfer: AppTransfer): object {
  const app = queries.appOf(state, transfer.appId);
  return {
    id: transfer.id,
    app: { id: app.id, name: app.name },
    owner: personBody(state.owners[transfer.ownerId]),
    recipient: personBody(state.owners[transfer.recipientId]),
    state: transfer.state,
    created_at: instant(transfer.createdAt),
    updated_at: instant(transfer.updatedAt),
  };
}

function personBody(owner: Owner | undefined): object | null {
  return owner === undefined ? null : { id: owner.id, email: owner.email };
}

/** Without the moments of a coming suspension: clients look for them to warn of payments. */
function accountBody(): object {
  const { id, email, name } = localDeveloper;
  return {
    id,
    email,
    name,
    verified: true,
    beta: false,
    federated: false,
    allow_tracking: false,
    two_factor_authentication: false,
    sms_number: null,
    suspended_at: null,
    delinquent_at: null,
    default_team: null,
    identity_provider: null,
    last_login: accountSince,
    created_at: accountSince,
    updated_at: accountSince,
  };
}

function authorizationBody(token: string): object {
  return {
    id: idOf('authorization', 'local'),
    description: 'Local Platform API',
    scope: ['global'],
    access_token: {
      id: idOf('access-token', 'local'),
      token: `${token.length > 16 ? token.slice(0, 4) : ''}********`,
      expires_in: null,
    },
    user: { id: localDeveloper.id, email: localDeveloper.email, full_name: localDeveloper.name },
    created_at: accountSince,
    updated_at: accountSince,
  };
}
