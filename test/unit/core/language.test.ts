import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { inLanguage, languageInUse } from '../../../src/core/language.ts';
import { relativeTime } from '../../../src/core/time/timeText.ts';

describe('the language in use', () => {
  afterEach(() => {
    l10n.config({ contents: {} });
  });

  it('is English without a bundle', () => {
    assert.equal(languageInUse(), 'en');
  });

  it('is what the bundle in use tells, for times as for sentences', () => {
    const comment = 'Tag of the language of this bundle, such as de or pt-BR';
    l10n.config({ contents: { [`en/${comment}`]: 'de' } });
    assert.equal(languageInUse(), 'de');
    assert.equal(relativeTime(0, 7_200_000), 'vor 2 Stunden');
  });

  it('makes a format once for each language', () => {
    const made: string[] = [];
    const format = inLanguage((language) => {
      made.push(language);
      return language.toUpperCase();
    });
    assert.deepEqual([format(), format(), format('de'), format('de')], ['EN', 'EN', 'DE', 'DE']);
    assert.deepEqual(made, ['en', 'de']);
  });
});
