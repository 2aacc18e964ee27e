import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');
const { options, pageOptions } = createRequire(import.meta.url)(join(root, 'esbuild.js')) as Readonly<
  Record<'options' | 'pageOptions', BuildOptions>
>;

/** What each bundle is made of: packages by name, our own folders under `src/`. */
async function parts(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { metafile } = await build({ ...options, write: false, metafile: true, sourcemap: false });
  return new Map(
    Object.entries(metafile.outputs).map(([output, { inputs }]) => [
      output,
      new Set(
        Object.keys(inputs)
          .filter((input) => !input.startsWith('<define:'))
          .map(partOf),
      ),
    ]),
  );
}

function partOf(input: string): string {
  const match = /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input) ?? /^(src\/[^/]+)/.exec(input);
  return match?.[1] ?? input;
}

describe('bundles', () => {
  it('the extension holds our code, lowdb and l10n, and no other library; the server is on its own', async () => {
    const bundles = await parts();
    assert.deepEqual([...bundles.keys()].sort(), [
      'dist/catalogData.js',
      'dist/extension.js',
      'dist/panels.js',
      'dist/server.js',
      'dist/stateShape.js',
    ]);
    assert.deepEqual([...(bundles.get('dist/extension.js') ?? [])].sort(), [
      '@vscode/l10n',
      'lowdb',
      'src/commands',
      'src/core',
      'src/delivery',
      'src/extension.ts',
      'src/providers',
      'src/store',
      'src/system',
      'src/tree',
      'src/vscode',
      'src/webviews',
    ]);
    assert.deepEqual([...(bundles.get('dist/catalogData.js') ?? [])], ['src/core']);
    assert.deepEqual([...(bundles.get('dist/stateShape.js') ?? [])].sort(), ['src/core', 'src/store', 'zod']);
    assert.deepEqual([...(bundles.get('dist/server.js') ?? [])].sort(), [
      '@hono/node-server',
      'hono',
      'lowdb',
      'src/core',
      'src/providers',
      'src/server',
      'src/store',
      'src/system',
      'zod',
    ]);
  });

  it('the extension holds nothing of the pages but how to load them; they add zod, and nothing of the toolkit', async () => {
    const { metafile } = await build({ ...options, write: false, metafile: true, sourcemap: false });
    const inputs = Object.keys(metafile.outputs['dist/extension.js']?.inputs ?? {});
    assert.deepEqual(inputs.filter((input) => input.startsWith('src/webviews/')).sort(), [
      'src/webviews/host/editorTabs.ts',
      'src/webviews/host/viewType.ts',
    ]);
    const libraries = [...((await parts()).get('dist/panels.js') ?? [])].filter(
      (part) => !part.startsWith('src/'),
    );
    assert.deepEqual(libraries.sort(), ['@vscode/l10n', 'zod']);
  });

  it('each page is under 40 KB, what all of them share under 130 KB, and none has a library but the toolkit', async () => {
    const { metafile } = await build({
      ...pageOptions,
      write: false,
      metafile: true,
      minify: true,
      sourcemap: false,
    });
    const scripts = Object.entries(metafile.outputs).filter(([file]) => file.endsWith('.js'));
    const shared = scripts.filter(([file]) => file.includes('/chunk-'));
    const pages = scripts.filter(([file]) => !file.includes('/chunk-'));
    const sizes = new Map(shared.map(([file, { bytes }]) => [file, bytes]));
    for (const [file, { bytes, imports }] of pages) {
      assert.ok(bytes < 40 * 1024, `${file}: ${bytes} bytes`);
      const sharedBytes = imports.reduce((sum, { path }) => sum + (sizes.get(path) ?? 0), 0);
      assert.ok(sharedBytes < 130 * 1024, `${file} shares ${sharedBytes} bytes with others`);
    }
    const inputs = scripts.flatMap(([, output]) => Object.keys(output.inputs)).map(partOf);
    const libraries = new Set(inputs.filter((part) => !part.startsWith('src/')));
    assert.deepEqual([...libraries].sort(), [
      '@microsoft/fast-element',
      '@microsoft/fast-foundation',
      '@microsoft/fast-web-utilities',
      '@vscode/webview-ui-toolkit',
      'exenv-es6',
      'tslib',
    ]);
  });
});
