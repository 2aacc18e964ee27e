import * as z from 'zod/mini';
import { ok, read, write, type Call, type Endpoint } from './endpoint.ts';
import { notFound } from './httpProblem.ts';

/** No process runs here; a restart is an event that listeners hear. */
export const dynoEndpoints: readonly Endpoint[] = [
  read('/apps/:app/dynos', 'Processes of an app: none run here', (call) => {
    call.app();
    return ok([]);
  }),
  read('/apps/:app/dynos/:dyno', 'A process of an app: none run here', (call) => {
    call.app();
    throw notFound('dyno');
  }),
  ...['/apps/:app/dynos', '/apps/:app/dynos/:dyno', '/apps/:app/formations/:type'].map((path) =>
    write(['DELETE', path], 'Restarts an app', z.object({}), restart),
  ),
];

async function restart(call: Call): Promise<{ status: 202; body: object }> {
  await call.perform({ type: 'restartApp', app: call.param('app') });
  return { status: 202, body: {} };
}
