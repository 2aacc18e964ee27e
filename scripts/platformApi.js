// `npm run --silent platform-api -- --port PORT --store DIR [--token TOKEN]`: the local Platform API without an editor.
// Builds what is missing first; standard output belongs to the server, which writes one line.
const fs = require('node:fs');
const path = require('node:path');
const { ensureRootPackages } = require('./installed.js');

const root = path.join(__dirname, '..');
const dist = path.join(root, 'dist');
const bundles = ['server', 'catalogData', 'stateShape'];
const sources = ['src/core', 'src/providers', 'src/server', 'src/store', 'src/system', 'esbuild.js'];

async function main() {
  await ensureRootPackages();
  if (!isBuilt()) {
    process.stderr.write('Building the server …\n');
    await build();
  }
  require(path.join(dist, 'server.js'));
}

/** Whether the bundles are there and newer than everything they are made of. */
function isBuilt() {
  const [built] = bundles
    .map((name) => path.join(dist, `${name}.js`))
    .map((file) => (fs.existsSync(file) ? fs.statSync(file).mtimeMs : 0))
    .sort((first, second) => first - second);
  return sources.every((source) => newest(path.join(root, source)) <= built);
}

function newest(file) {
  const stats = fs.statSync(file);
  if (!stats.isDirectory()) {
    return stats.mtimeMs;
  }
  return Math.max(0, ...fs.readdirSync(file).map((name) => newest(path.join(file, name))));
}

/** Beside, and renamed at the end: another server may start in the same moment. */
async function build() {
  const esbuild = require('esbuild');
  const { options } = require(path.join(root, 'esbuild.js'));
  fs.mkdirSync(dist, { recursive: true });
  const outdir = fs.mkdtempSync(path.join(dist, 'building-'));
  try {
    const entryPoints = Object.fromEntries(bundles.map((name) => [name, options.entryPoints[name]]));
    await esbuild.build({ ...options, entryPoints, outdir, sourcemap: false });
    for (const name of bundles) {
      fs.renameSync(path.join(outdir, `${name}.js`), path.join(dist, `${name}.js`));
    }
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
