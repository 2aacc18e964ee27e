import type { AddonPlatform, DoneTogether } from '../core/platform/addonPlatform.ts';
import type { Action } from '../core/actions/action.ts';
import * as queries from '../core/model/queries.ts';

interface SampleApp {
  readonly name: string;
  readonly addons: readonly { readonly plan: string; readonly name?: string; readonly alias?: string }[];
  /** `from` is an alias of an app above or of this one. */
  readonly attachments: readonly { readonly from: string; readonly alias: string }[];
  readonly configVars: Readonly<Record<string, string>>;
}

/** The apps of the Add-ons Overview, with one add-on of each kind of sharing. */
const sampleApps: readonly SampleApp[] = [
  {
    name: 'example-app',
    addons: [{ plan: 'heroku-redis', name: 'important-redis' }, { plan: 'heroku-postgresql' }],
    attachments: [{ from: 'example-app::REDIS', alias: 'SESSION_STORE' }],
    configVars: { WORKERS: '2', LOG_LEVEL: 'info' },
  },
  {
    name: 'example-tasker',
    addons: [{ plan: 'papertrail' }],
    attachments: [{ from: 'example-app::REDIS', alias: 'BROKER' }],
    configVars: {},
  },
];

export interface LoadedSample {
  readonly created: readonly string[];
  /** Sample apps that were there already and were left alone. */
  readonly kept: readonly string[];
}

/** Adds the sample apps, all or none. An app of the same name is left as it is, with everything on it. */
export async function loadSampleData(platform: AddonPlatform): Promise<LoadedSample & Partial<DoneTogether>> {
  await platform.ready();
  const isThere = (name: string): boolean => queries.appNamed(platform.state, name) !== undefined;
  const kept = sampleApps.map(({ name }) => name).filter(isThere);
  const created = sampleApps.filter(({ name }) => !isThere(name));
  const names = created.map(({ name }) => name);
  if (names.length === 0) {
    return { created: names, kept };
  }
  const actions = created.flatMap((sample) => actionsFor(sample, names, platform));
  const { operationId } = await platform.performTogether(actions);
  return { created: names, kept, operationId };
}

function actionsFor(
  { name: app, addons, attachments, configVars }: SampleApp,
  created: readonly string[],
  { state }: AddonPlatform,
): readonly Action[] {
  const isTaken = (name: string | undefined): boolean =>
    name !== undefined && queries.addonNamed(state, name) !== undefined;
  return [
    { type: 'createApp', name: app },
    ...addons.map(({ name, ...addon }): Action => ({
      type: 'createAddon',
      app,
      ...addon,
      ...(!isTaken(name) && { name }),
    })),
    ...attachments
      // An app that was there already may lack the alias, and isn't ours to share from.
      .filter(({ from }) => created.includes(from.slice(0, from.indexOf('::'))))
      .map(({ from, alias }): Action => ({ type: 'attachAddon', addon: from, app, alias })),
    ...(Object.keys(configVars).length === 0
      ? []
      : [{ type: 'setConfigVars', app, configVars: listOf(configVars) } as const]),
  ];
}

function listOf(configVars: Readonly<Record<string, string>>): { name: string; value: string }[] {
  return Object.entries(configVars).map(([name, value]) => ({ name, value }));
}
