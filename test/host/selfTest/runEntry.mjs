// @ts-check
/** `node runEntry.mjs ENTRY FOLDER`: runs one of the entries on the fixture, as a project's test script would. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runExtensionTests } from '../extensionTests.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [entry = '', folder = ''] = process.argv.slice(2);
try {
  await runExtensionTests({
    extension: join(here, 'fixture'),
    tests: join(here, 'entries', `${entry}.js`),
    folder,
    settings: { 'fixture.folder': '/a/folder' },
    env: { FIXTURE_WORD: 'from the test' },
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
}
