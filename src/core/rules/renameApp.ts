import { findApp } from '../model/identifiers.ts';
import { patch } from '../model/edit.ts';
import * as queries from '../model/queries.ts';
import { checkNewAppName } from './checkNames.ts';
import { builtInHostname } from './domains.ts';
import { recordEvent } from './events.ts';
import type { Rule } from './rule.ts';

/**
 * Gives an app another name; all identifiers follow. No release: nothing that its processes see changes (D14).
 *
 * @throws AddonError `app_not_found`, `invalid_app_name`, `app_name_taken`
 * @see docs/addon-rules.md, Renaming
 */
export const renameApp: Rule<'renameApp'> = (state, { app: identifier, name }, given) => {
  const app = findApp(state, identifier);
  const result = { appId: app.id, app: name };
  if (name === app.name) {
    return [state, result];
  }
  checkNewAppName(state, name);
  let next = patch(state, 'apps', app.id, { name, updatedAt: given.nowMs });
  for (const domain of queries.domainsOf(state, app.id).filter(({ kind }) => kind === 'heroku')) {
    next = patch(next, 'domains', domain.id, { hostname: builtInHostname(name) });
  }
  const data = { name, oldName: app.name };
  return [recordEvent(next, { type: 'app.renamed', appId: app.id, data }, given), result];
};
