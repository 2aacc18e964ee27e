// `npm run test:mutations`: breaks a rule at a time, in a copy of the tree, and expects a unit test to fail for it.
// Closes with "N passed, N failed".
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.join(__dirname, '..');

/** @type {readonly { rule: string, file: string, find: string, replace: string }[]} `find` is there exactly once. */
const mutations = [
  {
    rule: 'R6',
    file: 'src/core/model/identifiers.ts',
    find: 'const found = distinct(step());',
    replace: 'const found = step();',
  },
  {
    rule: 'R10',
    file: 'src/core/rules/aliasName.ts',
    find: "const base = wanted.service.toUpperCase().replaceAll('-', '_');",
    replace: "const base = wanted.defaultAlias ?? wanted.service.toUpperCase().replaceAll('-', '_');",
  },
  {
    rule: 'R12',
    file: 'src/core/rules/aliasName.ts',
    find: '!aliases.has(alias) && !wanted.suffixes.some((suffix) => configVars.has(varName(alias, suffix)));',
    replace: '!aliases.has(alias);',
  },
  {
    rule: 'R13',
    file: 'src/core/rules/newAttachment.ts',
    find: '(displaced !== undefined || hiddenVars.length > 0) && wanted.confirm !== app.name',
    replace: 'displaced !== undefined && wanted.confirm !== app.name',
  },
  {
    rule: 'R17',
    file: 'src/core/rules/setConfigVars.ts',
    find: 'ownedVar === undefined || ownedVar.value === value ? []',
    replace: 'ownedVar === undefined || ownedVar.value === value || value === null ? []',
  },
  {
    rule: 'R18',
    file: 'src/core/rules/setConfigVars.ts',
    find: 'return present !== value;',
    replace: 'return present !== value || value !== null;',
  },
  {
    rule: 'R19',
    file: 'src/core/rules/newAttachment.ts',
    find: 'if (taken !== undefined && attachment.alias !== alias) {',
    replace: "if (taken !== undefined && attachment.alias === '') {",
  },
  {
    rule: 'R26',
    file: 'src/core/rules/newAttachment.ts',
    find: 'const description = hiddenVars.length === 0 ? what : `${what} and r${removed}`;',
    replace:
      'return next;\n  const description = hiddenVars.length === 0 ? what : `${what} and r${removed}`;',
  },
  {
    rule: 'R27',
    file: 'src/core/rules/newAttachment.ts',
    find: 'return { attachment, addon, fallback: fallbackAlias(without, search, reserved, given.chance) };',
    replace: 'return { attachment, addon, fallback: undefined };',
  },
  {
    rule: 'R28',
    file: 'src/core/rules/newAttachment.ts',
    find: '.filter((each) => each.appId === addon.billingAppId);',
    replace: ';',
  },
  {
    rule: 'R30',
    file: 'src/core/rules/destroyAddon.ts',
    find: 'return queries.appsUsing(state, addon.id).reduce((next, app) => {',
    replace: 'return queries.appsUsing(state, addon.id).slice(0, 1).reduce((next, app) => {',
  },
  {
    rule: 'R31',
    file: 'src/core/rules/destroyAddon.ts',
    find: 'if (others.length > 0 && input.force !== true) {',
    replace: 'if (others.length > 0 && input.force === false) {',
  },
  {
    rule: 'R33',
    file: 'src/core/rules/changeValues.ts',
    find: ': releaseValues(state, changed, { addon, apps: queries.appsUsing(state, addon.id) }, given);',
    replace:
      ': releaseValues(state, changed, { addon, apps: queries.appsUsing(state, addon.id).slice(0, 1) }, given);',
  },
  {
    rule: 'R34',
    file: 'src/core/model/queries.ts',
    find: "attachment.appId === billingAppId ? '' : appOf(state, attachment.appId).name;",
    replace: 'appOf(state, attachment.appId).name;',
  },
  {
    rule: 'R36',
    file: 'src/core/rules/rollBackRelease.ts',
    find: 'Object.entries(wanted).filter(([name]) => !owned.has(name))',
    replace: 'Object.entries(wanted)',
  },
  {
    rule: 'R37',
    file: 'src/core/rules/undo.ts',
    find: 'if (what !== undefined) {',
    replace: "if (what === 'never') {",
  },
  {
    rule: 'R37',
    file: 'src/core/model/operation.ts',
    find: "  'priceSegments',\n] as const;",
    replace: '] as const;',
  },
  {
    rule: 'R43',
    file: 'src/core/rules/changePlan.ts',
    find: 'const opened = openPriceSegment(changed, renewed, given);',
    replace: 'const opened = openPriceSegment(changed, addon, given);',
  },
];

/** What a run of the unit tests needs. */
const copied = [
  ...[
    'src',
    'docs',
    'scripts',
    'test/unit',
    'test/support',
    'test/contract',
    'package.json',
    'tsconfig.json',
  ],
  ...['.mocharc.json', '.mocharc.levels.json', 'esbuild.js'],
];

async function main() {
  const startedMs = Date.now();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'addons-mutations-'));
  try {
    const chosen = process.argv.slice(2);
    const waiting = mutations.filter(({ rule }) => chosen.length === 0 || chosen.includes(rule));
    // Two at a time: each in a copy of its own.
    const copies = [0, 1].map((number) => copyTree(path.join(folder, String(number))));
    const untouched = await runTests(copies[0]);
    if (untouched.passes === 0 || untouched.failed !== null) {
      console.log(`without a mutation red: ${untouched.failed ?? untouched.output}`);
      report({ passed: 0, failed: 1 }, startedMs);
      return;
    }
    console.log(`without a mutation green: ${untouched.passes} tests`);
    const counts = { passed: 1, failed: 0 };
    const worker = async (copy) => {
      for (let mutation = waiting.shift(); mutation !== undefined; mutation = waiting.shift()) {
        const { isRed, text } = await tryMutation(copy, mutation);
        counts[isRed ? 'passed' : 'failed'] += 1;
        console.log(`${mutation.rule} ${text}`);
      }
    };
    await Promise.all(copies.map(worker));
    report(counts, startedMs);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function report({ passed, failed }, startedMs) {
  console.log(`(${((Date.now() - startedMs) / 1000).toFixed(0)} s)`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function copyTree(to) {
  for (const name of copied) {
    fs.cpSync(path.join(root, name), path.join(to, name), { recursive: true });
  }
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(to, 'node_modules'));
  return to;
}

async function tryMutation(copy, { file, find, replace }) {
  const target = path.join(copy, file);
  const source = fs.readFileSync(target, 'utf8');
  const times = source.split(find).length - 1;
  if (times !== 1) {
    return { isRed: false, text: `not tried: ${file} holds ${times} times, not once: ${find}` };
  }
  fs.writeFileSync(
    target,
    source.replace(find, () => replace),
  );
  try {
    const { failed, passes, output } = await runTests(copy);
    if (failed !== null) {
      return { isRed: true, text: `red: ${failed}` };
    }
    return { isRed: false, text: passes > 0 ? 'green: no test noticed it' : `no test ran: ${output}` };
  } finally {
    fs.writeFileSync(target, source);
  }
}

/** Runs the core's unit tests up to the first that fails; `failed` is its title. */
function runTests(copy) {
  const results = path.join(copy, 'results.json');
  fs.rmSync(results, { force: true });
  const args = [
    ...['--config', '.mocharc.levels.json', '--bail'],
    ...['--reporter', 'json', '--reporter-option', `output=${results}`, 'test/unit/core/**/*.test.ts'],
  ];
  return new Promise((resolve) => {
    const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
    const child = spawn(process.execPath, [mocha, ...args], { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('close', () => {
      // A file that can't be loaded leaves no results, and is no failing test.
      const { stats, failures } = fs.existsSync(results)
        ? JSON.parse(fs.readFileSync(results, 'utf8'))
        : { stats: { passes: 0 }, failures: [] };
      resolve({ passes: stats.passes, failed: failures[0]?.fullTitle ?? null, output });
    });
  });
}

module.exports = { mutations };

if (require.main === module) {
  main().catch((error) => {
    console.error(error);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  });
}
