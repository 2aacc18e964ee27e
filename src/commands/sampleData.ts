import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import type { OperationGroupId } from '../core/model/ids.ts';
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

/** Adds the sample apps. An app of the same name is left as it is, with everything on it. */
export async function loadSampleData(platform: AddonPlatform): Promise<LoadedSample> {
  await platform.ready();
  const isThere = (name: string): boolean => queries.appNamed(platform.state, name) !== undefined;
  const kept = sampleApps.map(({ name }) => name).filter(isThere);
  const created = sampleApps.filter(({ name }) => !isThere(name));
  const group = platform.newGroup();
  const sources = created.map(({ name }) => name);
  try {
    for (const sample of created) {
      await addSampleApp(platform, sample, { group, sources });
    }
  } catch (error) {
    await takeBack(platform, group);
    throw error;
  }
  return { created: created.map(({ name }) => name), kept };
}

/** Half a sample would be taken for a whole one the next time. */
async function takeBack(platform: AddonPlatform, group: OperationGroupId): Promise<void> {
  const made = Object.values(platform.state.operations).find((operation) => operation.group === group);
  if (made !== undefined) {
    await platform.perform({ type: 'undo', operation: made.id });
  }
}

async function addSampleApp(
  platform: AddonPlatform,
  { name: app, addons, attachments, configVars }: SampleApp,
  { group, sources }: { group: ReturnType<AddonPlatform['newGroup']>; sources: readonly string[] },
): Promise<void> {
  await platform.perform({ type: 'createApp', name: app }, { group });
  for (const { name, ...addon } of addons) {
    const isTaken = name !== undefined && queries.addonNamed(platform.state, name) !== undefined;
    const named = isTaken ? addon : { ...addon, name };
    await platform.perform({ type: 'createAddon', app, ...named }, { group });
  }
  for (const { from, alias } of attachments) {
    // An app that was there already may lack the alias, and isn't ours to share from.
    if (sources.includes(from.slice(0, from.indexOf('::')))) {
      await platform.perform({ type: 'attachAddon', addon: from, app, alias }, { group });
    }
  }
  const changes = Object.entries(configVars).map(([name, value]) => ({ name, value }));
  if (changes.length > 0) {
    await platform.perform({ type: 'setConfigVars', app, configVars: changes }, { group });
  }
}
