import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { withoutMessage } from '../core/errors/withoutMessage.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import type { Disposable } from '../core/ports/disposable.ts';
import type { Clock } from '../core/ports/clock.ts';
import { appTransfer, type AppTransfer } from './appTransfer.ts';
import { dashboardPage } from './dashboardPage.ts';
import { Dashboards } from './dashboards.ts';
import { EntryFolder } from './entryFolder.ts';
import { refusalOf } from './gate.ts';
import { badRequest, HttpProblem, noEndpoint, wrongMethod } from './httpProblem.ts';
import type { SentAnswer } from './idempotency.ts';
import { LogFiles, type Exclusively } from './logFiles.ts';
import { removeLostApps, type KeptBeside } from './lostApps.ts';
import { LogSessions } from './logSessions.ts';
import { LogStream } from './logStream.ts';
import { commonHeaders, platformApi, refusal } from './platformApi.ts';
import { webhook, WebhookDelivery, type Webhook } from './webhooks.ts';

export interface HttpServerParts {
  readonly platform: AddonPlatform;
  readonly clock: Clock;
  readonly token: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** For what is kept beside the state: logs, webhooks, offers of apps. */
  readonly folder: string;
  readonly exclusively: Exclusively;
}

export interface RunningServer {
  readonly url: string;
  /** No new connections; what runs may end, for at most five seconds; streams end at once. */
  stop(): Promise<void>;
}

/** A request must be here whole within this time, its headers sooner: a slow client holds nothing for longer. */
const requestTimeoutMs = 30_000;
const headersTimeoutMs = 10_000;
const stopWithinMs = 5_000;
/** Who takes nothing of an answer for so long does not want it. */
const unreadForMs = 10_000;
const sweepEveryMs = 60 * 60_000;

/** Listens on 127.0.0.1 alone. */
export async function startHttpServer(parts: HttpServerParts): Promise<RunningServer> {
  const server = http.createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: headersTimeoutMs,
    connectionsCheckingInterval: 2_000,
    keepAliveTimeout: 5_000,
    maxHeaderSize: 16_384,
    // Refused by the gate, with a body.
    requireHostHeader: false,
  });
  server.on('clientError', refuseUnreadable);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const logFiles = new LogFiles(`${parts.folder}/logs`, parts.exclusively);
  const logs = new LogStream(parts.platform, logFiles);
  const kept = {
    logs: logFiles,
    webhooks: new EntryFolder<Webhook>(`${parts.folder}/webhooks`, webhook),
    appTransfers: new EntryFolder<AppTransfer>(`${parts.folder}/app-transfers`, appTransfer),
  };
  const delivery = answerRequests(server, parts, { port, url, logs, kept });
  const sweeper = sweepNowAndThen(parts.platform, kept);
  return {
    url,
    stop: () => stop(server, [logs, delivery, sweeper]),
  };
}

/** Nobody waits for it; what can't be removed now can be the next time. */
function sweepNowAndThen(platform: AddonPlatform, kept: KeptBeside): Disposable {
  const sweep = (): void => {
    removeLostApps(platform, kept).catch((error: unknown) => {
      console.error(withoutMessage(error));
    });
  };
  sweep();
  const timer = setInterval(sweep, sweepEveryMs);
  return {
    dispose: () => {
      clearInterval(timer);
    },
  };
}

function answerRequests(
  server: http.Server,
  { platform, clock, token }: HttpServerParts,
  { port, url, logs, kept }: { port: number; url: string; logs: LogStream; kept: KeptBeside },
): WebhookDelivery {
  const nowMs = (): number => clock.nowMs();
  const { webhooks, appTransfers } = kept;
  const delivery = new WebhookDelivery(webhooks);
  const dashboards = new Dashboards(nowMs);
  const logSessions = new LogSessions(nowMs);
  const api = platformApi({
    platform,
    url,
    server: { clock, token, dashboards, logSessions, webhooks, delivery, appTransfers },
  });
  const listener = getRequestListener((request, env) => api.fetch(request, env));
  const refused = ({ method = 'GET', url: path = '/', headers }: http.IncomingMessage): HttpProblem | null =>
    refusalOf({ method, url: path, headers }, token, port);
  server.on('request', (request, response) => {
    const { url: path = '/' } = request;
    letGoWhenUnread(response);
    const problem = refused(request);
    if (problem !== null) {
      send(request, response, refusal(problem, platform.state));
    } else if (path.startsWith('/streams/')) {
      void streamLog({ platform, logs, logSessions }, request, response);
    } else if (path.startsWith('/sso/addons/')) {
      void showDashboard({ platform, dashboards }, request, response);
    } else {
      void listener(request, response);
    }
  });
  server.on('checkExpectation', (request, response) => {
    const other = new HttpProblem({ status: 417, id: 'bad_request' }, 'Only 100-continue can be expected.');
    send(request, response, refusal(refused(request) ?? other, platform.state));
  });
  server.on('checkContinue', (request, response) => {
    // Who may not come in is not asked for a body.
    if (refused(request) === null) {
      response.writeContinue();
    }
    server.emit('request', request, response);
  });
  server.on('connect', (request: http.IncomingMessage, socket) => {
    const problem =
      refused(request) ?? wrongMethod('CONNECT', ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);
    answerSocket(socket, problem);
  });
  return delivery;
}

/** A handler that is slow is none of the client's doing: only what waits to be read counts. */
function letGoWhenUnread(response: http.ServerResponse): void {
  const { socket } = response;
  response.setTimeout(unreadForMs, () => {
    if (socket !== null && socket.writableLength > 0) {
      socket.destroy();
    }
  });
}

async function streamLog(
  parts: { platform: AddonPlatform; logs: LogStream; logSessions: LogSessions },
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  try {
    const path = pathOf(request);
    const session = request.method === 'GET' ? parts.logSessions.find(path) : undefined;
    if (session === undefined) {
      // The path is a secret, and over: it is not said again.
      throw request.method === 'GET'
        ? noEndpoint('GET', '/streams/…')
        : wrongMethod(request.method ?? '', ['GET']);
    }
    const lastSeen = Number(request.headers['last-event-id'] ?? 0);
    await parts.logs.send(session, response, Number.isSafeInteger(lastSeen) ? lastSeen : 0);
  } catch (error) {
    send(request, response, refusal(error, parts.platform.state));
  }
}

async function showDashboard(
  { platform, dashboards }: { platform: AddonPlatform; dashboards: Dashboards },
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  try {
    const addonId = request.method === 'GET' ? dashboards.addonOf(pathOf(request)) : undefined;
    await platform.refresh();
    const page = addonId === undefined ? undefined : dashboardPage(platform.state, addonId);
    if (page === undefined) {
      throw request.method === 'GET'
        ? noEndpoint('GET', '/sso/addons/…')
        : wrongMethod(request.method ?? '', ['GET']);
    }
    response.writeHead(200, { ...commonHeaders(), ...page.headers });
    response.end(page.html);
  } catch (error) {
    send(request, response, refusal(error, platform.state));
  }
}

function pathOf({ url = '/' }: http.IncomingMessage): string {
  return url.replace(/[?#].*$/s, '');
}

function send(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  { status, headers, text }: SentAnswer,
): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  // What is left of a body is not waited for.
  const connection = request.complete ? {} : { Connection: 'close' };
  response.writeHead(status, {
    ...commonHeaders(),
    'Content-Length': Buffer.byteLength(text),
    ...connection,
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : text);
}

/** What is no HTTP, or came too slowly, is answered in the form of every error. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  answerSocket(
    socket,
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? new HttpProblem({ status: 408, id: 'request_timeout' }, 'The request came too slowly.')
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? new HttpProblem({ status: 431, id: 'bad_request' }, 'The headers are too large.')
        : badRequest('This is no HTTP request.'),
  );
}

/** Where there is no response to write to, and says goodbye. */
function answerSocket(socket: Duplex, problem: HttpProblem): void {
  const text = JSON.stringify({ id: problem.id, code: problem.id, message: problem.message });
  const headers = {
    ...commonHeaders(),
    'Content-Length': String(Buffer.byteLength(text)),
    Connection: 'close',
    ...problem.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(
    `HTTP/1.1 ${problem.status} ${http.STATUS_CODES[problem.status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${text}`,
  );
}

async function stop(server: http.Server, parts: readonly Disposable[]): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  parts.forEach((part) => {
    part.dispose();
  });
  server.closeIdleConnections();
  const late = setTimeout(() => {
    server.closeAllConnections();
  }, stopWithinMs);
  // A connection that was busy may be kept open by its client once it is idle.
  const idle = setInterval(() => {
    server.closeIdleConnections();
  }, 50);
  await closed;
  clearTimeout(late);
  clearInterval(idle);
}
