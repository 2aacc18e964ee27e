import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';

const root = join(import.meta.dirname, '..', '..');

describe('package', () => {
  it('holds what the extension needs at run time, and nothing else', async () => {
    const built = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => /^([^/]+\.js|webviews\/[^/]+\.(js|css))$/.test(file));
    const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
    assert.deepEqual(
      files.map((file) => file.replaceAll('\\', '/')).sort(),
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'l10n/bundle.l10n.json',
        'media/addons.svg',
        'media/icon.png',
        'media/page-dark.svg',
        'media/page-light.svg',
        'package.json',
        'package.nls.json',
        ...built.map((file) => `dist/${file}`),
      ].sort(),
    );
  });

  it('is at most 400 KB large', () => {
    const { size } = statSync(join(root, 'out', 'addon-manager.vsix'));
    assert.ok(size <= 400 * 1024, `${size} bytes`);
  });
});
