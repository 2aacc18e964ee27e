import type { App } from '../core/model/app.ts';
import type { Domain } from '../core/model/domain.ts';
import { localDeveloper, type Owner } from '../core/model/owner.ts';
import * as queries from '../core/model/queries.ts';
import type { Release } from '../core/model/release.ts';
import { idOf, instant, type View } from './view.ts';

export const region = { id: idOf('region', 'us'), name: 'us' };
export const stackName = 'heroku-24';

export function stack(name: string): { id: string; name: string } {
  return { id: idOf('stack', name), name };
}

/** How other bodies refer to an app. */
export function appReference({ id, name }: App): { id: string; name: string } {
  return { id, name };
}

export function ownerOf({ state }: View, app: App): Owner {
  return state.owners[app.ownerId] ?? localDeveloper;
}

export function appBody(view: View, app: App): object {
  const owner = ownerOf(view, app);
  const team = owner.kind === 'team' ? { id: owner.id, name: owner.name } : null;
  return {
    id: app.id,
    name: app.name,
    acm: false,
    archived_at: null,
    buildpack_provided_description: null,
    build_stack: stack(app.stack),
    stack: stack(app.stack),
    create_status: 'complete',
    created_at: instant(app.createdAt),
    updated_at: instant(app.updatedAt),
    released_at: instant(app.releasedAt),
    generation: { id: idOf('generation', 'cedar'), name: 'cedar' },
    git_url: `${view.url}/${app.name}.git`,
    web_url: `http://${app.name}.localhost/`,
    internal_routing: null,
    maintenance: app.maintenance,
    organization: team,
    team,
    space: null,
    owner: { id: owner.id, email: owner.email },
    region,
    repo_size: 0,
    slug_size: 0,
  };
}

/** The only one who works on an app here: its owner, in whose name the local account acts. */
export function collaboratorBody(view: View, app: App): object {
  const { id, email } = ownerOf(view, app);
  return {
    id: idOf('collaborator', `${app.id}:${id}`),
    app: appReference(app),
    user: { id, email, federated: false },
    role: 'owner',
    permissions: [],
    created_at: instant(app.createdAt),
    updated_at: instant(app.createdAt),
  };
}

export function teamBody({ id, name }: Owner): object {
  return { id, name, role: 'admin', default: false, type: 'team', credit_card_collections: false };
}

export function domainBody(view: View, domain: Domain): object {
  return {
    id: domain.id,
    hostname: domain.hostname,
    kind: domain.kind,
    cname: domain.cname,
    status: domain.status,
    acm_status: null,
    acm_status_reason: null,
    sni_endpoint: null,
    app: appReference(queries.appOf(view.state, domain.appId)),
    created_at: instant(domain.createdAt),
    updated_at: instant(domain.createdAt),
  };
}

export function releaseBody(view: View, app: App, release: Release): object {
  return {
    id: release.id,
    version: release.version,
    description: release.description,
    status: release.status,
    current: release.version === queries.currentVersion(view.state, app.id),
    user: { id: userId(view, release.user), email: release.user },
    app: appReference(app),
    addon_plan_names: release.addonPlanNames,
    slug: release.slug === null ? null : { id: idOf('slug', release.slug), commit: release.slug },
    output_stream_url: null,
    eligible_for_rollback: true,
    created_at: instant(release.createdAt),
    updated_at: instant(release.createdAt),
  };
}

/** Providers release in their own name, and are no owners. */
function userId({ state }: View, email: string): string {
  const owner = Object.values(state.owners).find((each) => each.email === email);
  return owner?.id ?? idOf('user', email);
}
