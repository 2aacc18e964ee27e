import * as l10n from '@vscode/l10n';
import { editEnvText, type VarEdit } from '../core/envFile/edit.ts';
import { reasonText } from '../core/envFile/reasonText.ts';
import { failed } from '../core/errors/addonError.ts';
import { findApp } from '../core/model/identifiers.ts';
import { givenOut } from '../core/model/lockedValue.ts';
import * as queries from '../core/model/queries.ts';
import type { PlainCommand, Question } from './command.ts';
import type { EnvFiles } from './envFilesPort.ts';
import type { Choice } from './ports.ts';
import { whichApp } from './questions.ts';

/** What a person answers; `names` a line each. */
export interface AskedWrite {
  app: string;
  file: string;
  names: string;
}

/** Which app, which file, which config vars? Nothing is written yet. */
export function writeDotenvQuestions(
  envFiles: EnvFiles,
): Pick<PlainCommand<AskedWrite>, 'title' | 'arguments' | 'questions'> {
  return {
    title: () => l10n.t('Write Config Vars to .env'),
    arguments: { app: 'text', file: 'text', names: 'text' },
    questions: { app: whichApp, file: whichEnvFile(envFiles), names: whichVars(envFiles) },
  };
}

function whichEnvFile(envFiles: EnvFiles): Question<AskedWrite> {
  return async ({ platform, ask, step, known, previous }) => {
    const app = findApp(platform.state, known.app ?? '');
    if (Object.keys(queries.configOf(platform.state, app.id)).length === 0) {
      throw failed('nothing_to_choose', { what: 'configVars', app: app.name });
    }
    const choices = await envFileRows(envFiles);
    return ask.choose({
      step,
      placeholder: l10n.t('Write config vars of {0} to which file?', app.name),
      choices,
      preselected: previous ?? choices[0]?.value,
    });
  };
}

/** The .env files that a person may mean, a row each; its value is the path. */
export async function envFileRows(envFiles: EnvFiles): Promise<readonly Choice[]> {
  return (await envFiles.candidates()).map(({ path, name, folder, isNew }) => ({
    value: path,
    label: name,
    icon: isNew ? 'new-file' : 'file',
    description: [isNew ? l10n.t('new file') : undefined, folder].filter(Boolean).join(' · ') || undefined,
  }));
}

function whichVars(envFiles: EnvFiles): Question<AskedWrite> {
  return async ({ platform, ask, step, known, previous }) => {
    const { state } = platform;
    const app = findApp(state, known.app ?? '');
    const config = givenOut(queries.configOf(state, app.id));
    const read = await envFiles.read(known.file ?? '.env');
    const sources = queries.sourcesOf(state, app.id);
    const choices = editEnvText(read.text ?? '', config, read.eol).vars.map((each) => ({
      value: each.name,
      label: each.name,
      icon: sources.has(each.name) ? 'symbol-key' : 'symbol-variable',
      description: [sources.get(each.name), outcomeText(each)].filter(Boolean).join(' · '),
    }));
    const answer = await ask.chooseSeveral({
      step,
      placeholder: l10n.t('Which config vars of {0} go into {1}?', app.name, read.name),
      choices,
      ticked: previous === undefined ? choices.map(({ value }) => value) : previous.split('\n'),
    });
    return answer.kind === 'answer' ? { kind: 'answer', value: answer.value.join('\n') } : answer;
  };
}

function outcomeText({ outcome, reason }: VarEdit): string {
  switch (outcome) {
    case 'added':
      return l10n.t('adds');
    case 'changed':
      return l10n.t('changes');
    case 'same':
      return l10n.t('same already');
    case 'leftOut':
      return reason === null ? l10n.t('left out') : l10n.t('left out: {0}', reasonText(reason));
    default:
      return outcome satisfies never;
  }
}
