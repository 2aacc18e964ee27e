import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';

/** What an argument of a command may be. `anything` is passed on as it is: a rule judges it. */
export type ArgumentType =
  | 'text'
  | 'textOrNumber'
  | 'optionalText'
  | 'optionalTexts'
  | 'optionalList'
  | 'flag'
  | 'optionalFlag'
  | 'configVars'
  | 'optionalConfigVars'
  | 'anything';

export type ArgumentTable<Args> = { readonly [Name in keyof Args]-?: ArgumentType };

/**
 * Checks an argument object from outside against a command's table.
 *
 * @throws AddonError `invalid_request`, naming the first field that is missing, unknown or of a wrong type
 */
export function parseArguments<Args extends object>(table: ArgumentTable<Args>, input: object): Args {
  const fields: ReadonlyMap<string, unknown> = new Map(Object.entries(input));
  const types: ReadonlyMap<string, ArgumentType> = new Map(Object.entries<ArgumentType>(table));
  for (const name of fields.keys()) {
    if (!types.has(name)) {
      const known = [...types.keys()].join(', ');
      throw failed('invalid_request', {
        field: name,
        problem: l10n.t('is no argument of this; it takes {0}.', known),
      });
    }
  }
  for (const [name, type] of types) {
    const problem = problemOf(type, fields.get(name));
    if (problem !== undefined) {
      throw failed('invalid_request', { field: name, problem });
    }
  }
  return Object.fromEntries([...fields].filter(([, value]) => value !== undefined)) as Args;
}

function problemOf(type: ArgumentType, value: unknown): string | undefined {
  switch (type) {
    case 'text':
      return typeof value === 'string' ? undefined : l10n.t('must be given as text.');
    case 'textOrNumber':
      return typeof value === 'string' || typeof value === 'number'
        ? undefined
        : l10n.t('must be given as text or a number.');
    case 'optionalText':
      return value === undefined || typeof value === 'string' ? undefined : l10n.t('must be text, if given.');
    case 'optionalFlag':
      return value === undefined || typeof value === 'boolean'
        ? undefined
        : l10n.t('must be true or false, if given.');
    case 'flag':
      return typeof value === 'boolean' ? undefined : l10n.t('must be given as true or false.');
    case 'optionalTexts':
      return value === undefined || isTexts(value) ? undefined : l10n.t('must be texts by name, if given.');
    case 'optionalList':
      return value === undefined || (Array.isArray(value) && value.every((each) => typeof each === 'string'))
        ? undefined
        : l10n.t('must be a list of texts, if given.');
    case 'configVars':
      return isConfigVars(value)
        ? undefined
        : l10n.t('must be a list of name and value, the value text or null.');
    case 'optionalConfigVars':
      return value === undefined || isConfigVars(value)
        ? undefined
        : l10n.t('must be a list of name and value, the value text or null.');
    case 'anything':
      return undefined;
    default:
      return type satisfies never;
  }
}

function isTexts(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((each) => typeof each === 'string');
}

function isConfigVars(value: unknown): boolean {
  return Array.isArray(value) && value.every(isConfigVar);
}

function isConfigVar(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['name'] === 'string' &&
    (value['value'] === null || typeof value['value'] === 'string')
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
