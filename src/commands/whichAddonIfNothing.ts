import type { Question } from './command.ts';
import { whichAddon } from './questions.ts';

/** What a row may tell. */
interface Told {
  readonly app?: string;
  readonly addon?: string;
  readonly alias?: string;
  readonly name?: string;
}

/** Which add-on? Only when nothing at all is known. */
export const whichAddonIfNothing: Question<Told> = (context) => {
  const { app, alias, name } = context.known;
  return (app ?? alias ?? name) === undefined
    ? whichAddon(context)
    : Promise.resolve({ kind: 'answer', value: '' });
};
