import fc from 'fast-check';

/** Characters that mean something in .env files, and a few that are only hard. */
const tellingUnits = [
  'A', 'B', 'export ', '=', ':', ' ', '\t', '#', '"', "'", '`', '\\', '\\n', '$', '$&', '\n', '\r\n', '\r',
  '\u2028', '\uFEFF', 'ü', '🎉', '\u202e',
]; // prettier-ignore

/** Any text, likely to hit what a parser of .env files gets wrong. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...tellingUnits), fc.string({ maxLength: 3 })), { maxLength: 40 })
  .map((units) => units.join(''));

const name = fc.constantFrom('A', 'B', 'REDIS_URL', 'constructor', 'lower.dotted');
const writtenValue = fc.oneof(
  fc.constantFrom(
    '',
    '1',
    "'a b'",
    '"a\\nb"',
    '"a\nB=no\nc"',
    '`x`',
    '"open',
    "it's",
    'a#b',
    'pa$word',
    '$&',
    "'#'",
  ),
  fc.stringMatching(/^[a-z0-9:/.@-]{0,12}$/),
);
const line = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('', '', 'export ', '  '),
      name,
      fc.constantFrom('=', '=', ' = '),
      writtenValue,
      fc.constantFrom('', '', ' # note', '#note', '  '),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom(
    '',
    '# comment',
    '  # indented',
    "# it's",
    'junk',
    '# A=old',
    '# B: not written, see Add-on Manager',
  ),
);

/** The text of a file as people write it: comments, exports, duplicates, quotes over lines, both line ends, a BOM. */
export const envText: fc.Arbitrary<string> = fc
  .record({
    bom: fc.constantFrom('', '', '', '\uFEFF'),
    lines: fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 12 }),
    isOneKind: fc.boolean(),
    isEnded: fc.boolean(),
  })
  .map(({ bom, lines, isOneKind, isEnded }) => {
    const end = lines[0]?.[1] ?? '\n';
    const text = lines.map(([each, own]) => each + (isOneKind ? end : own)).join('');
    return bom + (isEnded ? text : text.replace(/\r?\n$/, ''));
  });

/** Values that writers of .env files get wrong. */
export const hostileValue: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '', ' a ', '$&', "$'$`", '$1', "it's", '"', `'"`, '#a', 'a # b', '# foo', 'a\nb', 'C:\\dir', 'end\\', '\u202eabc', 'a\u2028b',
    '{"a":"b"}', '-----BEGIN KEY-----\nabc\n-----END KEY-----', 'x'.repeat(65_536), '$(touch x)', '`ls`', '=a', 'ü🎉',
  ), // prettier-ignore
  fc.string({ maxLength: 12 }),
  fc.webUrl(),
);
