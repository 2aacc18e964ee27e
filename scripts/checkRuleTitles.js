// `node scripts/checkRuleTitles.js`: which of the rules R1–R44 stand in no title of a test.
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const folders = ['test/unit', 'test/contract'];
const lastRule = 44;

/** The first argument of each `it(` and `describe(`; suites of contracts are in files without `.test`. */
const title = /\b(?:it|describe)\(\s*(['"`])((?:\\[^]|(?!\1)[^])*?)\1/g;
const rule = /\bR(\d+)(?:\s*[–-]\s*R?(\d+))?/g;

/** @returns {string[]} for example `['R41']` */
function missingRules() {
  const named = new Set(folders.flatMap(filesIn).flatMap(titlesIn).flatMap(rulesIn));
  return Array.from({ length: lastRule }, (_, index) => index + 1)
    .filter((number) => !named.has(number))
    .map((number) => `R${number}`);
}

function filesIn(folder) {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.join(root, folder, file));
}

function titlesIn(file) {
  const isComment = (line) => /^\s*(?:\/\/|\/?\*)/.test(line);
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const code = lines.filter((line) => !isComment(line)).join('\n');
  return [...code.matchAll(title)].map(([, , text]) => text);
}

/** `R41–R43` names three. */
function rulesIn(text) {
  return [...text.matchAll(rule)].flatMap(([, first, last]) => {
    const [from, to] = [Number(first), Number(last ?? first)];
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  });
}

module.exports = { missingRules };

if (require.main === module) {
  const missing = missingRules();
  console.log(
    missing.length === 0
      ? `Each of R1–R${lastRule} stands in the title of a test.`
      : `No title of a test under ${folders.join(', ')} names ${missing.join(', ')}.`,
  );
  process.exitCode = missing.length === 0 ? 0 : 1;
}
