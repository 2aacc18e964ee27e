import * as l10n from '@vscode/l10n';
import { sentence } from '../../core/errors/sentence.ts';
import { findApp } from '../../core/model/identifiers.ts';
import * as queries from '../../core/model/queries.ts';
import type { RequestContext } from '../host/page.ts';
import { actionOf, changeVars } from './changeVars.ts';
import type { Asked, Checked, Outcome } from './protocol.ts';
import { markOfVar } from './varMark.ts';

/** What the app's own rule says of a config var that is typed; nothing is changed. */
export async function checkVar(
  { name, value, isNew }: Asked['check']['input'],
  context: RequestContext,
): Promise<Checked> {
  const { platform, subject } = context;
  if (isNew && ownNames(context).has(name)) {
    return { problem: isSetText(name), hint: null, isSet: true };
  }
  const preview = await platform.preview(actionOf([{ name, value }], subject));
  if (preview.failure !== null) {
    return { problem: sentence(preview.failure).text, hint: null, isSet: false };
  }
  const [hint] = preview.result.hints;
  return {
    problem: null,
    hint:
      hint === undefined
        ? null
        : l10n.t('{0} begins like the config vars of {1}, and is your own.', hint.name, hint.addon),
    isSet: false,
  };
}

/** Sets or unsets one config var, unless it is no longer as the page showed it. */
export async function saveVar(
  { name, value, mark }: Asked['save']['input'],
  context: RequestContext,
): Promise<Outcome> {
  // A new one with the name of one that an add-on sets is the rule's to refuse.
  const isStill = (now: string | null): boolean =>
    markOfVar(name, now, context) === mark || (mark === null && !ownNames(context).has(name));
  const outcome = await changeVars([{ name, value, isStill }], context);
  return outcome.kind === 'conflict' && mark === null ? { ...outcome, said: isSetText(name) } : outcome;
}

function ownNames({ platform: { state }, subject }: RequestContext): ReadonlySet<string> {
  return new Set(queries.ownVarsOf(state, findApp(state, subject).id).map(({ name }) => name));
}

/** Nobody else need have changed anything: the name of a new one was there, or has come up meanwhile. */
function isSetText(name: string): string {
  return l10n.t('{0} is set already.', name);
}
