// Bundles test/extension and runs it inside the extension host of a real VS Code.
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { runExtensionTests } from '../test/host/extensionTests.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundle = join(root, 'out', 'extensionTests.js');

await build({
  entryPoints: [join(root, 'test/extension/entry.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'mocha', '../support/countingReporter.cjs'],
  plugins: [allTests()],
  sourcemap: 'inline',
  logLevel: 'warning',
});

const folder = await mkdtemp(join(tmpdir(), 'addons-host-'));
try {
  const workspace = join(folder, 'workspace');
  await mkdir(workspace);
  await runExtensionTests({
    extension: root,
    tests: bundle,
    folder: workspace,
    settings: { 'addons.store.folder': join(folder, 'store') },
    env: {
      ADDONS_TEST_COUNTS: process.env.ADDONS_TEST_COUNTS ?? '',
      ADDONS_TEST_STORE: join(folder, 'store'),
      ADDONS_TEST_REPORTER: join(root, 'test/support/countingReporter.cjs'),
    },
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** `import 'all-tests'` imports every test of the folder: a list by hand would forget one. */
function allTests() {
  return {
    name: 'all-tests',
    setup(builder) {
      builder.onResolve({ filter: /^all-tests$/ }, () => ({ path: 'all-tests', namespace: 'all-tests' }));
      builder.onLoad({ filter: /.*/, namespace: 'all-tests' }, async () => {
        const files = await readdir(join(root, 'test/extension'), { recursive: true });
        const tests = files.filter((file) => file.endsWith('.test.ts')).sort();
        const imports = tests.map((file) => `import ${JSON.stringify(`./test/extension/${file}`)};`);
        return { contents: imports.join('\n'), resolveDir: root, loader: 'ts' };
      });
    },
  };
}
