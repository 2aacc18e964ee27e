import type { Action } from '../../src/core/actions/action.ts';
import { isAddonError } from '../../src/core/errors/addonError.ts';
import { planName } from '../../src/core/model/addon.ts';
import { findApp } from '../../src/core/model/identifiers.ts';
import * as queries from '../../src/core/model/queries.ts';
import type { ReachablePlatform, Refusal, RemoteActionType, SeenApp } from '../contract/addonPlatform.ts';
import { TestPlatform } from './platform.ts';
import type { PlatformApiProcess, RequestOptions } from './platformApiProcess.ts';

/** The facade itself. */
export async function localPlatform(): Promise<ReachablePlatform> {
  const on = await TestPlatform.open();
  return {
    perform: async (action) => {
      try {
        return namesOf((await on.perform(action)).result);
      } catch (error) {
        throw isAddonError(error) ? refusalOf({ code: error.code }, error.message) : error;
      }
    },
    apps: () => Promise.resolve(queries.allApps(on.state).map(({ name }) => name)),
    see: (name) => {
      const { id, maintenance, ownerId } = findApp(on.state, name);
      return Promise.resolve({
        config: on.config(name),
        releases: on.releases(name, 0),
        attachments: queries.attachmentsOfApp(on.state, id).map(({ alias, addonId }) => {
          const addon = queries.addonOf(on.state, addonId);
          return `${alias} ${addon.name} (${queries.appOf(on.state, addon.billingAppId).name})`;
        }),
        addons: queries
          .addonsBilledTo(on.state, id)
          .map((addon) => `${planName(addon)} ${addon.name} ${addon.billedPrice.cents ?? 'unknown'}`),
        domains: queries.domainsOf(on.state, id).map(({ hostname }) => hostname),
        maintenance,
        owner: on.state.owners[ownerId]?.email ?? '',
      });
    },
  };
}

/** Of a result, what both sides can tell: names, no ids, and of an alias not why. */
const told = ['addon', 'alias', 'version'] as const;

function namesOf(result: object): object {
  return Object.fromEntries(
    Object.entries(result).filter(([name]) => (told as readonly string[]).includes(name)),
  );
}

function refusalOf(told: Omit<Refusal, 'message'>, message: string): Error & Refusal {
  return Object.assign(new Error(message), told);
}

/** The same facade, reached through the Platform API by plain requests. */
export class HttpPlatform implements ReachablePlatform {
  readonly #api: PlatformApiProcess;

  constructor(api: PlatformApiProcess) {
    this.#api = api;
  }

  async perform(action: Action<RemoteActionType>): Promise<object> {
    const [method, path, body] = requestOf(action);
    return resultOf(action, await this.#send(path, { method, body }));
  }

  async apps(): Promise<readonly string[]> {
    return (await this.#send<readonly Named[]>('/apps')).map(({ name }) => name);
  }

  async see(name: string): Promise<SeenApp> {
    const of = `/apps/${name}`;
    const [app, config, releases, attachments, addons, domains] = await Promise.all([
      this.#send<{ maintenance: boolean; owner: { email: string } }>(of),
      this.#send<Readonly<Record<string, string>>>(`${of}/config-vars`),
      this.#send<readonly { version: number; description: string }[]>(`${of}/releases`),
      this.#send<readonly (Named & { addon: Named & { app: Named } })[]>(`${of}/addon-attachments`),
      this.#send<readonly (Named & { app: Named; plan: Named; billed_price: { cents: number } })[]>(
        `${of}/addons`,
      ),
      this.#send<readonly { hostname: string }[]>(`${of}/domains`),
    ]);
    return {
      config,
      releases: releases.map((each) => `v${each.version} ${each.description}`),
      attachments: attachments
        .map((each) => `${each.name} ${each.addon.name} (${each.addon.app.name})`)
        .sort(),
      addons: addons
        .filter((each) => each.app.name === name)
        .map((each) => `${each.plan.name} ${each.name} ${each.billed_price.cents}`),
      domains: domains.map(({ hostname }) => hostname),
      maintenance: app.maintenance,
      owner: app.owner.email,
    };
  }

  async #send<Body>(path: string, options: RequestOptions = {}): Promise<Body> {
    const { status, json } = await this.#api.request(path, options);
    if (status >= 400) {
      const { code, id, message } = json as Refusal & { id: string };
      throw refusalOf({ code, wire: [status, id] }, message);
    }
    return json as Body;
  }
}

interface Named {
  readonly name: string;
}

type Request = readonly [method: string, path: string, body?: object];

function requestOf(action: Action<RemoteActionType>): Request {
  const part = (text: string): string => encodeURIComponent(text);
  switch (action.type) {
    case 'createApp':
      return ['POST', '/apps', { name: action.name }];
    case 'renameApp':
      return ['PATCH', `/apps/${action.app}`, { name: action.name }];
    case 'destroyApp':
      return ['DELETE', `/apps/${action.app}`];
    case 'transferApp':
      return ['PATCH', `/teams/apps/${action.app}`, { owner: action.owner }];
    case 'restartApp':
      return ['DELETE', `/apps/${action.app}/dynos`];
    case 'setMaintenance':
      return ['PATCH', `/apps/${action.app}`, { maintenance: action.on }];
    case 'createTeam':
      return ['POST', '/teams', { name: action.name }];
    case 'createAddon': {
      const { app, plan, name, alias, config = {}, confirm } = action;
      return [
        'POST',
        `/apps/${app}/addons`,
        { plan: { name: plan }, name, attachment: { name: alias }, config, confirm },
      ];
    }
    case 'attachAddon': {
      const { addon, app, alias, namespace, confirm } = action;
      return [
        'POST',
        '/addon-attachments',
        { addon: { name: addon }, app: { name: app }, name: alias, namespace, confirm },
      ];
    }
    case 'detachAttachment':
      return ['DELETE', `/apps/${action.app}/addon-attachments/${action.alias}`];
    case 'destroyAddon': {
      const addon = `/addons/${part(action.addon)}`;
      return [
        'DELETE',
        action.app === undefined ? addon : `/apps/${action.app}${addon}`,
        { force: action.force },
      ];
    }
    case 'renameAddon':
      return ['PATCH', `/addons/${part(action.addon)}`, { name: action.name }];
    case 'changePlan':
      return ['PATCH', `/addons/${part(action.addon)}`, { plan: { name: action.plan } }];
    case 'setConfigVars':
      return [
        'PATCH',
        `/apps/${action.app}/config-vars`,
        Object.fromEntries(action.configVars.map(({ name, value }) => [name, value])),
      ];
    case 'rollBackRelease':
      return ['POST', `/apps/${action.app}/releases`, { release: action.version }];
    case 'recordDeploy':
      return ['POST', `/apps/${action.app}/builds`, { source_blob: { version: action.commit } }];
    case 'addDomain':
      return ['POST', `/apps/${action.app}/domains`, { hostname: action.hostname }];
    case 'removeDomain':
      return ['DELETE', `/apps/${action.app}/domains/${part(action.hostname)}`];
    default:
      return action satisfies never;
  }
}

function resultOf({ type }: Action<RemoteActionType>, answer: unknown): object {
  switch (type) {
    case 'createAddon': {
      const { name, config_vars: names } = answer as Named & { config_vars: readonly string[] };
      return { addon: name, alias: names[0]?.replace(/_URL$/, '') };
    }
    case 'attachAddon':
    case 'detachAttachment': {
      const { name, addon } = answer as Named & { addon: Named };
      return { addon: addon.name, alias: name };
    }
    case 'destroyAddon':
    case 'renameAddon':
    case 'changePlan':
      return { addon: (answer as Named).name };
    case 'rollBackRelease':
      return { version: (answer as { version: number }).version };
    default:
      return {};
  }
}
