import type { Choice } from '../commands/ports.ts';

/**
 * The rows that hold each of several words, wherever: in label, description, detail or the heading above them. VS Code
 * itself looks for all that is typed in one of these alone, so `heroku redis` would not find `heroku-redis`.
 *
 * @returns their values; none for a single word, which VS Code finds as well
 */
export function foundRows(choices: readonly Choice[], typed: string): ReadonlySet<string> {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = new Set<string>();
  if (words.length < 2) {
    return found;
  }
  let heading = '';
  for (const choice of choices) {
    heading = choice.heading ?? heading;
    const text = [choice.label, choice.description, choice.detail, heading].join('\n').toLowerCase();
    if (words.every((word) => text.includes(word))) {
      found.add(choice.value);
    }
  }
  return found;
}
