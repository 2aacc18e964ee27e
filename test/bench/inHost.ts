// Runs inside the extension host: what loading and activating the extension costs there.
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import * as vscode from 'vscode';

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('addon-manager.addon-manager');
  if (extension === undefined || extension.isActive) {
    throw new Error('The extension must be there and asleep');
  }
  const limitFile = process.env['ADDONS_BENCH_LIMIT'] ?? '';
  const load = createRequire(limitFile);
  const limitStartedMs = performance.now();
  load(limitFile);
  const limitMs = performance.now() - limitStartedMs;
  const startedMs = performance.now();
  await extension.activate();
  const activateMs = performance.now() - startedMs;
  const firstStartedMs = performance.now();
  await vscode.commands.executeCommand('addons.refresh', {});
  const firstMs = performance.now() - firstStartedMs;
  console.log(`  load and activate ${activateMs.toFixed(1)} ms (aim: 30 ms or less)`);
  console.log(`  limit of the same run: loading an empty module ${limitMs.toFixed(1)} ms`);
  console.log(`  first command after it, store and catalogue opened ${firstMs.toFixed(1)} ms`);
}
