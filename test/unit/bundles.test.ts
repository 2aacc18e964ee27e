import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');
const { options } = createRequire(import.meta.url)(join(root, 'esbuild.js')) as { options: BuildOptions };

/** What each bundle is made of: packages by name, our own folders under `src/`. */
async function parts(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { metafile } = await build({ ...options, write: false, metafile: true, sourcemap: false });
  return new Map(
    Object.entries(metafile.outputs).map(([output, { inputs }]) => [
      output,
      new Set(Object.keys(inputs).map(partOf)),
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
      'dist/server.js',
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
    ]);
    assert.deepEqual([...(bundles.get('dist/catalogData.js') ?? [])], ['src/core']);
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
});
