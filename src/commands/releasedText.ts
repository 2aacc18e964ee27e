import * as l10n from '@vscode/l10n';
import type { Effect } from '../core/rules/effect.ts';

/** "example-app is now v9." for every app that an action released; empty when it released none. */
export function releasedText(effect: Effect): string {
  const versions = effect.apps.flatMap(({ app, releases }) => {
    const newest = releases.at(-1);
    return newest === undefined ? [] : [l10n.t('{0} is now v{1}', app, newest)];
  });
  return versions.length === 0 ? '' : l10n.t('{0}.', versions.join(', '));
}

/** What happened, and the releases that it made. */
export function doneText(what: string, effect: Effect): string {
  return `${what} ${releasedText(effect)}`.trim();
}

/** Names of the config vars that an action set, changed or removed. */
export function changedVars(effect: Effect): string {
  return effect.apps
    .flatMap(({ configVarsSet, configVarsChanged, configVarsUnset }) => [
      ...configVarsSet,
      ...configVarsChanged,
      ...configVarsUnset,
    ])
    .join(', ');
}
