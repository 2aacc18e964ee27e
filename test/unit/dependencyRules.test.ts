import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const config = join(root, '.dependency-cruiser.cjs');

/** One wrong import for each rule: the file that has it, and what it imports. */
const faults: Readonly<Record<string, { readonly file: string; readonly imports: string }>> = {
  'no-cycles': { file: 'src/core/model/first.ts', imports: './second.ts' },
  'no-unresolved': { file: 'src/core/rules/lost.ts', imports: './nowhere.ts' },
  'core-is-pure': { file: 'src/core/platform/reader.ts', imports: 'node:fs' },
  'model-and-rules-stand-alone': { file: 'src/core/rules/knowing.ts', imports: '../platform/plain.ts' },
  'commands-are-pure': { file: 'src/commands/storing.ts', imports: '../store/plain.ts' },
  'vscode-shell': { file: 'src/vscode/storing.ts', imports: '../store/plain.ts' },
  store: { file: 'src/store/commanding.ts', imports: '../commands/plain.ts' },
  system: { file: 'src/system/serving.ts', imports: 'node:http' },
  providers: { file: 'src/providers/storing.ts', imports: '../store/plain.ts' },
  'tree-model-is-pure': { file: 'src/tree/model/drawing.ts', imports: '../view/plain.ts' },
  'tree-view': { file: 'src/tree/view/commanding.ts', imports: '../../commands/plain.ts' },
  'delivery-model-is-pure': { file: 'src/delivery/model/reading.ts', imports: 'node:fs' },
  'delivery-files': { file: 'src/delivery/files/commanding.ts', imports: '../../commands/plain.ts' },
  'delivery-view': { file: 'src/delivery/view/storing.ts', imports: '../../store/plain.ts' },
  server: { file: 'src/server/storing.ts', imports: '../store/plain.ts' },
  'server-root': { file: 'src/server/main.ts', imports: '../commands/plain.ts' },
  'server-on-its-own': { file: 'src/commands/serving.ts', imports: '../server/plain.ts' },
  'webview-host': { file: 'src/webviews/host/storing.ts', imports: '../../store/plain.ts' },
  'presenters-are-pure': { file: 'src/webviews/first/presenter.ts', imports: '../second/presenter.ts' },
  'pages-only-draw': { file: 'src/webviews/first/app.ts', imports: '../../core/platform/plain.ts' },
  'pages-know-types-of-their-protocol': {
    file: 'src/webviews/first/browser/checking.ts',
    imports: '../protocol.ts',
  },
  'page-components': { file: 'src/webviews/components/knowing.ts', imports: '../first/protocol.ts' },
  'pages-are-loaded-when-shown': { file: 'src/vscode/eager.ts', imports: '../webviews/host/panels.ts' },
  'vscode-only-in-shells': { file: 'src/store/editing.ts', imports: 'vscode' },
  'lowdb-in-one-file': { file: 'src/store/other.ts', imports: 'lowdb' },
  'toolkit-in-one-file': { file: 'src/webviews/page/app.ts', imports: '@vscode/webview-ui-toolkit' },
  'nobody-imports-the-root': { file: 'src/vscode/rooted.ts', imports: '../extension.ts' },
  'no-test-in-product': { file: 'src/core/tested.ts', imports: '../../test/support/plain.ts' },
};

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

describe('import rules', () => {
  let folder: string;

  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'addons-imports-'));
    writeFileSync(
      join(folder, 'tsconfig.json'),
      '{ "compilerOptions": { "allowImportingTsExtensions": true } }',
    );
    mkdirSync(join(folder, 'node_modules', '@vscode'), { recursive: true });
    const packages = readdirSync(join(root, 'node_modules')).filter(
      (name) => name === 'lowdb' || name === 'steno',
    );
    for (const name of [...packages, '@vscode/l10n']) {
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
    }
    // Comes with the pages; the rule waits for it.
    write('node_modules/@vscode/webview-ui-toolkit/package.json', '{ "name": "@vscode/webview-ui-toolkit" }');
    write('node_modules/@vscode/webview-ui-toolkit/index.js', '');
    for (const plain of [
      'src/core/platform',
      'src/store',
      'src/commands',
      'src/tree/view',
      'src/server',
      'test/support',
    ]) {
      write(`${plain}/plain.ts`, 'export const plain = 1;\n');
    }
    write('src/webviews/first/protocol.ts', 'export const requests = 1;\n');
    write('src/webviews/second/presenter.ts', 'export const page = 1;\n');
    write('src/webviews/host/panels.ts', 'export const panels = 1;\n');
    write('src/extension.ts', 'export const root = 1;\n');
    write('src/core/model/second.ts', "export * from './first.ts';\n");
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const violations = (): readonly string[] => {
    const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [tool, 'src', '--config', config, '--output-type', 'json', '--preserve-symlinks'],
      { cwd: folder, encoding: 'utf8' },
    );
    assert.notEqual(stdout, '', stderr);
    const { summary } = JSON.parse(stdout) as { summary: { violations: readonly Violation[] } };
    return summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
  };

  it('each refuses the import that it is there for', () => {
    const rules = (createRequire(import.meta.url)(config) as { forbidden: { name: string }[] }).forbidden;
    assert.deepEqual(Object.keys(faults).sort(), rules.map(({ name }) => name).sort());
    for (const { file, imports } of Object.values(faults)) {
      write(file, `export * from '${imports}';\n`);
    }
    const found = violations();
    for (const [rule, { file }] of Object.entries(faults)) {
      assert.ok(found.includes(`${rule}: ${file}`), `${rule} did not refuse ${file}: ${found.join('\n')}`);
    }
  });

  it('let the same files pass without those imports', () => {
    write('src/core/model/second.ts', 'export const second = 1;\n');
    for (const { file } of Object.values(faults)) {
      write(file, 'export const fine = 1;\n');
    }
    assert.deepEqual(violations(), []);
  });
});
