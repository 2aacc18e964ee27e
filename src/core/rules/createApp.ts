import type { App } from '../model/app.ts';
import { appHaiku } from '../model/haikuName.ts';
import { findOwner } from '../model/identifiers.ts';
import type { AppId, DomainId } from '../model/ids.ts';
import { localDeveloper } from '../model/owner.ts';
import { put } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import type { State } from '../model/state.ts';
import { checkNewAppName } from './checkNames.ts';
import { builtInHostname } from './domains.ts';
import { recordEvent } from './events.ts';
import { addRelease } from './releases.ts';
import type { Given, Rule } from './rule.ts';

/**
 * A new app without add-ons and config vars, at v2 as Heroku's are.
 *
 * @throws AddonError `invalid_app_name`, `app_name_taken`, `owner_not_found`
 * @see docs/addon-rules.md, R1
 */
export const createApp: Rule<'createApp'> = (state, input, given) => {
  if (input.name !== undefined) {
    checkNewAppName(state, input.name);
  }
  const name = input.name ?? drawName(state, given);
  const owner = findOwner(state, input.owner ?? localDeveloper.id);
  const app: App = {
    id: given.chance.uuid() as AppId,
    name,
    ownerId: owner.id,
    region: 'us',
    stack: 'heroku-24',
    maintenance: false,
    createdAt: given.nowMs,
    updatedAt: given.nowMs,
    releasedAt: given.nowMs,
  };
  const domainId = given.chance.uuid() as DomainId;
  let next = put(state, 'apps', app.id, app);
  next = put(next, 'domains', domainId, {
    id: domainId,
    appId: app.id,
    hostname: builtInHostname(name),
    kind: 'heroku',
    cname: null,
    status: 'none',
    createdAt: given.nowMs,
  });
  next = recordEvent(next, { type: 'app.created', appId: app.id, data: { name } }, given);
  for (const description of ['Initial release', 'Enable Logplex']) {
    next = addRelease(next, next, { appId: app.id, description }, given);
  }
  return [next, { appId: app.id, app: name }];
};

function drawName(state: State, given: Given): string {
  return appHaiku(given.chance, (name) => queries.appNamed(state, name) !== undefined);
}
