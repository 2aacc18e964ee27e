// `npm run check`: types, lint, format, import rules, dead code, exported sentences. Prints what is wrong, no more.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { missingRules } = require('./checkRuleTitles.js');
const { ensureRootPackages } = require('./installed.js');

const root = path.join(__dirname, '..');

/** What stands on the real VS Code of test/host can be judged only when that is installed; `npm test` installs it. */
const isHostInstalled = () =>
  fs.existsSync(path.join(root, 'test/host/node_modules/playwright-core/package.json'));
const hostFolders = ['test/host', 'test/ui'];

const checks = () => [
  { title: 'types', run: () => node('typescript/bin/tsc', '-p', '.') },
  { title: 'types of pages', run: () => node('typescript/bin/tsc', '-p', 'src/webviews') },
  ...(isHostInstalled()
    ? hostFolders.map((folder) => ({
        title: `types of ${folder}`,
        run: () => node('typescript/bin/tsc', '-p', folder),
      }))
    : []),
  {
    title: 'lint',
    run: () =>
      node(
        'eslint/bin/eslint.js',
        '.',
        ...(isHostInstalled() ? [] : hostFolders.flatMap((folder) => ['--ignore-pattern', folder])),
      ),
  },
  { title: 'format', run: () => node('prettier/bin/prettier.cjs', '--check', '.') },
  {
    title: 'import rules',
    run: () =>
      node('dependency-cruiser/bin/dependency-cruise.mjs', 'src', '--config', '.dependency-cruiser.cjs'),
  },
  { title: 'dead code', run: () => node('knip/bin/knip.js') },
  { title: 'sentences exported', run: checkSentences },
  { title: 'every rule in the title of a test', run: checkRules },
];

/** Runs all checks, two at a time. @returns {Promise<{ title: string, passed: boolean }[]>} */
async function runChecks() {
  const results = [];
  const waiting = checks();
  const worker = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const startedMs = Date.now();
      const { passed, output } = await check.run();
      const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
      console.log(`${passed ? '✔' : '✘'} ${check.title} (${seconds} s)`);
      if (!passed) {
        console.log(output);
      }
      results.push({ title: check.title, passed });
    }
  };
  await Promise.all([worker(), worker()]);
  if (!isHostInstalled()) {
    console.log(
      `(types and lint of ${hostFolders.join(' and ')}: only once npm test has installed VS Code there)`,
    );
  }
  return results;
}

/** Each of R1–R44 has a test that names it. */
function checkRules() {
  const missing = missingRules();
  return { passed: missing.length === 0, output: `No test names ${missing.join(', ')}` };
}

/** `l10n/bundle.l10n.json` holds every sentence of the sources, and no other. */
async function checkSentences() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'addons-l10n-'));
  try {
    const exported = await node('@vscode/l10n-dev/dist/cli.js', 'export', '--outDir', folder, 'src');
    const [expected, present] = [folder, path.join(root, 'l10n')].map((each) =>
      fs.readFileSync(path.join(each, 'bundle.l10n.json'), 'utf8').trim(),
    );
    return expected === present
      ? exported
      : { passed: false, output: 'l10n/bundle.l10n.json is out of date: run npm run l10n' };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a tool of node_modules. */
function node(script, ...args) {
  return new Promise((resolve) => {
    const tool = spawn(process.execPath, [path.join(root, 'node_modules', script), ...args], { cwd: root });
    let output = '';
    tool.stdout.on('data', (data) => (output += data));
    tool.stderr.on('data', (data) => (output += data));
    tool.on('close', (code) => resolve({ passed: code === 0, output }));
  });
}

module.exports = { runChecks };

if (require.main === module) {
  ensureRootPackages()
    .then(runChecks)
    .then((results) => {
      process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
    });
}
