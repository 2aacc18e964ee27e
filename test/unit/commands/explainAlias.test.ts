import assert from 'node:assert/strict';
import { findApp } from '../../../src/core/model/identifiers.ts';
import * as queries from '../../../src/core/model/queries.ts';
import { playCommand, refusesCommandWith, rowTexts, runCommandWith } from '../../support/playCommand.ts';
import { escape, type Scripted } from '../../support/scriptedAsk.ts';
import { TestPlatform } from '../../support/platform.ts';

const id = 'addons.explainAlias';

describe('Explain Alias', () => {
  let on: TestPlatform;
  let colour: string;

  beforeEach(async () => {
    on = await TestPlatform.open();
    await on.createApps('acme');
    await on.perform({ type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'first' });
    const second = { type: 'createAddon', app: 'acme', plan: 'heroku-redis', name: 'second' } as const;
    colour = (await on.perform(second)).result.alias;
  });

  const play = (known: Record<string, string>, ...answers: readonly Scripted[]) =>
    playCommand(on, id, known, answers);

  it('R14: says why, a row for each sentence', async () => {
    const { ask, context } = await play({}, 'acme', colour, escape);
    assert.deepEqual(rowTexts(ask, 2).join('\n').replaceAll(' | ', ' ').split('\n'), [
      `${colour} was made of the name of heroku-redis and a colour drawn at random.`,
      'The default, REDIS, was taken by first.',
      '— What You Can Do',
      'Rename Alias…',
      'Reveal Add-on',
    ]);
    assert.equal(ask.asked[2], `${colour} on acme 1/1`);
    assert.deepEqual(context.report.told, []);
  });

  it('leads on to a new alias and to the add-on, and stays on rows to read', async () => {
    const app = findApp(on.state, 'acme').id;
    const addon = queries.addonNamed(on.state, 'first')!.id;
    const known = { app, alias: 'REDIS' };
    const sentence = 'REDIS is the default alias of heroku-redis, and was free.';
    const renamed = await play(known, sentence, 'Rename Alias…');
    assert.deepEqual(renamed.context.started, [['addons.renameAlias', known]]);
    const revealed = await play(known, 'Reveal Add-on');
    assert.deepEqual(revealed.context.started, [['addons.revealAddon', { addon }]]);
  });

  it('breaks a long sentence in two lines, so that all of it can be read', async () => {
    const { ask } = await play({ app: 'acme', alias: colour }, escape);
    const [first, second] = ask.offered[0] ?? [];
    assert.ok((first?.label ?? '').length <= 72 && first?.detail?.endsWith('at random.'));
    assert.equal(second?.detail, undefined);
  });

  it('answers a program with the text', async () => {
    const { result } = await runCommandWith(on, id, { app: 'acme', alias: 'REDIS' });
    assert.deepEqual(result, {
      alias: 'REDIS',
      text: 'REDIS is the default alias of heroku-redis, and was free.',
    });
    await refusesCommandWith(on, id, { app: 'acme', alias: 'NOTHING' }, 'attachment_not_found');
  });
});
