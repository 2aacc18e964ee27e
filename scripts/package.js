// `npm run package [-- --out FILE]`: builds and packs the extension as a VSIX, without a network.
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { ensureRootPackages } = require('./installed.js');

async function main() {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'addon-manager.vsix' } } });
  const root = path.join(__dirname, '..');
  await ensureRootPackages();
  execFileSync(process.execPath, ['esbuild.js', '--production'], { cwd: root, stdio: 'inherit' });
  const { createVSIX } = require('@vscode/vsce');
  await createVSIX({
    cwd: root,
    packagePath: path.resolve(values.out),
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
