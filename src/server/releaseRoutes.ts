import * as z from 'zod/mini';
import { failed } from '../core/errors/addonError.ts';
import type { App } from '../core/model/app.ts';
import type { Event } from '../core/model/event.ts';
import * as queries from '../core/model/queries.ts';
import type { Release } from '../core/model/release.ts';
import { configAt } from '../core/rules/releases.ts';
import { idOf, instant, type View } from './view.ts';
import { created, list, ok, read, write, type Call, type Endpoint } from './endpoint.ts';
import { notFound } from './httpProblem.ts';
import { maybe, text } from './schemas.ts';
import { appReference, releaseBody, stack, stackName } from './serializeApp.ts';
import { createHash } from 'node:crypto';

const version = z.union([text, z.int('must be a whole number.')], 'must be an id or a version.');
const source = z.object(
  { url: maybe(text), version: maybe(text), checksum: maybe(text) },
  'must be an object.',
);

export const releaseEndpoints: readonly Endpoint[] = [
  read('/apps/:app/releases', 'The releases of an app that are kept', (call) => {
    const app = call.app();
    return list(
      queries.releasesOf(call.view.state, app.id),
      (each) => releaseBody(call.view, app, each),
      { version: (each) => each.version, id: ({ id }) => id },
      'version',
    );
  }),
  read('/apps/:app/releases/:release', 'A release by its id or version', (call) => {
    const app = call.app();
    return ok(releaseBody(call.view, app, findRelease(call, app, call.param('release'))));
  }),
  read('/apps/:app/releases/:release/config-vars', 'The whole config right after a release', (call) => {
    const app = call.app();
    return ok(configAt(call.view.state, app.id, findRelease(call, app, call.param('release')).version));
  }),
  write(
    ['POST', '/apps/:app/releases'],
    'Rolls the own config vars of an app back to those of a release',
    z.object({ release: version }),
    async (call) => {
      const app = call.app();
      const wanted = findRelease(call, app, String(call.body.release)).version;
      const done = await call.perform({ type: 'rollBackRelease', app: app.id, version: wanted });
      const view = call.after(done);
      const release = queries
        .releasesOf(done.next, app.id)
        .find((each) => each.version === done.result.version);
      return created(
        release === undefined ? null : releaseBody(view, queries.appOf(done.next, app.id), release),
      );
    },
  ),
  read('/apps/:app/builds', 'Deploys of an app that were recorded', (call) => {
    const app = call.app();
    return list(deploysOf(call.view, app), (each) => buildBody(call.view, app, each), { id: ({ id }) => id });
  }),
  read('/apps/:app/builds/:build', 'A deploy by its id', (call) => {
    const app = call.app();
    const found = deploysOf(call.view, app).find(({ id }) => id === call.param('build'));
    if (found === undefined) {
      throw notFound('build');
    }
    return ok(buildBody(call.view, app, found));
  }),
  write(
    ['POST', '/apps/:app/builds'],
    'Records a deploy: nothing is fetched, built or run',
    z.object({ source_blob: source }),
    async (call) => {
      const app = call.app();
      const done = await call.perform({
        type: 'recordDeploy',
        app: app.id,
        commit: commitOf(call.body.source_blob),
      });
      const view = call.after(done);
      const deploy = deploysOf(view, app).at(-1);
      return created(deploy === undefined ? null : buildBody(view, app, deploy));
    },
  ),
];

/** @throws AddonError `release_not_found` */
function findRelease({ view }: Call, app: App, identifier: string): Release {
  const releases = queries.releasesOf(view.state, app.id);
  const number = identifier.replace(/^v(?=\d)/, '');
  const found = releases.find((each) => each.id === identifier || String(each.version) === number);
  if (found === undefined) {
    const oldest = releases[0]?.version ?? 0;
    throw failed('release_not_found', { app: app.name, version: identifier, oldest });
  }
  return found;
}

/** The commit, or for a source that names none, digits that stand for this source alone. */
function commitOf({ url, version: given, checksum }: z.infer<typeof source>): string {
  return given !== null && given !== undefined && /^[0-9a-f]{7,40}$/i.test(given)
    ? given
    : createHash('sha1')
        .update(JSON.stringify([url, given, checksum]))
        .digest('hex');
}

/** Oldest first. */
function deploysOf({ state }: View, app: App): readonly Event[] {
  return (state.events[app.id]?.events ?? []).filter(({ type }) => type === 'deploy.finished');
}

function buildBody({ state }: View, app: App, deploy: Event): object {
  const released = (state.events[app.id]?.events ?? []).find(
    ({ type, operationId }) => type === 'release.created' && operationId === deploy.operationId,
  );
  const release = queries
    .releasesOf(state, app.id)
    .find(({ version: each }) => each === released?.data['version']);
  const commit = String(deploy.data['commit']);
  const owner = Object.values(state.owners).find(({ email }) => email === deploy.actor);
  return {
    id: deploy.id,
    app: appReference(app),
    status: 'succeeded',
    source_blob: { url: null, version: commit, version_description: null, checksum: null },
    slug: { id: idOf('slug', commit) },
    release: release === undefined ? null : { id: release.id },
    stack: stack(stackName).name,
    buildpacks: [],
    output_stream_url: null,
    user: { id: owner?.id ?? idOf('user', deploy.actor), email: deploy.actor },
    created_at: instant(deploy.at),
    updated_at: instant(deploy.at),
  };
}
