// `npm run bench`: figures beside a limit measured in the same run. Nothing here passes or fails.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { runExtensionTests } from '../test/host/extensionTests.mjs';
import { ensureHost } from '../test/host/install.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

spawnSync(process.execPath, ['--import', 'tsx', join(root, 'test/bench/engine.ts')], {
  cwd: root,
  stdio: 'inherit',
});

await ensureHost();
const { options } = createRequire(import.meta.url)('../esbuild.js');
await build({ ...options, minify: true, sourcemap: false });
const bundle = join(root, 'out', 'benchInHost.js');
await build({
  entryPoints: [join(root, 'test/bench/inHost.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['vscode'],
});
console.log('\nIn the extension host');
const folder = await mkdtemp(join(tmpdir(), 'addons-bench-'));
try {
  const limit = join(folder, 'empty.js');
  await writeFile(limit, '"use strict";\n');
  await mkdir(join(folder, 'workspace'));
  await runExtensionTests({
    extension: root,
    tests: bundle,
    folder: join(folder, 'workspace'),
    settings: { 'addons.store.folder': join(folder, 'store') },
    env: { ADDONS_BENCH_LIMIT: limit },
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
