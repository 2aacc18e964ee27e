import * as l10n from '@vscode/l10n';
import type { Action } from '../../core/actions/action.ts';
import { isAddonError } from '../../core/errors/addonError.ts';
import { sentence } from '../../core/errors/sentence.ts';
import { namesInShort } from '../../core/help/namesInShort.ts';
import { findApp } from '../../core/model/identifiers.ts';
import * as queries from '../../core/model/queries.ts';
import type { RequestContext } from '../host/page.ts';
import type { Outcome } from './protocol.ts';

export interface VarChange {
  readonly name: string;
  /** null unsets. */
  readonly value: string | null;
  /** Whether the var is still as the page showed it, given its value now; null when it is not set. */
  readonly isStill: (value: string | null) => boolean;
}

/** Others that commit all the time have the word. */
const maxTries = 3;

/**
 * Sets and unsets config vars of the page's app, unless one of them was changed since the page showed it. Another
 * process may commit between the look and the change: then the change is refused, and looked at anew.
 */
export async function changeVars(changes: readonly VarChange[], context: RequestContext): Promise<Outcome> {
  const { platform, subject, made } = context;
  for (let tries = 1; ; tries += 1) {
    await platform.refresh();
    const changed = changedSince(changes, context);
    if (changed.length > 0) {
      return { kind: 'conflict', names: changed, said: conflictText(changed) };
    }
    const action = { ...actionOf(changes, subject), expected: presentOf(changes, context) };
    try {
      const { operationId } = await platform.perform(action);
      if (operationId !== null) {
        made.add(operationId);
      }
      const said =
        operationId === null
          ? l10n.t('It had that value already; nothing was changed.')
          : doneText(changes, context);
      return { kind: 'done', operation: operationId, said };
    } catch (error) {
      if (!isAddonError(error)) {
        throw error;
      }
      if (error.code !== 'changed_meanwhile' || tries === maxTries) {
        return { kind: 'refused', said: sentence(error.failure).text };
      }
    }
  }
}

/** Names of the vars that are no longer as the page showed them. */
export function changedSince(
  changes: readonly Pick<VarChange, 'name' | 'isStill'>[],
  { platform: { state }, subject }: RequestContext,
): readonly string[] {
  const config = queries.configOf(state, findApp(state, subject).id);
  const valueOf = (name: string): string | null =>
    Object.hasOwn(config, name) ? (config[name] ?? null) : null;
  return changes.filter(({ name, isStill }) => !isStill(valueOf(name))).map(({ name }) => name);
}

/** What the own vars are at the moment at which they were looked at; nothing was awaited since. */
function presentOf(
  changes: readonly VarChange[],
  { platform: { state }, subject }: RequestContext,
): Action<'setConfigVars'>['expected'] {
  const own = new Map(
    queries.ownVarsOf(state, findApp(state, subject).id).map(({ name, value }) => [name, value]),
  );
  return changes.map(({ name }) => ({ name, value: own.get(name) ?? null }));
}

/** The same, as an action. */
export function actionOf(
  changes: readonly Pick<VarChange, 'name' | 'value'>[],
  app: string,
): Action<'setConfigVars'> {
  return { type: 'setConfigVars', app, configVars: changes.map(({ name, value }) => ({ name, value })) };
}

function conflictText(names: readonly string[]): string {
  return names.length === 1
    ? l10n.t('{0} was changed elsewhere meanwhile. Nothing was overwritten.', names.join(''))
    : l10n.t('{0} were changed elsewhere meanwhile. Nothing was overwritten.', namesInShort(names));
}

function doneText(changes: readonly VarChange[], { platform: { state }, subject }: RequestContext): string {
  const app = findApp(state, subject);
  const version = queries.currentVersion(state, app.id);
  const set = changes.filter(({ value }) => value !== null).map(({ name }) => name);
  const unset = changes.filter(({ value }) => value === null).map(({ name }) => name);
  if (unset.length === 0) {
    return l10n.t('Set {0}. {1} is now v{2}.', namesInShort(set), app.name, version);
  }
  return set.length === 0
    ? l10n.t('Unset {0}. {1} is now v{2}.', namesInShort(unset), app.name, version)
    : l10n.t(
        'Set {0}, unset {1}. {2} is now v{3}.',
        namesInShort(set),
        namesInShort(unset),
        app.name,
        version,
      );
}
