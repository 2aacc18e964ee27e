import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editEnvText } from '../../../src/core/envFile/edit.ts';
import { DiskEnvFiles } from '../../../src/delivery/files/diskEnvFiles.ts';
import { PlayedDocument, PlayedEditor } from '../../support/playedEditor.ts';

const isWindows = process.platform === 'win32';

describe('.env files on the disk', () => {
  let root: string;
  let folder: string;
  let editor: PlayedEditor;
  let files: DiskEnvFiles;

  beforeEach(async () => {
    root = await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'addons-env-')));
    folder = join(root, 'work');
    await fs.mkdir(folder);
    editor = new PlayedEditor({ name: 'work', path: folder });
    files = new DiskEnvFiles(editor, () => Promise.resolve(undefined));
  });

  afterEach(async () => {
    await fs.rm(root, { recursive: true, force: true });
  });

  const at = (...names: readonly string[]) => join(folder, ...names);
  const put = (name: string, text: string | Buffer) => fs.writeFile(at(name), text);
  const text = (name: string) => fs.readFile(at(name), 'utf8');
  const write = async (file: string, vars: Record<string, string>) => {
    const read = await files.read(file);
    return files.write(read, editEnvText(read.text ?? '', vars, read.eol).changes);
  };
  const openDocument = (name: string, shown: string, isDirty = false) => {
    const document = new PlayedDocument(shown, isDirty, (saved) => put(name, saved));
    editor.documents.set(at(name), document);
    return document;
  };
  const refusesFile = async (file: string, problem: string) => {
    await assert.rejects(write(file, { A: '1' }), (error: Error & { failure?: unknown }) => {
      const { code, details } = error.failure as { code: string; details: { problem: string } };
      assert.deepEqual([code, details.problem], ['env_file_unsafe', problem]);
      return true;
    });
  };

  describe('writing', () => {
    it('makes a new file that only its owner can read', async () => {
      const read = await files.read('.env');
      assert.deepEqual(read, { path: at('.env'), name: '.env', text: null, isDirty: false, eol: '\n' });
      await write('.env', { A: '1' });
      assert.equal(await text('.env'), 'A=1\n');
      if (!isWindows) {
        assert.equal((await fs.stat(at('.env'))).mode & 0o777, 0o600);
      }
      assert.deepEqual(await fs.readdir(folder), ['.env']);
    });

    it('keeps permissions, byte order mark and line ends', async () => {
      await put('.env', '\uFEFFA=0\r\nB=ü\r\n');
      await fs.chmod(at('.env'), 0o640);
      await write('.env', { A: '1', C: '3' });
      assert.equal(await text('.env'), '\uFEFFA=1\r\nB=ü\r\nC=3\r\n');
      if (!isWindows) {
        assert.equal((await fs.stat(at('.env'))).mode & 0o777, 0o640);
      }
    });

    it('takes the line end of the settings for a new file', async () => {
      editor.eol = '\r\n';
      await write('.env', { A: '1' });
      assert.equal(await text('.env'), 'A=1\r\n');
    });

    it('does not write over what came in between', async () => {
      await put('.env', 'A=0\n');
      const read = await files.read('.env');
      await put('.env', 'A=theirs\n');
      await assert.rejects(files.write(read, []), { code: 'env_file_changed' });
      const missing = await files.read('.env.local');
      await put('.env.local', 'B=theirs\n');
      await assert.rejects(files.write(missing, []), { code: 'env_file_changed' });
      assert.deepEqual([await text('.env'), await text('.env.local')], ['A=theirs\n', 'B=theirs\n']);
    });

    it('lets one of many writes at once through, and none of them half', async () => {
      await put('.env', 'A=0\n');
      const reads = await Promise.all(Array.from({ length: 5 }, () => files.read('.env')));
      const results = await Promise.allSettled(
        reads.map((read, index) =>
          files.write(read, editEnvText(read.text ?? '', { A: `value${index}` }).changes),
        ),
      );
      assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
      assert.match(await text('.env'), /^A=value\d\n$/);
      assert.deepEqual(await fs.readdir(folder), ['.env']);
    });

    it('clears away what a write left behind that died long ago', async () => {
      const old = '.env.0000.addon-manager-tmp';
      await put(old, 'A=secret');
      await fs.utimes(at(old), 1, 1);
      await write('.env', { A: '1' });
      assert.deepEqual(await fs.readdir(folder), ['.env']);
    });

    it('tells of a folder that it may not write to', async function () {
      if (isWindows || process.getuid?.() === 0) {
        // Neither knows such folders: there the code of another failure stands for it.
        await put('.env', '');
        await assert.rejects(files.read(`.env.${'x'.repeat(300)}`), { code: 'env_file_failed' });
        return;
      }
      await fs.chmod(folder, 0o500);
      await assert.rejects(write('.env', { A: '1' }), { code: 'env_file_failed' });
    });
  });

  describe('in an editor', () => {
    it('changes a clean document in place, in one step, and saves it', async () => {
      await put('.env', 'A=0\n');
      const document = openDocument('.env', 'A=0\n');
      await write('.env', { A: '1', B: '2' });
      assert.deepEqual([document.changed, document.saved, document.isDirty], [1, 1, false]);
      assert.equal(await text('.env'), 'A=1\nB=2\n');
    });

    it('changes unsaved text, leaves it unsaved, and leaves the disk alone', async () => {
      await put('.env', 'A=0\n');
      const document = openDocument('.env', 'A=0\nMINE=1\n', true);
      assert.equal((await files.read('.env')).isDirty, true);
      const { id } = await write('.env', { A: '1' });
      assert.deepEqual(
        [document.text, document.isDirty, document.saved, await text('.env')],
        ['A=1\nMINE=1\n', true, 0, 'A=0\n'],
      );
      await files.undo(id);
      assert.equal(document.text, 'A=0\nMINE=1\n');
    });

    it('writes by bytes where the document hides some: a BOM, mixed line ends', async () => {
      await put('.env', '\uFEFFA=0\r\nB=1\n');
      const document = openDocument('.env', 'A=0\r\nB=1\r\n');
      await write('.env', { A: '1' });
      assert.equal(document.changed, 0);
      assert.equal(await text('.env'), '\uFEFFA=1\r\nB=1\n');
    });

    it('puts the document back when the editor does not save it', async () => {
      await put('.env', 'A=0\n');
      const document = openDocument('.env', 'A=0\n');
      document.isSaveable = false;
      await assert.rejects(write('.env', { A: '1', B: '2' }), { code: 'env_file_failed' });
      assert.deepEqual([document.text, await text('.env')], ['A=0\n', 'A=0\n']);
    });
  });

  describe('undo', () => {
    it('puts the old bytes back, and takes away a file that was new', async () => {
      const before = Buffer.from('\uFEFFA=0\r\n# ü\r\nB="x\ny"');
      await put('.env', before);
      const changed = await write('.env', { A: '1', C: '3' });
      const made = await write('.env.local', { A: '1' });
      assert.equal(await files.undo(changed.id), '.env');
      assert.deepEqual(await fs.readFile(at('.env')), before);
      await files.undo(made.id);
      assert.deepEqual(await fs.readdir(folder), ['.env']);
      await assert.rejects(files.undo(made.id), { code: 'nothing_to_undo' });
    });

    it('leaves a file alone that was changed since, on the disk or in an editor', async () => {
      await put('.env', 'A=0\n');
      const { id } = await write('.env', { A: '1' });
      await put('.env', 'A=1\nMINE=1\n');
      await assert.rejects(files.undo(id), { code: 'env_file_changed' });
      assert.equal(await text('.env'), 'A=1\nMINE=1\n');
      await put('.env', 'A=1\n');
      openDocument('.env', 'A=1\nMINE=1\n', true);
      await assert.rejects(files.undo(id), { code: 'env_file_changed' });
      editor.documents.clear();
      await files.undo(id);
      assert.equal(await text('.env'), 'A=0\n');
    });

    it('does not take away a new file that someone has written to', async () => {
      const { id } = await write('.env', { A: '1' });
      await put('.env', 'A=1\nMINE=1\n');
      await assert.rejects(files.undo(id), { code: 'env_file_changed' });
      assert.equal(await text('.env'), 'A=1\nMINE=1\n');
    });

    it('goes back through several writes, and remembers the last 20', async () => {
      const ids: string[] = [];
      for (let value = 0; value < 22; value += 1) {
        ids.push((await write('.env', { A: String(value) })).id);
      }
      await assert.rejects(files.undo(ids[0] ?? ''), { code: 'nothing_to_undo' });
      await assert.rejects(files.undo(ids[1] ?? ''), { code: 'nothing_to_undo' });
      for (const id of ids.slice(2).reverse()) {
        await files.undo(id);
      }
      assert.equal(await text('.env'), 'A=1\n');
    });
  });

  describe('places', () => {
    it('refuses what is outside of the folders, by name or by `..`', async () => {
      await refusesFile('../.env', 'outside');
      await refusesFile(join(root, '.env'), 'outside');
      assert.deepEqual(await fs.readdir(root), ['work']);
    });

    it('refuses what is no .env file', async () => {
      for (const file of ['package.json', 'env', '.envrc', '.git/config']) {
        await refusesFile(file, 'name');
      }
      await write('production.env', { A: '1' });
      assert.equal(await text('production.env'), 'A=1\n');
    });

    it('refuses a folder that is not there, a directory, and what is too large', async () => {
      await refusesFile('no/.env', 'noFolder');
      await fs.mkdir(at('.env'));
      await refusesFile('.env', 'noFile');
      await put('.env.big', 'x'.repeat(1024 * 1024 + 1));
      await refusesFile('.env.big', 'tooLarge');
    });

    it('refuses what is no UTF-8, and leaves its bytes', async () => {
      for (const bytes of [Buffer.from([0x41, 0x3d, 0xfc, 0x0a]), Buffer.from('A=1\n', 'utf16le')]) {
        await put('.env', bytes);
        await refusesFile('.env', 'encoding');
        assert.deepEqual(await fs.readFile(at('.env')), bytes);
      }
    });

    it('refuses a workspace without folders, and one that is on no disk', async () => {
      editor.folders = [];
      await assert.rejects(files.candidates(), { code: 'nothing_to_choose' });
      editor.isVirtual = true;
      await assert.rejects(files.read('.env'), { code: 'env_file_unsafe' });
    });

    it('offers the files of the folder at hand first, and `.env` first in each', async () => {
      const other = join(root, 'other');
      await fs.mkdir(other);
      await fs.writeFile(join(other, '.env'), '');
      await put('.env.local', '');
      await put('.env.development', '');
      await put('.env.example', '');
      await put('.envrc', '');
      await fs.mkdir(at('.env.d'));
      editor.folders = [
        { name: 'work', path: folder },
        { name: 'other', path: other },
      ];
      editor.folderAtHand = other;
      assert.deepEqual(
        (await files.candidates()).map(({ name, folder: of, isNew }) => `${of ?? ''} ${name} ${isNew}`),
        ['other .env false', 'work .env true', 'work .env.development false', 'work .env.local false'],
      );
      assert.equal((await files.read(join(other, '.env'))).name, 'other/.env');
    });

    if (!isWindows) {
      it('writes through a link that stays in the folder, and keeps the link', async () => {
        await fs.mkdir(at('config'));
        await put('config/app.env', 'A=0\n');
        await fs.symlink('config/app.env', at('.env'));
        await write('.env', { A: '1' });
        assert.equal(await text('config/app.env'), 'A=1\n');
        assert.equal(await fs.readlink(at('.env')), 'config/app.env');
      });

      it('refuses links that lead out, nowhere, or to another kind of file', async () => {
        const outside = join(root, 'outside.env');
        await fs.writeFile(outside, 'A=0\n');
        await fs.symlink(outside, at('.env'));
        await refusesFile('.env', 'link');
        await fs.symlink('nowhere.env', at('.env.local'));
        await refusesFile('.env.local', 'link');
        await put('.bashrc', '');
        await fs.symlink('.bashrc', at('.env.test'));
        await refusesFile('.env.test', 'name');
        await fs.symlink(root, at('up'));
        await refusesFile('up/.env', 'outside');
        assert.equal(await fs.readFile(outside, 'utf8'), 'A=0\n');
      });

      it('refuses a hard link and a pipe, without waiting for one', async () => {
        const outside = join(root, 'outside.env');
        await fs.writeFile(outside, 'A=0\n');
        await fs.link(outside, at('.env'));
        await refusesFile('.env', 'hardLink');
        execFileSync('/bin/sh', ['-c', 'mkfifo "$1"', 'sh', at('.env.pipe')]);
        await refusesFile('.env.pipe', 'noFile');
      });

      it('looks again before each write: what was a file may be a link by then', async () => {
        await put('.env', 'A=0\n');
        const read = await files.read('.env');
        const outside = join(root, 'outside.env');
        await fs.writeFile(outside, 'A=0\n');
        await fs.rm(at('.env'));
        await fs.symlink(outside, at('.env'));
        await assert.rejects(files.write(read, []), { code: 'env_file_unsafe' });
      });

      it('takes a folder of the workspace that is itself a link', async () => {
        await fs.symlink(folder, join(root, 'linked'));
        editor.folders = [{ name: 'linked', path: join(root, 'linked') }];
        await write('.env', { A: '1' });
        assert.equal(await text('.env'), 'A=1\n');
      });
    }
  });
});
