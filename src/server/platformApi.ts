import { createHash, randomUUID } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { isAddonError } from '../core/errors/addonError.ts';
import { withoutMessage } from '../core/errors/withoutMessage.ts';
import { findApp } from '../core/model/identifiers.ts';
import type { OperationId } from '../core/model/ids.ts';
import type { State } from '../core/model/state.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import type { Answer, Call, Endpoint } from './endpoint.ts';
import { endpoints } from './endpoints.ts';
import { errorAnswer } from './errorResponse.ts';
import { HttpProblem, noEndpoint, notHere, wrongMethod } from './httpProblem.ts';
import { Idempotency, type SentAnswer } from './idempotency.ts';
import { readJsonBody, type JsonObject } from './jsonBody.ts';
import { notSimulated } from './notSimulated.ts';
import { pageOf } from './range.ts';
import { checked } from './schemas.ts';
import type { ServerParts } from './serverParts.ts';
import type { View } from './view.ts';

export interface PlatformApiParts {
  readonly platform: AddonPlatform;
  readonly server: ServerParts;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
}

interface Bindings {
  Bindings: HttpBindings;
}

/** The routes of the Platform API over the facade; whoever comes here has passed the gate. */
export function platformApi(parts: PlatformApiParts): Hono<Bindings> {
  const app = new Hono<Bindings>();
  const idempotency = new Idempotency(() => parts.server.clock.nowMs());
  for (const endpoint of endpoints) {
    app.on(endpoint.method, endpoint.path, (context) =>
      answer(parts, () => respond(parts, context, { endpoint, idempotency })),
    );
  }
  for (const each of notSimulated) {
    app.on(each.methods, each.path, () => answer(parts, () => Promise.reject(notHere(each.sentence))));
  }
  for (const [path, methods] of methodsByPath()) {
    app.all(path, (context) => answer(parts, () => Promise.reject(wrongMethod(context.req.method, methods))));
  }
  app.notFound((context) =>
    answer(parts, () => Promise.reject(noEndpoint(context.req.method, context.req.path))),
  );
  return app;
}

function methodsByPath(): ReadonlyMap<string, readonly string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of endpoints) {
    const known = methods.get(path) ?? [];
    methods.set(path, [...known, ...(method === 'GET' ? ['GET', 'HEAD'] : [method])]);
  }
  return methods;
}

/** Headers that every answer has, refusals too. */
export function commonHeaders(): Record<string, string> {
  return {
    'Content-Type': 'application/json;charset=utf-8',
    'Request-Id': randomUUID(),
    'Cache-Control': 'private, no-store',
    // There is no limit here; clients look for the number.
    'RateLimit-Remaining': '4500',
    'X-Content-Type-Options': 'nosniff',
  };
}

async function answer({ platform }: PlatformApiParts, act: () => Promise<SentAnswer>): Promise<Response> {
  const sent = await act().catch((error: unknown) => refusal(error, platform.state));
  // What ends an exchange has no content.
  const text = sent.status === 304 ? null : sent.text;
  return new Response(text, { status: sent.status, headers: { ...commonHeaders(), ...sent.headers } });
}

/** @param state to look up the app that a confirmation names */
export function refusal(error: unknown, state: State): SentAnswer {
  const { status, headers, body } = errorAnswer(error, state);
  return { status, headers, text: JSON.stringify(body) };
}

async function respond(
  parts: PlatformApiParts,
  context: Context<Bindings>,
  { endpoint, idempotency }: { endpoint: Endpoint; idempotency: Idempotency },
): Promise<SentAnswer> {
  const { headers, method } = context.env.incoming;
  refuseOtherVersions(headers.accept);
  const raw = endpoint.input === null ? {} : await readJsonBody(context.env.incoming);
  const act = async (): Promise<SentAnswer> => {
    await parts.platform.refresh();
    const answered = await endpoint.handle(callOf(parts, context, { endpoint, raw }));
    const sent = sentAnswer(answered, headers.range);
    // What a write did is always told: there it would be a mark to do nothing, which comes too late.
    return endpoint.method === 'GET' ? conditional(sent, headers['if-none-match']) : sent;
  };
  const key = headers['idempotency-key'];
  if (endpoint.input === null || typeof key !== 'string') {
    return act();
  }
  const request = JSON.stringify([method, context.env.incoming.url, raw]);
  return idempotency.once(key, request, () =>
    act().catch((error: unknown) => ({
      ...refusal(error, parts.platform.state),
      isUncertain: isAddonError(error) && error.code === 'outcome_unknown',
    })),
  );
}

/** Of several types, one that is ours is enough. */
function refuseOtherVersions(accept: string | undefined): void {
  const isOurs = (type: string): boolean => {
    const version = /version\s*=\s*"?(\d+)/i.exec(type)?.[1];
    return version === undefined || version === '3';
  };
  if (accept !== undefined && !accept.split(',').some(isOurs)) {
    throw new HttpProblem({ status: 406, id: 'not_acceptable' }, 'Only version 3 of the API is spoken here.');
  }
}

function callOf(
  parts: PlatformApiParts,
  context: Context<Bindings>,
  { endpoint, raw }: { endpoint: Endpoint; raw: JsonObject },
): Call {
  const { platform, server } = parts;
  const view = viewOf(parts, platform.state);
  const param = (name: string): string => context.req.param(name) ?? '';
  return {
    body: endpoint.input === null ? {} : checked(endpoint.input, raw),
    raw,
    param,
    app: () => findApp(view.state, param('app')),
    view,
    after: ({ next }) => viewOf(parts, next),
    perform: async (action) => {
      let next = platform.state;
      const done = await platform.perform(action, { made: (made) => (next = made) });
      tellWebhooks(server, next, done.operationId);
      return { ...done, next };
    },
    performAll: async (actions) => {
      let next = platform.state;
      const { operationId } = await platform.performTogether(actions, { made: (made) => (next = made) });
      tellWebhooks(server, next, operationId);
      return viewOf(parts, next);
    },
    server,
  };
}

function viewOf({ platform, server, url }: PlatformApiParts, state: State): View {
  return {
    state,
    catalog: platform.catalog,
    url,
    dashboardUrl: (addonId) => `${url}${server.dashboards.pathOf(addonId)}`,
  };
}

/** Nobody waits for it; a webhook that can't be read stands in the log. */
function tellWebhooks({ delivery }: ServerParts, state: State, operationId: OperationId | null): void {
  if (operationId !== null) {
    delivery.tell(state, operationId).catch((error: unknown) => {
      console.error(withoutMessage(error));
    });
  }
}

function sentAnswer(answered: Answer, range: string | undefined): SentAnswer {
  if (answered.status === 'list') {
    const cut = answered.cut(range, pageOf);
    const headers = {
      'Accept-Ranges': cut.fields.join(', '),
      ...(cut.contentRange === null ? {} : { 'Content-Range': cut.contentRange }),
      ...(cut.nextRange === null ? {} : { 'Next-Range': cut.nextRange }),
    };
    return { status: cut.contentRange === null ? 200 : 206, headers, text: JSON.stringify(cut.bodies) };
  }
  const { status, body, headers = {} } = answered;
  return { status, headers, text: JSON.stringify(body) };
}

/** With a mark of its content; without the content, when the client has it. A part of a list has no mark. */
function conditional(sent: SentAnswer, known: string | undefined): SentAnswer {
  if (sent.status !== 200) {
    return sent;
  }
  const mark = `"${createHash('sha256').update(sent.text).digest('base64url')}"`;
  const headers = { ...sent.headers, ETag: mark };
  const marks = (known ?? '').split(',').map((each) => each.trim().replace(/^W\//, ''));
  return marks.includes(mark) || marks.includes('*')
    ? { status: 304, headers, text: '' }
    : { ...sent, headers };
}
