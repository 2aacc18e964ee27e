// Builds everything under dist/: `node esbuild.js [--production] [--watch]`.
const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');

const isProduction = process.argv.includes('--production');
const isWatching = process.argv.includes('--watch');

/** `await import('./name.lazy.ts')` stays an import at run time, of a bundle of its own: esbuild would inline it. */
const lazyBundles = {
  name: 'lazy-bundles',
  setup(build) {
    build.onResolve({ filter: /\.lazy\.ts$/ }, ({ kind, path: file }) =>
      kind === 'dynamic-import' ? { path: `./${bundleName(file)}.js`, external: true } : undefined,
    );
  },
};

function bundleName(file) {
  return names[file] ?? path.basename(file).replace(/(\.lazy)?\.ts$/, '');
}

function lazyFiles(folder) {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true })
    .filter((file) => file.endsWith('.lazy.ts'))
    .map((file) => path.join(folder, file));
}

const root = __dirname;
const entries = ['src/extension.ts', 'src/server/main.ts', ...lazyFiles('src')];
/** Bundles that are not named after their file. */
const names = { 'src/server/main.ts': 'server' };

/** @type {import('esbuild').BuildOptions} */
const options = {
  absWorkingDir: root,
  entryPoints: Object.fromEntries(entries.map((file) => [bundleName(file), file])),
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  plugins: [lazyBundles],
  minify: isProduction,
  sourcemap: !isProduction,
  logLevel: 'warning',
};

async function main() {
  if (isWatching) {
    const context = await esbuild.context(options);
    await context.watch();
    console.log('watching');
    return;
  }
  fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  await esbuild.build(options);
}

module.exports = { options };

if (require.main === module) {
  main().catch((error) => {
    console.error(error);
    process.exit(1);
  });
}
