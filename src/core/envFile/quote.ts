/** Why a value has no form that every reader of .env files understands alike. */
export type NoPortableForm =
  'lineBreak' | 'expands' | 'executes' | 'backslash' | 'quotes' | 'nul' | 'runsCode';

export type Quoted = { readonly text: string } | { readonly reason: NoPortableForm };

/** A variable of these names turns its value into code that runs in whatever reads the file. */
const codeNames = new Set([
  'NODE_OPTIONS',
  'LD_PRELOAD',
  'LD_LIBRARY_PATH',
  'DYLD_INSERT_LIBRARIES',
  'PATH',
  'BASH_ENV',
  'ENV',
  'PYTHONSTARTUP',
  'PYTHONPATH',
  'PERL5OPT',
  'RUBYOPT',
  'JAVA_TOOL_OPTIONS',
  'GIT_SSH_COMMAND',
  'PROMPT_COMMAND',
]);

/**
 * The form of a value that 30 readers of .env files give back exactly, or why there is none. Total: each value has
 * one answer. The order of the checks matters: what one rule lets through, the next may rely on.
 *
 * @see docs/addon-rules.md, Config vars in .env files
 */
export function quote(value: string): Quoted {
  if (/^[\w\-./:@%+,][\w\-./:@%+,=]*$/.test(value)) {
    return { text: value };
  }
  if (value.includes('\0')) {
    return { reason: 'nul' };
  }
  // Some readers run `$(…)` even inside single quotes.
  if (/\$\([^]*\)/.test(value)) {
    return { reason: 'executes' };
  }
  if (/\$(\w|\{.)/s.test(value)) {
    return { reason: 'expands' };
  }
  if (/[\n\r]/.test(value)) {
    return { reason: 'lineBreak' };
  }
  if (/\\([\\'$]|$)/.test(value)) {
    return { reason: 'backslash' };
  }
  if (!value.includes("'")) {
    return { text: `'${value}'` };
  }
  return /["\\$`]/.test(value) ? { reason: 'quotes' } : { text: `"${value}"` };
}

/** `quote`, and a look at the name: one that makes code of its value is not written unasked. */
export function quoteVar(name: string, value: string): Quoted {
  return codeNames.has(name) ? { reason: 'runsCode' } : quote(value);
}
