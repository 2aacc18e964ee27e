import * as z from 'zod/mini';
import * as queries from '../core/model/queries.ts';
import { ok, read, write, type Endpoint } from './endpoint.ts';

const problem = 'must be a text, or null to unset it.';
const changes = z.record(z.string(), z.nullable(z.string(problem)), problem);

export const configEndpoints: readonly Endpoint[] = [
  read('/apps/:app/config-vars', 'The whole config of an app', (call) =>
    ok(queries.configOf(call.view.state, call.app().id)),
  ),
  write(
    ['PATCH', '/apps/:app/config-vars'],
    'Sets config vars; null unsets. All of them or none',
    changes,
    async (call) => {
      // From the body as it came: the check drops a name such as `__proto__`, which is to be refused.
      const configVars = Object.entries(call.raw).map(([name, value]) => ({
        name,
        value: typeof value === 'string' ? value : null,
      }));
      const app = call.app().id;
      const done = await call.perform({ type: 'setConfigVars', app, configVars });
      return ok(queries.configOf(done.next, app));
    },
  ),
];
