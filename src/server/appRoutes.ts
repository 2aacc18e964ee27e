import * as z from 'zod/mini';
import type { App } from '../core/model/app.ts';
import { localDeveloper } from '../core/model/owner.ts';
import * as queries from '../core/model/queries.ts';
import { created, list, ok, read, write, type Answer, type Call, type Endpoint } from './endpoint.ts';
import { HttpProblem, notFound, notHere } from './httpProblem.ts';
import { noPipelines } from './notSimulated.ts';
import { given, maybe, maybeNamed, reference, text, truth } from './schemas.ts';
import { appBody, collaboratorBody, region, stack, stackName } from './serializeApp.ts';

/** Further fields that clients send, such as `kernel`, mean nothing here and are ignored. */
export const newApp = { name: maybe(text), region: maybe(reference), stack: maybe(reference) };

type NewApp = z.infer<z.ZodMiniObject<typeof newApp>>;

export const appFields = { name: ({ name }: App): string => name, id: ({ id }: App): string => id };

export const appEndpoints: readonly Endpoint[] = [
  read('/apps', 'All apps', (call) => listApps(call, queries.allApps(call.view.state))),
  read('/users/:user/apps', 'The apps of a person: `~` is the account itself', (call) => {
    const user = call.param('user');
    if (!['~', localDeveloper.id, localDeveloper.email].includes(user)) {
      throw notFound('user');
    }
    const apps = queries.allApps(call.view.state);
    return listApps(
      call,
      apps.filter(({ ownerId }) => call.view.state.owners[ownerId]?.kind !== 'team'),
    );
  }),
  write(['POST', '/apps'], 'Makes an app', z.object(newApp), (call) => createApp(call, call.body, undefined)),
  read('/apps/:app', 'An app', (call) => ok(appBody(call.view, call.app()))),
  write(
    ['PATCH', '/apps/:app'],
    'Renames an app, turns its maintenance page on or off',
    z.object({ name: maybe(text), maintenance: maybe(truth), build_stack: maybe(reference) }),
    updateApp,
  ),
  write(['DELETE', '/apps/:app'], 'Destroys an app with its add-ons', z.object({}), async (call) => {
    const app = call.app();
    const body = appBody(call.view, app);
    await call.perform({ type: 'destroyApp', app: app.id, confirm: app.name });
    return ok(body);
  }),
  read('/apps/:app/collaborators', 'Who works on an app', (call) =>
    ok([collaboratorBody(call.view, call.app())]),
  ),
  read('/apps/:app/pipeline-couplings', 'The pipeline of an app: there is none', (call) => {
    call.app();
    // The CLI takes a 404 for none, and an empty list for a coupling.
    throw new HttpProblem({ status: 404, id: 'not_found' }, noPipelines);
  }),
  read('/apps/:app/features', 'Features of an app: there are none', (call) => none(call)),
  read('/apps/:app/formation', 'Process types of an app: none run here', (call) => none(call)),
  read('/apps/:app/sni-endpoints', 'Certificates of an app: there are none', (call) => none(call)),
  read('/apps/:app/buildpack-installations', 'Buildpacks of an app: none are kept here', (call) =>
    none(call),
  ),
  write(
    ['PUT', '/apps/:app/buildpack-installations'],
    'Takes a list of buildpacks; nothing is built here, so it is only sent back',
    z.object({
      updates: z
        .array(z.object({ buildpack: text }), 'must be a list.')
        .check(z.maxLength(100, 'is too long.')),
    }),
    (call) => {
      call.app();
      const bodies = call.body.updates.map(({ buildpack }, ordinal) => ({
        ordinal,
        buildpack: { name: buildpack, url: buildpack },
      }));
      return ok(bodies);
    },
  ),
  read('/regions', 'The one region', () => ok([regionBody()])),
  read('/regions/:region', 'A region', ({ param }) => {
    if (![region.id, region.name].includes(param('region'))) {
      throw notFound('region');
    }
    return ok(regionBody());
  }),
  read('/stacks', 'The one stack', () => ok([stackBody()])),
  read('/stacks/:stack', 'A stack', ({ param }) => {
    if (![stack(stackName).id, stackName].includes(param('stack'))) {
      throw notFound('stack');
    }
    return ok(stackBody());
  }),
];

/** Makes an app of the account, or of a team. */
export async function createApp(call: Call, body: NewApp, owner: string | undefined): Promise<Answer> {
  refuseOther('region', maybeNamed(body.region), region);
  refuseOther('stack', maybeNamed(body.stack), stack(stackName));
  const done = await call.perform({ type: 'createApp', name: given(body.name), owner });
  return created(appBody(call.after(done), queries.appOf(done.next, done.result.appId)));
}

async function updateApp(
  call: Call<{
    name?: string | null | undefined;
    maintenance?: boolean | null | undefined;
    build_stack?: z.infer<typeof reference> | null | undefined;
  }>,
): Promise<Answer> {
  const { name, maintenance, build_stack: wanted } = call.body;
  refuseOther('build_stack', maybeNamed(wanted), stack(stackName));
  const app = call.app().id;
  const rename = given(name) === undefined ? [] : [{ type: 'renameApp', app, name: name ?? '' } as const];
  const turn =
    given(maintenance) === undefined
      ? []
      : [{ type: 'setMaintenance', app, on: maintenance ?? false } as const];
  const view = await call.performAll([...rename, ...turn]);
  const after = view.state.apps[app];
  if (after === undefined) {
    throw notFound('app');
  }
  return ok(appBody(view, after));
}

/** What there is only one of can be asked for, but nothing else: an answer with another one would be a lie. */
function refuseOther(
  field: string,
  wanted: string | undefined,
  present: { readonly id: string; readonly name: string },
): void {
  if (wanted !== undefined && wanted !== present.id && wanted !== present.name) {
    throw notHere(`${field}: only ${present.name} exists here.`);
  }
}

function listApps({ view }: Call, apps: readonly App[]): Answer {
  return list(apps, (app) => appBody(view, app), appFields, 'name');
}

function none(call: Call): Answer {
  call.app();
  return ok([]);
}

const since = '2026-01-01T00:00:00Z';

function regionBody(): object {
  return {
    ...region,
    country: 'This machine',
    locale: 'localhost',
    description: 'This machine',
    private_capable: false,
    provider: { name: 'localhost', region: 'localhost' },
    created_at: since,
    updated_at: since,
  };
}

function stackBody(): object {
  return { ...stack(stackName), default: true, state: 'public', created_at: since, updated_at: since };
}
