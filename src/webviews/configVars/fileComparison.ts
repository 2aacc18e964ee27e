import * as l10n from '@vscode/l10n';
import type { ReadEnvFile } from '../../commands/envFilesPort.ts';
import { parseEnvText, valuesIn } from '../../core/envFile/parse.ts';
import { quoteVar } from '../../core/envFile/quote.ts';
import { reasonText } from '../../core/envFile/reasonText.ts';
import { findApp } from '../../core/model/identifiers.ts';
import { isConfigVarName } from '../../core/model/names.ts';
import * as queries from '../../core/model/queries.ts';
import type { RequestContext } from '../host/page.ts';
import { changeVars } from './changeVars.ts';
import { markOfVar } from './varMark.ts';
import type { ComparedName, Comparison, Outcome, TakenVar, WorkspaceFile } from './protocol.ts';

/** The .env files that there are in the workspace. */
export async function filesToCompare({ envFiles }: RequestContext): Promise<readonly WorkspaceFile[]> {
  const choices = await envFiles.candidates();
  return choices
    .filter(({ isNew }) => !isNew)
    .map(({ path, name, folder }) => ({ path, label: folder === undefined ? name : `${folder}/${name}` }));
}

/** The app's config beside a file, name by name. Values are compared here and never leave. */
export async function compareWith(file: string, context: RequestContext): Promise<Comparison> {
  const { platform, envFiles, subject } = context;
  const read = await envFiles.read(file);
  await platform.refresh();
  const { state } = platform;
  const app = findApp(state, subject);
  const config = queries.configOf(state, app.id);
  const inFile = valuesIn(parseEnvText(read.text ?? ''));
  const owners = new Map(
    queries
      .ownedVarsOf(state, app.id)
      .map(({ name, addonId }) => [name, queries.addonOf(state, addonId).name] as const),
  );
  const names = [...new Set([...Object.keys(config), ...inFile.keys()])].sort(queries.byText);
  const rows = names.map((name): ComparedName => {
    const value = Object.hasOwn(config, name) ? config[name] : undefined;
    const values = inFile.get(name);
    const status = statusOf(value, values);
    return {
      name,
      mark: markOfVar(name, value ?? null, context),
      fileMark: markOfVar(name, onlyOne(values) ?? null, context),
      status,
      statusText: statusText(status, app.name, read.name),
      notToApp: notToApp(name, values, owners.get(name)),
      notToFile: notToFile(name, value),
    };
  });
  const differing = rows.filter(({ status }) => status !== 'same').length;
  return {
    file,
    rows,
    said: saidOf(differing, read),
  };
}

/** Sets vars of the app to what a file says, unless the one or the other has changed since they were compared. */
export async function takeFromFile(
  { file, vars }: { readonly file: string; readonly vars: readonly TakenVar[] },
  context: RequestContext,
): Promise<Outcome> {
  const read = await context.envFiles.read(file);
  const values = valuesIn(parseEnvText(read.text ?? ''));
  const changes = vars.flatMap(({ name, mark, fileMark }) => {
    const value = onlyOne(values.get(name));
    return value === undefined || markOfVar(name, value, context) !== fileMark
      ? []
      : [{ name, value, isStill: (now: string | null) => markOfVar(name, now, context) === mark }];
  });
  return changes.length < vars.length
    ? { kind: 'refused', said: l10n.t('{0} has changed meanwhile. Nothing was changed.', read.name) }
    : changeVars(changes, context);
}

function statusOf(value: string | undefined, values: readonly string[] | undefined): ComparedName['status'] {
  if (value === undefined) {
    return 'onlyFile';
  }
  if (values === undefined) {
    return 'onlyApp';
  }
  return values.every((each) => each === value) ? 'same' : 'different';
}

function statusText(status: ComparedName['status'], app: string, file: string): string {
  switch (status) {
    case 'same':
      return l10n.t('equal');
    case 'different':
      return l10n.t('has another value in {0}', file);
    case 'onlyApp':
      return l10n.t('only on {0}', app);
    case 'onlyFile':
      return l10n.t('only in {0}', file);
    default:
      return status satisfies never;
  }
}

function notToApp(
  name: string,
  values: readonly string[] | undefined,
  owner: string | undefined,
): string | null {
  if (values === undefined) {
    return l10n.t('It is not in the file.');
  }
  if (owner !== undefined) {
    return l10n.t('{0} sets it.', owner);
  }
  if (!isConfigVarName(name)) {
    return l10n.t('It can’t be the name of a config var.');
  }
  return onlyOne(values) === undefined ? l10n.t('The file sets it to several values.') : null;
}

/** The value that all of them are; undefined where they differ. */
function onlyOne(values: readonly string[] | undefined): string | undefined {
  return new Set(values).size === 1 ? values?.[0] : undefined;
}

function notToFile(name: string, value: string | undefined): string | null {
  if (value === undefined) {
    return l10n.t('It is not on the app.');
  }
  const quoted = quoteVar(name, value);
  return 'reason' in quoted ? l10n.t('It is left out: {0}.', reasonText(quoted.reason)) : null;
}

function saidOf(differing: number, { name, isDirty }: ReadEnvFile): string {
  const text =
    differing === 0
      ? l10n.t('{0} and the app agree.', name)
      : differing === 1
        ? l10n.t('1 name differs.')
        : l10n.t('{0} names differ.', differing);
  return isDirty ? l10n.t('{0} {1} is compared with its unsaved changes.', text, name) : text;
}
