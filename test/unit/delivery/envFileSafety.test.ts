import assert from 'node:assert/strict';
import fsPromises, * as fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { editEnvText } from '../../../src/core/envFile/edit.ts';
import { DiskEnvFiles } from '../../../src/delivery/files/diskEnvFiles.ts';
import { FileChanged, isBeside, replaceBytes } from '../../../src/delivery/files/fileBytes.ts';
import { isEnvFileName } from '../../../src/delivery/files/safePlace.ts';
import { PlayedDocument, PlayedEditor } from '../../support/playedEditor.ts';

const isWindows = process.platform === 'win32';
const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('.env files that others have a hand in', () => {
  let folder: string;
  let editor: PlayedEditor;
  let files: DiskEnvFiles;

  beforeEach(async () => {
    folder = await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'addons-env-')));
    editor = new PlayedEditor({ name: 'work', path: folder });
    files = new DiskEnvFiles(editor, () => Promise.resolve(undefined));
  });

  afterEach(async () => {
    await fs.rm(folder, { recursive: true, force: true });
  });

  const at = (name: string) => join(folder, name);
  const put = (name: string, text: string | Buffer) => fs.writeFile(at(name), text);
  const text = (name: string) => fs.readFile(at(name), 'utf8');
  const write = async (file: string, vars: Record<string, string>) => {
    const read = await files.read(file);
    return files.write(read, editEnvText(read.text ?? '', vars, read.eol).changes);
  };
  /** A document whose editor saves what it likes of its text. */
  const openDocument = (shown: string, saves: (text: string) => string | Buffer, isDirty = false) => {
    const document = new PlayedDocument(shown, isDirty, (saved) => put('.env', saves(saved)));
    editor.documents.set(at('.env'), document);
    return document;
  };

  describe('an editor that saves something else', () => {
    for (const [what, saves] of [
      ['in another encoding', (saved: string) => Buffer.from(saved, 'latin1')],
      ['with other values', (saved: string) => saved.replace('ü', 'u')],
      ['without a line', (saved: string) => saved.replace(/^A=.*\n/m, '')],
    ] as const) {
      it(`is refused, and all is put back: ${what}`, async () => {
        await put('.env', 'A=0\n');
        const document = openDocument('A=0\n', saves);
        await assert.rejects(write('.env', { A: 'ü' }), { code: 'env_file_failed' });
        assert.deepEqual([document.text, await text('.env')], ['A=0\n', 'A=0\n']);
        assert.equal(files.lastWrite, undefined);
      });
    }

    it('is put back on the disk, where the editor can not do that either', async () => {
      await put('.env', 'A=0\n');
      openDocument('A=0\n', () => 'A=\n');
      await assert.rejects(write('.env', { A: '1' }), { code: 'env_file_failed' });
      assert.equal(await text('.env'), 'A=0\n');
    });

    it('may end the file as it likes, and Undo knows that', async () => {
      await put('.env', 'A=0');
      openDocument('A=0', (saved) => `${saved}\n`);
      const { id } = await write('.env', { A: '1' });
      assert.equal(await text('.env'), 'A=1\n');
      await files.undo(id);
      assert.equal(await text('.env'), 'A=0');
    });
  });

  describe('undo of a write into unsaved text', () => {
    it('goes on in the file when that was saved and closed', async () => {
      await put('.env', 'A=0\n');
      const document = openDocument('A=0\nMINE=1\n', (saved) => saved, true);
      const { id } = await write('.env', { A: '1' });
      await document.save();
      editor.documents.clear();
      assert.equal(await files.undo(id), '.env');
      assert.equal(await text('.env'), 'A=0\nMINE=1\n');
    });

    it('leaves the file alone when it was closed without being saved, or changed since', async () => {
      await put('.env', 'A=0\n');
      openDocument('A=0\nMINE=1\n', (saved) => saved, true);
      const { id } = await write('.env', { A: '1' });
      editor.documents.clear();
      await assert.rejects(files.undo(id), { code: 'env_file_changed' });
      await put('.env', 'A=1\nMINE=2\n');
      await assert.rejects(files.undo(id), { code: 'env_file_changed' });
      assert.equal(await text('.env'), 'A=1\nMINE=2\n');
    });
  });

  it('names the newest write that can be taken back', async () => {
    assert.deepEqual([files.lastWrite], [undefined]);
    await write('.env', { A: '1' });
    const { id } = await write('.env.local', { A: '1' });
    assert.deepEqual(files.lastWrite, { id, path: at('.env.local'), name: '.env.local' });
    await files.undo(id);
    assert.deepEqual(files.lastWrite, { id: '1', path: at('.env'), name: '.env' });
  });

  it('leaves a read-only file as it is, in an editor, on the disk and at Undo', async () => {
    await put('.env', 'A=0\n');
    const { id } = await write('.env', { A: '1' });
    await fs.chmod(at('.env'), 0o444);
    const failed = {
      code: 'env_file_failed',
      failure: { code: 'env_file_failed', details: { file: '.env', reason: 'EACCES' } },
    };
    await assert.rejects(write('.env', { A: '2' }), failed);
    await assert.rejects(files.undo(id), failed);
    const document = openDocument('A=1\n', (saved) => saved);
    await assert.rejects(write('.env', { A: '2' }), failed);
    assert.deepEqual([await text('.env'), document.changed], ['A=1\n', 0]);
    assert.deepEqual(await fs.readdir(folder), ['.env']);
    await fs.chmod(at('.env'), 0o644);
  });

  describe('the file that a write makes for a moment', () => {
    /** Names of the files beside, as they stand there just before they take their place. */
    const besideOf = async (name: string): Promise<readonly string[]> => {
      const seen: string[] = [];
      const { link } = fsPromises;
      fsPromises.link = async (from, to) => {
        seen.push(...(await fs.readdir(folder)).filter(isBeside));
        await link(from, to);
      };
      syncBuiltinESMExports();
      try {
        await write(name, { A: '1' });
      } finally {
        fsPromises.link = link;
        syncBuiltinESMExports();
      }
      return seen;
    };

    it('has a name that the lines of usual .gitignore files cover', async () => {
      for (const [name, covered] of [
        ['.env', /^\.env\..*\.local$/],
        ['.env.staging', /^\.env\..*\.local$/],
        ['production.env', /^production\.env\..*\.env$/],
      ] as const) {
        const [beside = '', ...others] = await besideOf(name);
        assert.deepEqual([covered.test(beside), others], [true, []], beside);
      }
    });

    it('is no .env file to offer or to write', async () => {
      const left = [`.env.${uuid}.addon-manager-tmp`, `.env.${uuid}.addon-manager-tmp.local`];
      for (const name of left) {
        await put(name, 'A=secret\n');
        await assert.rejects(files.read(name), { code: 'env_file_unsafe' });
      }
      assert.deepEqual(
        (await files.candidates()).map(({ name }) => name),
        ['.env'],
      );
      assert.deepEqual((await fs.readdir(folder)).sort(), left);
    });

    it('is swept away when it is old, whatever file it was for, also by looking', async () => {
      const left = [
        `.env.${uuid}.addon-manager-tmp`,
        `app.env.${uuid}.addon-manager-tmp.env`,
        'my.addon-manager-tmp',
      ];
      for (const name of left) {
        await put(name, 'A=secret\n');
        await fs.utimes(at(name), 1, 1);
      }
      await files.candidates();
      assert.deepEqual(await fs.readdir(folder), ['my.addon-manager-tmp']);
    });

    it('does not replace a file that appears meanwhile, where there are no links', async () => {
      const { link } = fsPromises;
      fsPromises.link = async () => {
        await put('.env', 'A=theirs\n');
        throw Object.assign(new Error('no links'), { code: 'EPERM' });
      };
      syncBuiltinESMExports();
      try {
        await assert.rejects(replaceBytes(at('.env'), null, Buffer.from('A=1\n'), 0o600), FileChanged);
      } finally {
        fsPromises.link = link;
        syncBuiltinESMExports();
      }
      assert.equal(await text('.env'), 'A=theirs\n');
      assert.deepEqual(await fs.readdir(folder), ['.env']);
    });
  });

  describe('names', () => {
    it('hold nothing that would be a line of its own', () => {
      for (const name of [
        'x\n!secret.env',
        '.env.\n!x',
        '.env.a\rb',
        'a\u2028.env',
        '.env.\0',
        '\n.env',
        '.env\n',
      ]) {
        assert.equal(isEnvFileName(name), false, JSON.stringify(name));
      }
      for (const name of ['.env', '.env.local', 'a b.env', '#x.env', '!x.env', ' .env', '.env.ü']) {
        assert.equal(isEnvFileName(name), true, JSON.stringify(name));
      }
    });

    if (!isWindows) {
      it('are refused with their folder for a .gitignore that can not name it', async () => {
        await fs.mkdir(at('x\n!secret'));
        await assert.rejects(files.ignore('x\n!secret/.env'), { code: 'env_file_unsafe' });
        assert.deepEqual(await fs.readdir(folder), ['x\n!secret']);
      });
    }
  });
});
