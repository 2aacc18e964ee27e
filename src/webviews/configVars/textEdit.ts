import * as l10n from '@vscode/l10n';
import { dotenvText } from '../../core/envFile/dotenvText.ts';
import { parseEnvText, valuesIn } from '../../core/envFile/parse.ts';
import { quoteVar } from '../../core/envFile/quote.ts';
import { reasonText } from '../../core/envFile/reasonText.ts';
import { sentence } from '../../core/errors/sentence.ts';
import { findApp } from '../../core/model/identifiers.ts';
import * as queries from '../../core/model/queries.ts';
import type { RequestContext } from '../host/page.ts';
import { actionOf, changedSince, changeVars, type VarChange } from './changeVars.ts';
import type { EditedText, EnvText, Outcome, Review, TextChange, TextProblem } from './protocol.ts';
import { problemsIn, type Refusal } from './textProblems.ts';
import { markOfVar } from './varMark.ts';

/** The vars of the user's own as the text of a .env file. */
export function envTextOf({ platform: { state }, subject }: RequestContext): EnvText {
  const app = findApp(state, subject);
  const own = queries.ownVarsOf(state, app.id).map(({ name, value }) => [name, value] as const);
  const { text, leftOut } = dotenvText(Object.fromEntries(own));
  const owned = queries.ownedVarsOf(state, app.id).map(({ name }) => name);
  return {
    text,
    notes: [
      ...leftOut.map(({ name, reason }) =>
        l10n.t('{0} is not in the text: {1}. It stays as it is.', name, reasonText(reason)),
      ),
      ...(owned.length === 0 ? [] : [l10n.t('Set by add-ons, and not edited here: {0}.', owned.join(', '))]),
    ],
  };
}

/** What saving a text would do, and why it can't be saved. */
export async function reviewText(edited: EditedText, context: RequestContext): Promise<Review> {
  const { platform, subject } = context;
  await platform.refresh();
  const app = findApp(platform.state, subject);
  const changes = changesOf(edited, context);
  const refused = refusalOf(edited.original, context);
  const problems: TextProblem[] = [...problemsIn(edited.text, refused)];
  if (problems.length === 0 && changes.length > 0) {
    const preview = await platform.preview(actionOf(changes, subject));
    if (preview.failure !== null) {
      problems.push({ line: null, text: sentence(preview.failure).text });
    }
  }
  const conflicts = new Set(changedSince(changes, context).filter((name) => refused(name) === undefined));
  const now = queries.configOf(platform.state, app.id);
  const shown = changes.map(({ name, value }): TextChange => {
    // What is replaced, also where others have changed it since.
    const before = Object.hasOwn(now, name) ? (now[name] ?? null) : null;
    const kind = value === null ? 'unset' : before === null ? 'added' : 'changed';
    const mark = markOfVar(name, before, context);
    return { name, mark, kind, isConflict: conflicts.has(name), before, after: value };
  });
  const version = queries.currentVersion(platform.state, app.id);
  const said =
    changes.length === 0
      ? l10n.t('The text changes nothing.')
      : l10n.t('{0} restarts as v{1}.', app.name, version + 1);
  return { problems, changes: shown, said };
}

/** Saves what a text changes; what it left as it was stays whatever it is by now. */
export async function saveText(edited: EditedText, context: RequestContext): Promise<Outcome> {
  const changes = changesOf(edited, context);
  const [problem] = problemsIn(edited.text, refusalOf(edited.original, context));
  if (problem !== undefined) {
    return { kind: 'refused', said: problem.text };
  }
  return changeVars(changes, context);
}

/** Every own var that a line can hold is in the original: one that is there and is not in that came from elsewhere. */
function changesOf(edited: EditedText, context: RequestContext): readonly VarChange[] {
  const { text, original, mine = [], theirs = [] } = edited;
  const { platform, subject } = context;
  const owned = new Set(
    queries.ownedVarsOf(platform.state, findApp(platform.state, subject).id).map(({ name }) => name),
  );
  const left = new Set(theirs);
  const replaced = new Map(mine.map(({ name, mark }) => [name, mark]));
  const [before, after] = [valuesOf(original), valuesOf(text)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(queries.byText);
  return names
    .filter((name) => before.get(name) !== after.get(name) && !left.has(name))
    .map((name) => ({
      name,
      value: after.get(name) ?? null,
      isStill: (now) =>
        // What an add-on sets is the rule's to refuse.
        owned.has(name) ||
        (replaced.has(name)
          ? markOfVar(name, now, context) === replaced.get(name)
          : now === (before.get(name) ?? null)),
    }));
}

function valuesOf(text: string): ReadonlyMap<string, string> {
  return new Map([...valuesIn(parseEnvText(text))].map(([name, values]) => [name, values.at(-1) ?? '']));
}

/** Why a name can't be set here: an add-on sets it, or it is not in the text since no line can hold its value. */
function refusalOf(original: string, { platform: { state }, subject }: RequestContext): Refusal {
  const app = findApp(state, subject);
  const owners = new Map(queries.ownedVarsOf(state, app.id).map(({ name, addonId }) => [name, addonId]));
  const own = new Map(queries.ownVarsOf(state, app.id).map(({ name, value }) => [name, value]));
  const inText = valuesOf(original);
  return (name) => {
    const owner = owners.get(name);
    if (owner !== undefined) {
      const addons = [queries.addonOf(state, owner).name];
      return sentence({ code: 'config_var_owned', details: { app: app.name, configVars: [name], addons } })
        .text;
    }
    const value = own.get(name);
    return value !== undefined && !inText.has(name) && 'reason' in quoteVar(name, value)
      ? l10n.t('{0} is set already, to a value that no line can hold. Change it in the list.', name)
      : undefined;
  };
}
