import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { created, write, type Endpoint } from './endpoint.ts';
import { maybe, text, truth } from './schemas.ts';
import { instant } from './view.ts';

const mostLines = 1500;
const usualLines = 100;
const problem = 'must be a whole number, at least 0.';

export const logEndpoints: readonly Endpoint[] = [
  write(
    ['POST', '/apps/:app/log-sessions'],
    'Opens a stream of the log of an app; its address is a secret that is good for five minutes',
    z.object({
      dyno: maybe(text),
      source: maybe(text),
      type: maybe(text),
      lines: maybe(z.int(problem).check(z.minimum(0, problem))),
      tail: maybe(truth),
    }),
    (call) => {
      const { body, server, view } = call;
      const path = server.logSessions.open({
        appId: call.app().id,
        dyno: body.dyno ?? body.type ?? null,
        source: body.source ?? null,
        lines: Math.min(body.lines ?? usualLines, mostLines),
        isTail: body.tail ?? false,
      });
      const now = instant(server.clock.nowMs());
      return created({
        id: randomUUID(),
        logplex_url: `${view.url}${path}`,
        created_at: now,
        updated_at: now,
      });
    },
  ),
];
