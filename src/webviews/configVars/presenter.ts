import * as l10n from '@vscode/l10n';
import { dotenvText } from '../../core/envFile/dotenvText.ts';
import { quoteVar } from '../../core/envFile/quote.ts';
import { reasonText } from '../../core/envFile/reasonText.ts';
import { failed } from '../../core/errors/addonError.ts';
import type { App } from '../../core/model/app.ts';
import type { ChangeList } from '../../core/model/changes.ts';
import type { Vars } from '../../core/model/configVar.ts';
import { findApp } from '../../core/model/identifiers.ts';
import { nearest } from '../../core/model/nearest.ts';
import * as queries from '../../core/model/queries.ts';
import type { State } from '../../core/model/state.ts';
import { varsSince, type VarSince } from '../../core/model/varsSince.ts';
import { exactTime, relativeTime } from '../../core/time/timeText.ts';
import { definePage, type PageContext, type RequestContext } from '../host/page.ts';
import { compareWith, filesToCompare, takeFromFile } from './fileComparison.ts';
import {
  requests,
  type Asked,
  type Model,
  type RevealedVar,
  type ShownPart,
  type VarRow,
} from './protocol.ts';
import { checkVar, saveVar } from './oneVar.ts';
import { envTextOf, reviewText, saveText } from './textEdit.ts';
import { urlParts, type UrlPart } from './urlParts.ts';
import { markOfVar } from './varMark.ts';
import { words } from './words.ts';

type Replies = { readonly [Type in keyof Asked]: Asked[Type]['reply'] };

/** The config vars of an app; the page's subject is the app's id. */
export const configVarsPage = definePage<typeof requests, Replies, Model>({
  requests,
  showingValues: ['reveal', 'parts', 'text', 'review', 'drafts'],
  words,
  title: (subject, { platform: { state } }) => {
    const app = appOf(state, subject);
    return app === undefined ? l10n.t('Config Vars') : l10n.t('Config Vars — {0}', app.name);
  },
  model: modelOf,
  isNamedBy,
  handlers: {
    reveal: ({ names }, context) => ({ values: revealed(names, context) }),
    copy: async ({ name }, context) => {
      await context.clipboard.write(valueOf(name, context), { isSecret: true });
      return { said: l10n.t('Copied the value of {0}.', name) };
    },
    copyLine: copyLine,
    copyAll: copyAll,
    parts: ({ name }, context) => ({ parts: shownParts(valueOf(name, context)) }),
    copyPart: async ({ name, part }, context) => {
      const text = urlParts(valueOf(name, context))?.get(part);
      if (text === undefined) {
        throw failed('invalid_request', { field: 'part', problem: l10n.t('is no part of it any more.') });
      }
      await context.clipboard.write(text, { isSecret: true });
      return { said: l10n.t('Copied {0} of {1}.', partLabel(part), name) };
    },
    keepDraft: ({ what, draft }, { drafts }) => {
      if (draft === null) {
        drafts.delete(what);
      } else {
        drafts.set(what, draft);
      }
      return null;
    },
    drafts: (_, { drafts }) => ({ drafts: [...drafts].map(([what, draft]) => ({ what, draft })) }),
    check: checkVar,
    save: saveVar,
    undo: async ({ operation }, { platform, made }) => {
      if (!made.has(operation)) {
        throw failed('invalid_request', { field: 'operation', problem: l10n.t('was not made here.') });
      }
      const { result } = await platform.perform({ type: 'undo', operation });
      return { said: l10n.t('Undone: {0}.', result.what) };
    },
    text: (_, context) => envTextOf(context),
    review: reviewText,
    saveText,
    files: async (_, context) => ({ files: await filesToCompare(context) }),
    compare: ({ file }, context) => compareWith(file, context),
    takeFromFile,
    writeToFile: async ({ file, names }, { run, subject }) => {
      const known = {
        app: subject,
        ...(file !== undefined && { file }),
        ...(names !== undefined && { names }),
      };
      await run('addons.writeDotenv', known);
      return null;
    },
    showAddon: async ({ addon }, { run }) => {
      await run('addons.showAddon', { addon });
      return null;
    },
  },
});

function appOf(state: State, subject: string): App | undefined {
  return Object.hasOwn(state.apps, subject) ? state.apps[subject] : undefined;
}

function modelOf(subject: string, context: PageContext): Model {
  const {
    platform: { state },
    clock,
  } = context;
  const app = appOf(state, subject);
  if (app === undefined) {
    return { kind: 'gone', text: l10n.t('This app is there no more.') };
  }
  const since = varsSince(state, app.id);
  const nowMs = clock.nowMs();
  const own = queries.ownVarsOf(state, app.id).map(({ name, value }): VarRow => ({
    name,
    mark: markOfVar(name, value, context),
    addonId: null,
    from: l10n.t('you'),
    locked: null,
    isUrl: urlParts(value) !== undefined,
    ...sinceOf(since.get(name), nowMs),
  }));
  const owned = queries.ownedVarsOf(state, app.id).map(({ name, value, addonId, attachmentId }): VarRow => {
    const addon = queries.addonOf(state, addonId).name;
    const { alias } = queries.attachmentOf(state, attachmentId);
    return {
      name,
      mark: markOfVar(name, value, context),
      addonId,
      from: `${alias} → ${addon}`,
      locked: l10n.t(
        'Set by {0} through {1}. Rotate, detach or overwrite the alias to change it.',
        addon,
        alias,
      ),
      isUrl: urlParts(value) !== undefined,
      ...sinceOf(since.get(name), nowMs),
    };
  });
  const rows = [...own, ...owned].sort((one, other) => queries.byText(one.name, other.name));
  const version = queries.currentVersion(state, app.id);
  return { kind: 'vars', app: app.name, version, counted: countedText(rows.length, version), rows };
}

function countedText(count: number, version: number): string {
  return count === 1 ? l10n.t('1 var · v{0}', version) : l10n.t('{0} vars · v{1}', count, version);
}

type SinceTexts = Pick<VarRow, 'sinceText' | 'sinceTitle' | 'sinceAt'>;

function sinceOf(since: VarSince | undefined, nowMs: number): SinceTexts {
  if (since === undefined) {
    return { sinceText: '', sinceTitle: '', sinceAt: 0 };
  }
  const { version, createdAt, isAtLatest } = since;
  return {
    sinceText: isAtLatest
      ? l10n.t('v{0} or before', version)
      : l10n.t('v{0}, {1}', version, relativeTime(createdAt, nowMs)),
    sinceTitle: exactTime(createdAt),
    sinceAt: createdAt,
  };
}

/** Changes of the app, its vars and releases, and of the add-ons that are attached to it. */
function isNamedBy(changes: ChangeList, subject: string, { platform: { state } }: PageContext): boolean {
  const app = appOf(state, subject);
  const addons = new Set(
    app === undefined ? [] : queries.attachmentsOfApp(state, app.id).map(({ addonId }) => addonId),
  );
  return changes.some(
    ({ kind, key, appId, addonId }) =>
      appId === subject ||
      (kind === 'apps' && key === subject) ||
      (kind === 'addons' && addonId !== null && addons.has(addonId)),
  );
}

function configOf({ platform: { state }, subject }: RequestContext): { app: App; config: Vars } {
  const app = findApp(state, subject);
  return { app, config: queries.configOf(state, app.id) };
}

/** Of several, one that has gone is left out; one alone that has gone is refused. */
function revealed(names: readonly string[], context: RequestContext): readonly RevealedVar[] {
  const { config } = configOf(context);
  const there = names.length === 1 ? names : names.filter((name) => Object.hasOwn(config, name));
  return there.map((name) => {
    const value = valueOf(name, context);
    return { name, value, mark: markOfVar(name, value, context) };
  });
}

function valueOf(name: string, context: RequestContext): string {
  const { app, config } = configOf(context);
  const value = Object.hasOwn(config, name) ? config[name] : undefined;
  if (value === undefined) {
    const names = Object.keys(config);
    throw failed('config_var_not_found', { name, app: app.name, nearest: nearest(name, names) });
  }
  return value;
}

async function copyLine(
  { name }: { readonly name: string },
  context: RequestContext,
): Promise<{ said: string }> {
  const quoted = quoteVar(name, valueOf(name, context));
  if ('reason' in quoted) {
    return { said: l10n.t('{0} was not copied as a line: {1}.', name, reasonText(quoted.reason)) };
  }
  await context.clipboard.write(`${name}=${quoted.text}\n`, { isSecret: true });
  return { said: l10n.t('Copied {0} as a line of a .env file.', name) };
}

async function copyAll(_: unknown, context: RequestContext): Promise<{ said: string }> {
  const { app, config } = configOf(context);
  if (Object.keys(config).length === 0) {
    return { said: l10n.t('There are no config vars to copy.') };
  }
  const { text, leftOut } = dotenvText(config);
  await context.clipboard.write(text, { isSecret: true });
  const copied = Object.keys(config).length - leftOut.length;
  if (leftOut.length === 0) {
    return { said: l10n.t('Copied {0} config vars of {1}.', copied, app.name) };
  }
  const names = leftOut.map(({ name }) => name).join(', ');
  const said = l10n.t(
    'Copied {0} config vars of {1}. Left out, because readers of .env files disagree on their values or run them: {2}.',
    copied,
    app.name,
    names,
  );
  return { said };
}

/** What may be a secret is copied and not shown: a password, options, and a user without one, which is a token. */
function shownParts(value: string): readonly ShownPart[] {
  const parts = urlParts(value) ?? new Map<UrlPart, string>();
  const hidden = new Set<UrlPart>([
    'password',
    'options',
    ...(parts.has('password') ? [] : ['user' as const]),
  ]);
  return [...parts].map(([part, text]) => ({
    part,
    label: partLabel(part),
    value: hidden.has(part) ? null : text,
  }));
}

function partLabel(part: UrlPart): string {
  switch (part) {
    case 'user':
      return l10n.t('user');
    case 'password':
      return l10n.t('password');
    case 'host':
      return l10n.t('host');
    case 'port':
      return l10n.t('port');
    case 'database':
      return l10n.t('database');
    case 'options':
      return l10n.t('options');
    default:
      return part satisfies never;
  }
}
