import * as z from 'zod/mini';
import type { Action } from '../core/actions/action.ts';
import { failed, isAddonError } from '../core/errors/addonError.ts';
import type { Addon } from '../core/model/addon.ts';
import type { App } from '../core/model/app.ts';
import { findApp, resolveAddon } from '../core/model/identifiers.ts';
import * as queries from '../core/model/queries.ts';
import { planNamed } from './catalogRoutes.ts';
import { created, list, ok, read, write, type Answer, type Call, type Endpoint } from './endpoint.ts';
import { HttpProblem, notFound, notHere } from './httpProblem.ts';
import { given, maybe, maybeNamed, named, reference, text, truth } from './schemas.ts';
import { addonBody } from './serializeAddon.ts';

const newAddon = z.object({
  plan: reference,
  name: maybe(text),
  attachment: maybe(z.object({ name: maybe(text) }, 'must be an object.')),
  /** Passed on to the provider as texts. */
  config: maybe(z.record(z.string(), z.unknown(), 'must be an object.')),
  /** Of any type: what is not the app's name asks again (R25). */
  confirm: z.optional(z.unknown()),
});
const changedAddon = z.object({ plan: maybe(reference), name: maybe(text) });
const destroyedAddon = z.object({ force: maybe(truth) });
const sought = z.object({ addon: reference, app: maybe(reference), addon_service: maybe(reference) });

export const addonEndpoints: readonly Endpoint[] = [
  read('/addons', 'All add-ons', (call) => listAddons(call, queries.allAddons(call.view.state))),
  read('/apps/:app/addons', 'Add-ons billed to an app, and those of other apps attached to it', (call) =>
    listAddons(call, addonsOn(call, call.app())),
  ),
  write(['POST', '/apps/:app/addons'], 'Creates an add-on', newAddon, createAddon),
  ...['/addons/:addon', '/apps/:app/addons/:addon'].flatMap((path) => [
    read(path, 'An add-on', (call) => ok(addonBody(call.view, addon(call)))),
    write(['PATCH', path], 'Changes the plan of an add-on, renames it', changedAddon, updateAddon),
    write(['DELETE', path], 'Destroys an add-on on all apps', destroyedAddon, destroyAddon),
  ]),
  write(['POST', '/actions/addons/resolve'], 'The add-on that an identifier means', sought, (call) => {
    const { state } = call.view;
    const identifier = named(call.body.addon);
    const app = maybeNamed(call.body.app);
    const found = resolveAddon(state, identifier, app === undefined ? undefined : findApp(state, app));
    const service = maybeNamed(call.body.addon_service);
    if (service !== undefined && service !== found.service) {
      throw failed('addon_not_found', { addon: identifier, app: app ?? null, nearest: null });
    }
    return ok([addonBody(call.view, found)]);
  }),
  read('/addons/:addon/config', 'The values of an add-on, by suffix', (call) => ok(valuesOf(addon(call)))),
  read('/addons/:addon/config/:namespace', 'The values of a namespace: there is none', (call) => {
    addon(call);
    return ok([]);
  }),
  ...['/addons/:addon/sso', '/apps/:app/addons/:addon/sso'].map((path) =>
    read(path, 'Where the page of an add-on is', (call) =>
      ok({ method: 'get', action: call.view.dashboardUrl(addon(call).id) }),
    ),
  ),
];

/** The add-on that is shown at `:addon`; under `/apps/:app` it must be billed or attached to that app. */
export function addon(call: Pick<Call, 'view' | 'param' | 'app'>): Addon {
  const { state } = call.view;
  const found = addonAnywhere(call);
  if (call.param('app') === '') {
    return found;
  }
  const app = call.app();
  const isThere =
    found.billingAppId === app.id || queries.appsUsing(state, found.id).some(({ id }) => id === app.id);
  if (!isThere) {
    throw failed('addon_not_found', { addon: call.param('addon'), app: app.name, nearest: null });
  }
  return found;
}

/** The add-on that `:addon` means in the context of the app, whoever has it. */
function addonAnywhere({ view, param, app }: Pick<Call, 'view' | 'param' | 'app'>): Addon {
  return resolveAddon(view.state, param('addon'), param('app') === '' ? undefined : app());
}

function listAddons({ view }: Call, addons: readonly Addon[]): Answer {
  return list(
    addons,
    (each) => addonBody(view, each),
    { name: ({ name }) => name, id: ({ id }) => id },
    'name',
  );
}

function addonsOn({ view: { state } }: Call, app: App): readonly Addon[] {
  const attached = queries
    .attachmentsOfApp(state, app.id)
    .map(({ addonId }) => queries.addonOf(state, addonId));
  return [...new Set([...queries.addonsBilledTo(state, app.id), ...attached])];
}

async function createAddon(call: Call<z.infer<typeof newAddon>>): Promise<Answer> {
  const { plan, name, attachment, config, confirm } = call.body;
  const done = await call
    .perform({
      type: 'createAddon',
      app: call.param('app'),
      plan: planNamed(call.view.catalog, named(plan)),
      name: given(name),
      alias: given(attachment?.name),
      config: Object.fromEntries(Object.entries(config ?? {}).map(([key, value]) => [key, asText(value)])),
      confirm,
    })
    .catch(refuseAsPlan);
  return created(addonBody(call.after(done), queries.addonOf(done.next, done.result.addonId)));
}

/** A service that is missing is no page that is missing when it stands in a plan: there the input is wrong. */
function refuseAsPlan(error: unknown): never {
  if (isAddonError(error) && error.code === 'service_not_found') {
    const wire = { status: 422, id: 'invalid_params', code: error.code };
    throw new HttpProblem(wire, error.message);
  }
  throw error;
}

/** Options come from a command line: `--flag` is true, `--name=value` a text. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function updateAddon(call: Call<z.infer<typeof changedAddon>>): Promise<Answer> {
  const { state, catalog } = call.view;
  const found = addonAnywhere(call);
  const [plan, name] = [maybeNamed(call.body.plan), given(call.body.name)];
  if (call.param('app') !== '' && call.app().id !== found.billingAppId) {
    const billingApp = queries.appOf(state, found.billingAppId).name;
    throw failed('not_billing_app', { addon: found.name, billingApp, app: call.app().name });
  }
  if (plan === undefined && name === undefined) {
    throw notHere('plan: is missing; give a plan, a name or both.');
  }
  const actions: Action[] = [];
  if (plan !== undefined) {
    actions.push({ type: 'changePlan', addon: found.id, plan: planNamed(catalog, plan) });
  }
  if (name !== undefined) {
    actions.push({ type: 'renameAddon', addon: found.id, name });
  }
  const view = await call.performAll(actions);
  const changed = view.state.addons[found.id];
  if (changed === undefined) {
    throw notFound('add-on');
  }
  return ok(addonBody(view, changed));
}

/** The client has asked: the name of the billing app counts as typed (R29). */
async function destroyAddon(call: Call<z.infer<typeof destroyedAddon>>): Promise<Answer> {
  const found = addonAnywhere(call);
  const body = addonBody(call.view, found);
  await call.perform({
    type: 'destroyAddon',
    addon: found.id,
    app: call.param('app') === '' ? undefined : call.app().id,
    confirm: queries.appOf(call.view.state, found.billingAppId).name,
    force: call.body.force ?? false,
  });
  return ok({ ...body, state: 'deprovisioned' });
}

function valuesOf({ values }: Addon): readonly { name: string; value: string }[] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}
