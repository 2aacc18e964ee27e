import assert from 'node:assert/strict';
import { markdownList, markdownTable, markdownText } from '../../../../src/core/help/markdownText.ts';

/** What a reader of Markdown shows of a text that holds no syntax: entities become what they stand for. */
function shown(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

const unchanged = [
  'important-redis',
  'REDIS_URL',
  'heroku-redis:mini',
  'Claude 3.5 Haiku',
  'In-memory key-value store.',
  "maker's documentation",
  '2024 Dev Center, price and figures',
  'a/b; 50%',
  'ü 🎉 漢字',
];

const hostile = [
  '*bold* **bold** _it_ __it__ ~~gone~~ ~gone~',
  '# heading #',
  '1. item',
  '1) item',
  '- item',
  '+ item',
  '---',
  '===',
  '> quote',
  '    code',
  '`code` ``code``',
  '[text](command:workbench.action.quit)',
  '![picture](https://example.com/x.png)',
  '[text][id]',
  '<img src=x onerror="alert(1)">',
  '<!-- comment -->',
  '<https://example.com>',
  'https://example.com/a?b=c',
  'www.example.com',
  'example.com',
  'someone@example.com',
  '$(zap) $(sync~spin)',
  '\\$(zap)',
  '$x$ $$x$$',
  '&lt;b&gt; &amp; &#36;(zap)',
  'a | b',
  '\\| \\',
  ':smile:',
  '^sup^ ==mark==',
  'Math "quotes"',
  '{0} {1}',
];

describe('text in Markdown', () => {
  for (const text of unchanged) {
    it(`leaves ${JSON.stringify(text)} readable in the source`, () => {
      assert.equal(markdownText(text), text);
    });
  }

  for (const text of hostile) {
    it(`keeps ${JSON.stringify(text)} text`, () => {
      const markdown = markdownText(text);
      assert.equal(shown(markdown), text.trim());
      const left = markdown.replace(/&#\d+;/g, '');
      assert.doesNotMatch(left, /[\\`*{}[\]()#+!~<>&|$@"=^]/);
      assert.doesNotMatch(left, /(?:^|\W)[-_:]|[-_:](?:\W|$)|\/\/|\.[A-Za-z]/);
    });
  }

  it('keeps all marks of ASCII text, alone and between letters and digits', () => {
    for (let code = 33; code < 127; code += 1) {
      const mark = String.fromCharCode(code);
      for (const text of [mark, `a${mark}b`, `1${mark} b`, `${mark}${mark}a`, `a ${mark}`]) {
        assert.equal(shown(markdownText(text)), text);
      }
    }
  });

  it('is one line, whatever breaks it', () => {
    assert.equal(markdownText('\n a\r\nb\u2028c\u2029d\te\0f\u0085g\u001b[0m \n'), 'a b c d e f g &#91;0m');
  });

  it('turns no text around', () => {
    assert.equal(markdownText('a\u202Eb\u2066c\u200Fd'), 'abcd');
  });

  it('has nothing to say for nothing', () => {
    assert.equal(markdownText(''), '');
  });

  it('makes tables and lists', () => {
    assert.equal(
      markdownTable(
        ['A', 'B'],
        [
          ['1', '2'],
          ['3', '4'],
        ],
      ),
      '| A | B |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |',
    );
    assert.equal(markdownList(['a', 'b']), '- a\n- b');
  });
});
