import type { Vars } from '../model/configVar.ts';
import { quoteVar, type NoPortableForm } from './quote.ts';

/** A config var that was left out of a .env text, and why. */
export interface LeftOut {
  readonly name: string;
  readonly reason: NoPortableForm;
}

/**
 * Config vars as the text of a .env file, one line each, in the order given. What has no portable form is left out
 * and named in a comment, never written in a form that some reader would misread or run.
 */
export function dotenvText(configVars: Vars): {
  readonly text: string;
  readonly leftOut: readonly LeftOut[];
} {
  const leftOut: LeftOut[] = [];
  const lines = Object.entries(configVars).map(([name, value]) => {
    const quoted = quoteVar(name, value);
    if ('text' in quoted) {
      return `${name}=${quoted.text}\n`;
    }
    leftOut.push({ name, reason: quoted.reason });
    return `${notWrittenLine(name)}\n`;
  });
  return { text: lines.join(''), leftOut };
}

/** The comment that stands where a config var was left out, so that its absence is no riddle. */
export function notWrittenLine(name: string): string {
  return `# ${name}: not written, see Add-on Manager`;
}
