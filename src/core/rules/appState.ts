import { failed } from '../errors/addonError.ts';
import { findApp } from '../model/identifiers.ts';
import { patch } from '../model/edit.ts';
import { recordEvent } from './events.ts';
import { addRelease } from './releases.ts';
import type { Rule } from './rule.ts';

/**
 * Restarts an app: an event, no release.
 *
 * @throws AddonError `app_not_found`
 * @see docs/addon-rules.md, Domains, deploys, restarts
 */
export const restartApp: Rule<'restartApp'> = (state, input, given) => {
  const app = findApp(state, input.app);
  return [
    recordEvent(state, { type: 'app.restarted', appId: app.id }, given),
    { appId: app.id, app: app.name },
  ];
};

/**
 * Turns an app's maintenance page on or off: an event, no release.
 *
 * @throws AddonError `app_not_found`
 * @see docs/addon-rules.md, Domains, deploys, restarts
 */
export const setMaintenance: Rule<'setMaintenance'> = (state, input, given) => {
  const app = findApp(state, input.app);
  const result = { appId: app.id, app: app.name };
  if (app.maintenance === input.on) {
    return [state, result];
  }
  const next = patch(state, 'apps', app.id, { maintenance: input.on, updatedAt: given.nowMs });
  const data = { maintenance: input.on ? 'on' : 'off' };
  return [recordEvent(next, { type: 'app.updated', appId: app.id, data }, given), result];
};

/**
 * Writes down that a commit runs now: a release and an event.
 *
 * @throws AddonError `app_not_found`, `invalid_request`
 * @see docs/addon-rules.md, Domains, deploys, restarts
 */
export const recordDeploy: Rule<'recordDeploy'> = (state, input, given) => {
  const app = findApp(state, input.app);
  const commit = input.commit.toLowerCase();
  if (!/^[0-9a-f]{7,40}$/.test(commit)) {
    throw failed('invalid_request', { field: 'commit', problem: 'must be 7 to 40 hexadecimal digits.' });
  }
  const description = `Deploy ${commit.slice(0, 7)}`;
  const released = addRelease(state, state, { appId: app.id, description, slug: commit }, given);
  const event = { type: 'deploy.finished', appId: app.id, data: { commit } } as const;
  return [recordEvent(released, event, given), { appId: app.id, app: app.name }];
};
