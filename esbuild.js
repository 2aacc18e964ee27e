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

/** The toolkit and what it stands on do not say that unused files can be left out: one button would cost 290 KB. */
const leaveOutUnused = {
  name: 'leave-out-unused',
  setup(build) {
    build.onResolve({ filter: /^@(vscode\/webview-ui-toolkit|microsoft\/fast-)/ }, async (args) => {
      if (args.pluginData === 'resolving') {
        return undefined;
      }
      const { importer, kind, resolveDir } = args;
      const found = await build.resolve(args.path, { importer, kind, resolveDir, pluginData: 'resolving' });
      return { ...found, sideEffects: false };
    });
  },
};

/** The styles of the toolkit are texts in its code, which no minifier touches: 4 KB are their indentation. */
const withoutIndentation = {
  name: 'without-indentation',
  setup(build) {
    build.onLoad(
      { filter: /(webview-ui-toolkit|fast-foundation)\b.*\.(styles|template)\.js$/ },
      async ({ path: file }) => ({
        contents: (await fs.promises.readFile(file, 'utf8')).replace(/\n\s+/g, '\n'),
      }),
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

/** Every page by its folder, and the controls that all of them share: those become a chunk of their own. */
function pageEntries(folder) {
  const pages = fs
    .readdirSync(path.join(root, folder))
    .filter((name) => fs.existsSync(path.join(root, folder, name, 'app.ts')));
  return {
    controls: `${folder}/components/controls.ts`,
    ...Object.fromEntries(pages.map((name) => [name, `${folder}/${name}/app.ts`])),
  };
}

const root = __dirname;
const entries = ['src/extension.ts', 'src/server/main.ts', ...lazyFiles('src')];
/** Bundles that are not named after their file. */
const names = { 'src/server/main.ts': 'server' };

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: isProduction,
  sourcemap: !isProduction,
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const options = {
  ...shared,
  entryPoints: Object.fromEntries(entries.map((file) => [bundleName(file), file])),
  outdir: 'dist',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  plugins: [lazyBundles],
  define: { PAGE_CHUNKS: '{}' },
};

/** @type {import('esbuild').BuildOptions} */
const pageOptions = {
  ...shared,
  entryPoints: pageEntries('src/webviews'),
  outdir: 'dist/webviews',
  platform: 'browser',
  format: 'esm',
  splitting: true,
  target: 'chrome128',
  plugins: [leaveOutUnused, withoutIndentation],
};

async function main() {
  if (isWatching) {
    for (const each of [options, pageOptions]) {
      const context = await esbuild.context(each);
      await context.watch();
    }
    console.log('watching');
    return;
  }
  fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  const { metafile } = await esbuild.build({ ...pageOptions, metafile: true });
  await esbuild.build({ ...options, define: { PAGE_CHUNKS: JSON.stringify(chunksOfPages(metafile)) } });
}

/** What each page's script imports: a page asks for these at once, not when its script has come. */
function chunksOfPages({ outputs }) {
  const scripts = Object.entries(outputs).filter(([, { entryPoint }]) => entryPoint?.endsWith('/app.ts'));
  return Object.fromEntries(
    scripts.map(([file, { imports }]) => [
      path.basename(file, '.js'),
      imports.filter(({ kind }) => kind === 'import-statement').map((each) => path.basename(each.path)),
    ]),
  );
}

module.exports = { options, pageOptions };

if (require.main === module) {
  main().catch((error) => {
    console.error(error);
    process.exit(1);
  });
}
