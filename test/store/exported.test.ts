import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { readExported, writeExported } from '../../src/store/exportedFile.ts';
import { failsWith, inFolder } from '../support/storeFolder.ts';

describe('a file that the store is exported to', () => {
  it('is for its owner alone, also where another one stood', () =>
    inFolder(async (folder) => {
      fs.mkdirSync(folder);
      const file = path.join(folder, 'export.json');
      fs.writeFileSync(file, 'before', { mode: 0o644 });
      await writeExported(file, 'ä\n🦊', path.join(folder, 'store'));
      assert.equal(fs.readFileSync(file, 'utf8'), 'ä\n🦊');
      assert.equal((fs.statSync(file).mode & 0o777).toString(8), '600');
      assert.deepEqual(fs.readdirSync(folder), ['export.json']);
      assert.equal(await readExported(file), 'ä\n🦊');
    }));

  it('is not in the folder of the store, by whatever name that is called', () =>
    inFolder(async (folder) => {
      fs.mkdirSync(path.join(folder, 'within'), { recursive: true });
      const linked = `${folder}-linked`;
      fs.symlinkSync(folder, linked);
      for (const file of [
        path.join(folder, 'store-1.json'),
        path.join(folder, 'within', 'export.json'),
        path.join(linked, 'export.json'),
      ]) {
        assert.match(await failsWith(writeExported(file, '{}', folder), 'store_file_failed'), /EPERM/);
      }
      assert.deepEqual(fs.readdirSync(folder), ['within']);
    }));

  it('stays as it was when it can not be written', () =>
    inFolder(async (folder) => {
      fs.mkdirSync(path.join(folder, 'taken'), { recursive: true });
      const taken = path.join(folder, 'taken');
      await failsWith(writeExported(taken, '{}', path.join(folder, 'store')), 'store_file_failed');
      const nowhere = path.join(folder, 'nowhere', 'export.json');
      await failsWith(writeExported(nowhere, '{}', path.join(folder, 'store')), 'store_file_failed');
      assert.deepEqual(fs.readdirSync(folder), ['taken']);
    }));

  it('is a regular file of at most 256 MB to be imported: nothing larger is read', () =>
    inFolder(async (folder) => {
      fs.mkdirSync(folder);
      assert.match(await failsWith(readExported(folder), 'store_file_failed'), /EINVAL/);
      assert.match(await failsWith(readExported('/dev/zero'), 'store_file_failed'), /EINVAL/);
      const large = path.join(folder, 'large.json');
      fs.writeFileSync(large, '');
      fs.truncateSync(large, 256 * 1024 * 1024 + 1);
      assert.match(await failsWith(readExported(large), 'store_file_failed'), /EFBIG/);
      assert.match(await failsWith(readExported(path.join(folder, 'none')), 'store_file_failed'), /ENOENT/);
    }));
});
