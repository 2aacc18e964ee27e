import * as l10n from '@vscode/l10n';
import { editEnvText, misread, type EnvEdit, type VarEdit } from '../core/envFile/edit.ts';
import { maskedTexts } from '../core/envFile/masked.ts';
import { failed, isAddonError } from '../core/errors/addonError.ts';
import type { NextStep } from '../core/errors/sentenceTypes.ts';
import type { App } from '../core/model/app.ts';
import { findApp } from '../core/model/identifiers.ts';
import { Asking } from './askAll.ts';
import { chosenVars } from './chosenVars.ts';
import type { PlainContext } from './command.ts';
import type { GitState, ReadEnvFile } from './envFilesPort.ts';
import type { Confirmed } from './ports.ts';
import { definePlainCommand } from './runCommand.ts';
import { writeDotenvQuestions, type AskedWrite } from './writeDotenvQuestions.ts';
import { reviewWrite } from './reviewWrite.ts';

interface WriteDotenvArguments {
  app: string;
  /** Relative to the first folder of the workspace, or absolute; `.env`, if left out. */
  file?: string;
  /** All config vars, if left out. */
  names?: readonly string[];
}

/** What a write would do to a file. */
interface PlannedWrite {
  readonly app: App;
  readonly read: ReadEnvFile;
  readonly edit: EnvEdit;
}

/** A file that others change all the time is theirs. */
const maxTries = 3;

/** Writes config vars of an app into a .env file of the workspace; only their lines change. */
export const writeDotenv = definePlainCommand<WriteDotenvArguments>({
  id: 'addons.writeDotenv',
  title: () => l10n.t('Write Config Vars to .env'),
  arguments: { app: 'text', file: 'optionalText', names: 'optionalList' },
  // It asks by itself: what it asks last depends on the file, and leads back to what it asked before.
  questions: {},
  run: (args, context) => (context.isAsking ? writeAsking(args, context) : writeGiven(args, context)),
});

/** @returns paths and names, never a value */
async function writeGiven(args: WriteDotenvArguments, context: PlainContext): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    const planned = await plan(args, context);
    try {
      if (isNeeded(planned)) {
        await context.envFiles.write(planned.read, planned.edit.changes);
      }
      return resultOf(planned);
    } catch (error) {
      if (!isChangedMeanwhile(error) || tries === maxTries) {
        throw error;
      }
    }
  }
}

async function writeAsking(known: Partial<WriteDotenvArguments>, context: PlainContext): Promise<unknown> {
  await context.platform.refresh();
  const { names, ...others } = known;
  const start = { ...others, ...(names !== undefined && { names: names.join('\n') }) };
  const asking = new Asking<AskedWrite>(writeDotenvQuestions(context.envFiles), start, context);
  for (;;) {
    const asked = await asking.ask();
    if (asked === undefined) {
      return undefined;
    }
    const given = { ...asked, names: asked.names.split('\n').filter(Boolean) };
    const planned = await plan(given, context);
    if (!isNeeded(planned)) {
      context.report.done(nothingToWrite(planned), []);
      return resultOf(planned);
    }
    const gitState = await context.envFiles.gitState(planned.read.path);
    const answer = await confirm(planned, gitState, asking, context);
    if (answer === 'confirmed') {
      // Another window or a program may have been at the config vars or at the file: what was not seen is not written.
      const result = isSame(planned, await plan(given, context))
        ? await writeAndTell(planned, gitState, context)
        : 'again';
      if (result !== 'again') {
        return result;
      }
    } else if (answer === 'back') {
      asking.back();
    } else {
      return undefined;
    }
  }
}

/**
 * What a write would do by the state and the file as they are now.
 *
 * @throws AddonError `app_not_found`, `config_var_not_found`, `env_readback_failed`, and what reading throws
 */
async function plan(args: WriteDotenvArguments, { platform, envFiles }: PlainContext): Promise<PlannedWrite> {
  await platform.refresh();
  const app = findApp(platform.state, args.app);
  const vars = chosenVars(platform.state, app, args.names);
  const read = await envFiles.read(args.file ?? '.env');
  const before = read.text ?? '';
  const edit = editEnvText(before, vars, read.eol);
  const name = misread(before, edit, vars);
  if (name !== undefined) {
    throw failed('env_readback_failed', { file: read.name, name });
  }
  return { app, read, edit };
}

/** Whether two plans write the same into the same. */
function isSame(seen: PlannedWrite, now: PlannedWrite): boolean {
  const factsOf = ({ app, read, edit }: PlannedWrite): string => JSON.stringify([app.id, read, edit]);
  return factsOf(seen) === factsOf(now);
}

/** Shows what will change, beside the question, until that is answered. */
async function confirm(
  { read, edit }: PlannedWrite,
  gitState: GitState,
  { title, canGoBack }: Pick<Asking<AskedWrite>, 'title' | 'canGoBack'>,
  { ask, envFiles }: PlainContext,
): Promise<Confirmed> {
  const { before, after } = maskedTexts(read.text ?? '', edit.text);
  const close = await envFiles.showDiff(read.name, before, after);
  try {
    return await ask.confirm({ ...reviewWrite(read, edit, gitState), title, canGoBack });
  } finally {
    await close();
  }
}

/** @returns `again` when the file is no longer what was shown: it is to be shown anew */
async function writeAndTell(
  planned: PlannedWrite,
  gitState: GitState,
  { envFiles, report }: PlainContext,
): Promise<unknown> {
  const { read, edit } = planned;
  try {
    const { id } = await envFiles.write(read, edit.changes);
    const next: NextStep[] = [{ title: l10n.t('Undo'), command: 'addons.undoDotenv', known: { write: id } }];
    if (gitState === 'notIgnored') {
      const title = l10n.t('Add to .gitignore');
      next.push({ title, command: 'addons.ignoreFile', known: { file: read.path } });
    }
    report.done(writtenText(planned), next);
    return resultOf(planned);
  } catch (error) {
    if (isChangedMeanwhile(error)) {
      return 'again';
    }
    throw error;
  }
}

/** Whether a value gets into the file; notes of what is left out are no reason to touch it. */
function isNeeded({ edit }: PlannedWrite): boolean {
  return edit.vars.some(isChange);
}

function isChange({ outcome }: VarEdit): boolean {
  return outcome === 'added' || outcome === 'changed';
}

function isChangedMeanwhile(error: unknown): boolean {
  return isAddonError(error) && error.code === 'env_file_changed';
}

function resultOf({ read, edit }: PlannedWrite): object {
  return {
    file: read.path,
    /** The names whose values stand in the file now; those of them that did not before. */
    written: edit.vars.filter(({ outcome }) => outcome !== 'leftOut').map(({ name }) => name),
    changed: edit.vars.filter(isChange).map(({ name }) => name),
    leftOut: leftOutOf(edit).map(({ name, reason }) => ({ name, reason })),
  };
}

function leftOutOf({ vars }: EnvEdit): readonly VarEdit[] {
  return vars.filter(({ outcome }) => outcome === 'leftOut');
}

function writtenText(planned: PlannedWrite): string {
  const { app, read, edit } = planned;
  const names = edit.vars.filter(isChange).map(({ name }) => name);
  const what = names.length === 1 ? names.join('') : l10n.t('{0} config vars', names.length);
  const text = read.isDirty
    ? l10n.t('Changed {0} of {1} in {2}, which is not saved yet.', what, app.name, read.name)
    : l10n.t('Wrote {0} of {1} to {2}.', what, app.name, read.name);
  return withLeftOut(text, planned);
}

function nothingToWrite(planned: PlannedWrite): string {
  const { app, read, edit } = planned;
  const text = edit.vars.some(({ outcome }) => outcome === 'same')
    ? l10n.t('{0} holds these config vars of {1} already. Nothing was changed.', read.name, app.name)
    : l10n.t('There is nothing of {0} to write to {1}. Nothing was changed.', app.name, read.name);
  return withLeftOut(text, planned);
}

function withLeftOut(text: string, { edit }: PlannedWrite): string {
  const names = leftOutOf(edit).map(({ name }) => name);
  return names.length === 0 ? text : l10n.t('{0} Left out: {1}.', text, names.join(', '));
}
