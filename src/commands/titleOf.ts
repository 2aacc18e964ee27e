import * as l10n from '@vscode/l10n';
import type { State } from '../core/model/state.ts';

/** Title of a command, with what it is about: "Rename Add-on: important-redis". */
export function titleOf(title: string, subject: string | undefined): string {
  return subject === undefined ? title : l10n.t('{0}: {1}', title, subject);
}

/** What arguments are about, in words; undefined while none of them is known. */
export function subjectOf(known: Readonly<Record<string, unknown>>, state: State): string | undefined {
  const app = nameIn(state.apps, known['app']);
  const addon = nameIn(state.addons, known['addon']);
  const thing = addon ?? text(known['alias']) ?? text(known['name']);
  if (app === undefined || thing === undefined) {
    return addon ?? app;
  }
  return l10n.t('{0} on {1}', thing, app);
}

/** Rows know ids; people know names. */
function nameIn(
  entries: Readonly<Record<string, { readonly name: string }>>,
  value: unknown,
): string | undefined {
  const identifier = text(value);
  return identifier !== undefined && Object.hasOwn(entries, identifier)
    ? entries[identifier]?.name
    : identifier;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
