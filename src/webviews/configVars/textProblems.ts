import * as l10n from '@vscode/l10n';
import { parseEnvText, textOf } from '../../core/envFile/parse.ts';
import { sentence } from '../../core/errors/sentence.ts';
import { isConfigVarName } from '../../core/model/names.ts';
import type { TextProblem } from './protocol.ts';

/** What keeps a name of the text from being set, if anything. */
export type Refusal = (name: string) => string | undefined;

/**
 * Every line that can't be saved: no assignment, a name that can be none or is not the user's, or one that is set twice,
 * as readers disagree on which one counts.
 */
export function problemsIn(text: string, refusalOf: Refusal): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  const seen = new Set<string>();
  let line = 1;
  for (const segment of parseEnvText(text)) {
    if (segment.kind === 'other') {
      problems.push({ line, text: l10n.t('This line is not NAME=value.') });
    }
    if (segment.kind === 'assignment') {
      const { name } = segment;
      const problem = seen.has(name) ? l10n.t('{0} is set twice.', name) : (formOf(name) ?? refusalOf(name));
      if (problem !== undefined) {
        problems.push({ line, text: problem });
      }
      seen.add(name);
    }
    line += textOf(segment).split(/\r\n|[\n\r]/).length - 1;
  }
  return problems;
}

function formOf(name: string): string | undefined {
  return isConfigVarName(name)
    ? undefined
    : sentence({ code: 'invalid_config_var', details: { name, problem: 'name' } }).text;
}
