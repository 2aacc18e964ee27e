import * as z from 'zod/mini';
import { failed } from '../core/errors/addonError.ts';
import { findOwner } from '../core/model/identifiers.ts';
import type { Owner } from '../core/model/owner.ts';
import * as queries from '../core/model/queries.ts';
import { appFields, createApp, newApp } from './appRoutes.ts';
import { created, list, ok, read, write, type Call, type Endpoint } from './endpoint.ts';
import { named, reference, text } from './schemas.ts';
import { appBody, teamBody } from './serializeApp.ts';

export const teamEndpoints: readonly Endpoint[] = [
  read('/teams', 'All teams', ({ view }) => {
    const teams = Object.values(view.state.owners).filter(({ kind }) => kind === 'team');
    return list(teams, teamBody, { name: ({ name }) => name, id: ({ id }) => id }, 'name');
  }),
  write(['POST', '/teams'], 'Makes a team', z.object({ name: text }), async (call) => {
    const done = await call.perform({ type: 'createTeam', name: call.body.name });
    return created(teamBody(findOwner(done.next, done.result.ownerId)));
  }),
  read('/teams/:team', 'A team', (call) => ok(teamBody(team(call)))),
  read('/teams/:team/apps', 'The apps of a team', (call) => {
    const { id } = team(call);
    const apps = queries.allApps(call.view.state).filter(({ ownerId }) => ownerId === id);
    return list(apps, (app) => appBody(call.view, app), appFields, 'name');
  }),
  read('/teams/:team/features', 'Features of a team: there are none', (call) => {
    team(call);
    return ok([]);
  }),
  write(
    ['POST', '/teams/apps'],
    'Makes an app that a team owns',
    z.object({ ...newApp, team: reference }),
    (call) => createApp(call, call.body, named(call.body.team)),
  ),
  write(
    ['PATCH', '/teams/apps/:app'],
    'Gives an app to another owner',
    z.object({ owner: reference }),
    async (call) => {
      const action = { type: 'transferApp', app: call.app().id, owner: named(call.body.owner) } as const;
      const done = await call.perform(action);
      return ok(appBody(call.after(done), queries.appOf(done.next, done.result.appId)));
    },
  ),
];

function team({ view, param }: Call): Owner {
  const owner = findOwner(view.state, param('team'));
  if (owner.kind !== 'team') {
    throw failed('owner_not_found', { owner: param('team') });
  }
  return owner;
}
