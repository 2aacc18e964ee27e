import assert from 'node:assert/strict';
import { addonHaiku, appHaiku } from '../../../../src/core/model/haikuName.ts';
import { isAddonName, isAppName } from '../../../../src/core/model/names.ts';
import type { Chance } from '../../../../src/core/ports/chance.ts';
import { haiku, wishing } from '../../../support/scriptedChance.ts';
import { seededRandomness } from '../../../support/seededRandomness.ts';
import { TestPlatform } from '../../../support/platform.ts';

function chanceOf(start: number): Chance {
  const randomness = seededRandomness(start);
  return randomness.chance(randomness.newSeed());
}

function never(): boolean {
  return false;
}

/** The word lists and number ranges that a name is drawn from. */
function drawnFrom(draw: (chance: Chance, isTaken: (name: string) => boolean) => string): {
  lists: readonly (readonly unknown[])[];
  ranges: readonly (readonly [number, number])[];
} {
  const lists: (readonly unknown[])[] = [];
  const ranges: [number, number][] = [];
  const chance: Chance = {
    ...chanceOf(1),
    pick: (items) => {
      lists.push(items);
      return items[0];
    },
    integer: (least, most) => {
      ranges.push([least, most]);
      return least;
    },
  };
  draw(chance, never);
  return { lists, ranges };
}

describe('generated names', () => {
  it('R1: a generated app name is adjective, noun and five digits', () => {
    for (let start = 0; start < 200; start += 1) {
      const name = appHaiku(chanceOf(start), never);
      assert.match(name, /^[a-z]+-[a-z]+-[1-9]\d{4}$/);
      assert.ok(isAppName(name), name);
    }
  });

  it('R3: a generated add-on name is gerund, adverb and four digits', () => {
    for (let start = 0; start < 200; start += 1) {
      const name = addonHaiku(chanceOf(start), never);
      assert.match(name, /^[a-z]+ing-[a-z]+-[1-9]\d{3}$/);
      assert.ok(isAddonName(name), name);
    }
  });

  it('R3: each list holds at least 64 different words, and digits go from 1000 to 9999', () => {
    const { lists, ranges } = drawnFrom(addonHaiku);
    assert.deepEqual(
      lists.map((list) => [list.length === new Set(list).size, list.length >= 64]),
      [
        [true, true],
        [true, true],
      ],
    );
    assert.deepEqual(ranges, [[1000, 9999]]);
  });

  it('R1: an app name fits R1 whichever words are drawn', () => {
    const { lists, ranges } = drawnFrom(appHaiku);
    const [adjectives, nouns] = lists as [readonly string[], readonly string[]];
    const names = adjectives.flatMap((adjective) => nouns.map((noun) => `${adjective}-${noun}-123456`));
    assert.deepEqual(
      names.filter((name) => !isAppName(name)),
      [],
    );
    assert.deepEqual(ranges, [[10_000, 99_999]]);
  });

  it('R3: the same chance draws the same name', () => {
    assert.equal(addonHaiku(chanceOf(7), never), addonHaiku(chanceOf(7), never));
  });

  it('R3: a taken name is drawn again, at the twentieth draw still with four digits', async () => {
    const taken = 'shining-calmly-4402';
    const randomness = wishing(
      ...Array.from({ length: 19 }, () => haiku(taken)).flat(),
      ...haiku('sighing-nobly-1891'),
    );
    const on = await TestPlatform.open({ randomness });
    await on.createApps('acme');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: taken });
    const { result } = await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-postgresql' });
    assert.deepEqual([result.addon, randomness.left], ['sighing-nobly-1891', []]);
  });

  it('R3: after 20 draws of taken names there are six digits', async () => {
    const taken = 'shining-calmly-4402';
    const randomness = wishing(
      ...Array.from({ length: 20 }, () => haiku(taken)).flat(),
      ...haiku('sighing-nobly-123456'),
    );
    const on = await TestPlatform.open({ randomness });
    await on.createApps('acme');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: taken });
    const { result } = await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-postgresql' });
    assert.deepEqual([result.addon, randomness.left], ['sighing-nobly-123456', []]);
  });

  it('R3: a name of six digits that is taken is drawn again too', () => {
    const taken = new Set(['aaa', 'bbb']);
    let draws = 0;
    const chance: Chance = { ...chanceOf(1), pick: (items) => items[0], integer: (least) => least + draws };
    const name = addonHaiku(chance, (text) => {
      draws += 1;
      taken.add(text);
      return draws <= 25;
    });
    assert.match(name, /-1000\d{2}$/);
    assert.equal(draws, 26);
  });
});
