import Mocha from 'mocha';

/** What VS Code calls: runs every test of this folder and rejects when one failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    color: true,
    timeout: 30_000,
    forbidOnly: true,
    forbidPending: true,
    failZero: true,
    reporter: process.env['ADDONS_TEST_REPORTER'] ?? 'spec',
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  // After `describe` and `it` are there.
  await import('all-tests');
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) {
    throw new Error(`${failures} tests failed`);
  }
}
