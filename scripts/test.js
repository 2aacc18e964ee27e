// `npm test`: installs what is missing, checks, builds, runs every level of test; closes with "N passed, N failed".
// `npm test -- unit ui` runs the levels of those folders alone, without the checks.
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { runChecks } = require('./check.js');
const { ensureCliPackages, ensureRootPackages } = require('./installed.js');
const { levels } = require('./testLevels.js');

const root = path.join(__dirname, '..');
const chosen = process.argv.slice(2);

async function main() {
  await ensureRootPackages();
  await ensureCliPackages();
  const { ensureHost } = await import(pathToFileURL(path.join(root, 'test/host/install.mjs')).href);
  await ensureHost();
  const counts = [];
  if (chosen.length === 0) {
    heading('Checks');
    const results = await runChecks();
    counts.push({
      passed: results.filter(({ passed }) => passed).length,
      failed: results.filter(({ passed }) => !passed).length,
    });
  }
  heading('Build');
  const vsix = path.join(root, 'out', 'addon-manager.vsix');
  fs.mkdirSync(path.dirname(vsix), { recursive: true });
  const isBuilt = (await run('scripts/package.js', ['--out', vsix])) === 0;
  counts.push({ passed: isBuilt ? 1 : 0, failed: isBuilt ? 0 : 1 });
  for (const level of levels.filter(isChosen)) {
    heading(level.title);
    counts.push(await runLevel(level));
  }
  const [passed, failed] = ['passed', 'failed'].map((key) =>
    counts.reduce((sum, count) => sum + count[key], 0),
  );
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function isChosen({ folders, runner }) {
  return runner !== 'none' && (chosen.length === 0 || folders.some((folder) => chosen.includes(folder)));
}

/** A level that ends without counts has failed, whatever it printed. */
async function runLevel(level) {
  const startedMs = Date.now();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'addons-counts-'));
  const file = path.join(folder, 'counts.json');
  const env = { ...process.env, ADDONS_TEST_COUNTS: file };
  const files = level.folders.map((each) => `test/${each}/**/*.test.ts`);
  const code =
    level.runner === 'mocha'
      ? await run(
          'node_modules/mocha/bin/mocha.js',
          [
            '--config',
            '.mocharc.levels.json',
            '--ignore',
            '**/node_modules/**',
            '--reporter',
            'test/support/countingReporter.cjs',
            ...files,
          ],
          env,
        )
      : await run('scripts/testInHost.mjs', [], env);
  const counts = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : { passed: 0, failed: 0 };
  fs.rmSync(folder, { recursive: true, force: true });
  console.log(`(${((Date.now() - startedMs) / 1000).toFixed(0)} s)`);
  return counts.failed === 0 && code !== 0 ? { ...counts, failed: 1 } : counts;
}

function heading(text) {
  console.log(`\n── ${text} ──`);
}

function run(script, args, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(root, script), ...args], {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

main().catch((error) => {
  console.error(error);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
});
