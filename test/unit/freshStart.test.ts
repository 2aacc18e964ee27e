import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';

const host = path.join(import.meta.dirname, '..', 'host');

describe('npm start on a fresh clone', () => {
  it('can read what opens the editor before the packages of the editor are installed', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'addons-fresh-'));
    try {
      const copy = path.join(folder, 'test', 'host');
      fs.cpSync(host, copy, {
        recursive: true,
        filter: (file) => path.basename(file) !== 'node_modules',
      });
      for (const file of ['desktop.mjs', 'forPeople.mjs', 'install.mjs']) {
        const reading = `await import(${JSON.stringify(pathToFileURL(path.join(copy, file)).href)})`;
        const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', reading], {
          encoding: 'utf8',
        });
        assert.equal(status, 0, `${file}: ${stderr}`);
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
