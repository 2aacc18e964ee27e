import * as l10n from '@vscode/l10n';
import { dotenvText } from '../../core/envFile/dotenvText.ts';
import { parseEnvText, textOf, valuesIn } from '../../core/envFile/parse.ts';
import { quoteVar } from '../../core/envFile/quote.ts';
import { reasonText } from '../../core/envFile/reasonText.ts';
import { sentence } from '../../core/errors/sentence.ts';
import { findApp } from '../../core/model/identifiers.ts';
import * as queries from '../../core/model/queries.ts';
import type { RequestContext } from '../host/page.ts';
import { actionOf, changedSince, changeVars, type VarChange } from './changeVars.ts';
import type { EditedText, EnvText, Outcome, Review, TextChange, TextProblem } from './protocol.ts';
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
  const leftOut = leftOutOf(changes, context);
  const problems: TextProblem[] = [...problemsIn(edited.text), ...leftOut.map(leftOutProblem)];
  if (problems.length === 0 && changes.length > 0) {
    const preview = await platform.preview(actionOf(changes, subject));
    if (preview.failure !== null) {
      problems.push({ line: null, text: sentence(preview.failure).text });
    }
  }
  const conflicts = new Set(changedSince(changes, context).filter((name) => !leftOut.includes(name)));
  const now = queries.configOf(platform.state, app.id);
  const before = valuesOf(edited.original);
  const shown = changes.map(({ name, value }): TextChange => {
    const was = before.get(name) ?? null;
    const kind = value === null ? 'unset' : was === null ? 'added' : 'changed';
    const mark = markOfVar(name, Object.hasOwn(now, name) ? (now[name] ?? null) : null, context);
    return { name, mark, kind, isConflict: conflicts.has(name), before: was, after: value };
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
  const [problem] = [...problemsIn(edited.text), ...leftOutOf(changes, context).map(leftOutProblem)];
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

/** Names that were typed, of vars that are not in the text since no line can hold them: they are not new. */
function leftOutOf(changes: readonly VarChange[], context: RequestContext): readonly string[] {
  const { platform, subject } = context;
  const own = queries.ownVarsOf(platform.state, findApp(platform.state, subject).id);
  const leftOut = new Set(
    own.filter(({ name, value }) => 'reason' in quoteVar(name, value)).map(({ name }) => name),
  );
  return changes.filter(({ name, isStill }) => leftOut.has(name) && isStill(null)).map(({ name }) => name);
}

function leftOutProblem(name: string): TextProblem {
  const text = l10n.t('{0} is set already, to a value that no line can hold. Change it in the list.', name);
  return { line: null, text };
}

/** Lines that are no assignment, and names that are set twice: readers disagree on which one counts. */
function problemsIn(text: string): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  const seen = new Set<string>();
  let line = 1;
  for (const segment of parseEnvText(text)) {
    if (segment.kind === 'other') {
      problems.push({ line, text: l10n.t('This line is not NAME=value.') });
    }
    if (segment.kind === 'assignment') {
      if (seen.has(segment.name)) {
        problems.push({ line, text: l10n.t('{0} is set twice.', segment.name) });
      }
      seen.add(segment.name);
    }
    line += textOf(segment).split(/\r\n|[\n\r]/).length - 1;
  }
  return problems;
}
