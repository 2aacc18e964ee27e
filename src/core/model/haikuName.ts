import type { Chance } from '../ports/chance.ts';

const gerunds = words(`
  shining sighing cooling climbing dancing drifting dreaming flowing flying gliding glowing
  growing humming jumping landing laughing leaping listening looking loving lurking marching
  melting moving musing passing playing pondering pouring praying racing raining reading resting
  riding rising roaming rolling rowing running sailing seeing shaping singing sinking skating
  sleeping sliding smiling snowing soaring solving speaking spinning sprouting standing staring
  stirring strolling swaying swimming talking thinking trusting turning waking walking waiting
  wandering waving whistling winding wondering working writing yearning
`);
const adverbs = words(`
  calmly nobly carefully amply aptly avidly bluntly boldly bravely briefly brightly busily clearly
  cleanly closely cosily coolly curiously deeply deftly eagerly early easily evenly fairly faintly
  firmly fondly freely freshly fully gently gladly gracefully grandly happily highly honestly
  humbly infinitely jovially justly keenly kindly largely lightly likely loosely loudly lucidly
  merrily mildly neatly newly nicely openly patiently plainly politely properly proudly purely
  quickly quietly rapidly rarely readily safely serenely sharply silently simply slowly smoothly
  softly solidly steadily sweetly swiftly tenderly thinly tidily truly vastly vividly warmly
  wisely
`);
const adjectives = words(`
  autumn bold brave bright bitter blue broad calm cold cool crimson damp dark dawn deep delicate
  dry early evening fair falling floral fragrant frosty gentle golden green hidden holy icy late
  lingering little lively long misty morning mute nameless old patient plain polished proud purple
  quiet rapid red restless rough rural serene shy silent small snowy solitary sparkling spring
  still summer twilight wandering warm weathered white wild winter wispy young
`);
const nouns = words(`
  bird breeze brook bush butterfly canyon cherry cloud coast creek darkness dawn dew dream dust
  dune feather field fire firefly flower fog forest frog frost garden glade glitter grass harbor
  haze hill island lagoon lake leaf leaves meadow mesa moon morning mountain night ocean orchard
  paper peak pine plateau pond prairie rain reef resonance ridge river savannah sea shadow shape
  shore silence sky smoke snow snowflake sound spring star stream sun sunset surf thunder tide
  tree valley violet voice water waterfall wave wildflower wind wood
`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** R3: gerund, adverb, four digits (`shining-calmly-4402`); six digits when 20 draws met only taken names. */
export function addonHaiku(chance: Chance, isTaken: (name: string) => boolean): string {
  return untaken(
    isTaken,
    (digits) => `${chance.pick(gerunds)}-${chance.pick(adverbs)}-${number(chance, digits)}`,
    4,
  );
}

/** R1: adjective, noun, five digits (`quiet-river-12345`). */
export function appHaiku(chance: Chance, isTaken: (name: string) => boolean): string {
  return untaken(
    isTaken,
    (digits) => `${chance.pick(adjectives)}-${chance.pick(nouns)}-${number(chance, digits)}`,
    5,
  );
}

function untaken(
  isTaken: (name: string) => boolean,
  draw: (digits: number) => string,
  digits: number,
): string {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const name = draw(digits);
    if (!isTaken(name)) {
      return name;
    }
  }
  for (;;) {
    const name = draw(6);
    if (!isTaken(name)) {
      return name;
    }
  }
}

function number(chance: Chance, digits: number): number {
  return chance.integer(10 ** (digits - 1), 10 ** digits - 1);
}
