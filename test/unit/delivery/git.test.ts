import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskEnvFiles } from '../../../src/delivery/files/diskEnvFiles.ts';
import { gitStateOf, type RunGit } from '../../../src/delivery/files/gitState.ts';
import { gitIgnoreLine, withGitIgnoreLine } from '../../../src/delivery/model/gitIgnore.ts';
import { PlayedEditor } from '../../support/playedEditor.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;

describe('.env files and git', () => {
  it('asks whether it is tracked before whether it is ignored, without a shell', async () => {
    const asked: string[] = [];
    const answers = [1, 0];
    const run: RunGit = (args) => {
      asked.push(args.join(' '));
      return Promise.resolve(answers.shift());
    };
    assert.equal(await gitStateOf('/a b/.env', run), 'ignored');
    assert.deepEqual(asked, [
      '--literal-pathspecs -C /a b ls-files --error-unmatch -- ./.env',
      '-C /a b check-ignore -q -- ./.env',
    ]);
  });

  for (const [listed, ignored, state] of [
    [0, 0, 'tracked'],
    [1, 1, 'notIgnored'],
    [1, 128, 'unknown'],
    [128, 0, 'unknown'],
    [undefined, 0, 'unknown'],
  ] as const) {
    it(`takes ${String(listed)} and ${String(ignored)} for ${state}`, async () => {
      const answers = [listed, ignored];
      assert.equal(await gitStateOf('/home/ada/shop/.env', () => Promise.resolve(answers.shift())), state);
    });
  }

  it('writes a line that names the one file', () => {
    assert.equal(gitIgnoreLine('.env'), '/.env');
    assert.equal(gitIgnoreLine('api/.env.[a]*'), '/api/.env.\\[a\\]\\*');
    assert.equal(withGitIgnoreLine('', '/.env'), '/.env\n');
    assert.equal(withGitIgnoreLine('a\r\nb', '/.env'), 'a\r\nb\r\n/.env\r\n');
    assert.equal(withGitIgnoreLine('a\n/.env\n', '/.env'), 'a\n/.env\n');
  });

  // Where there is no git, there is nothing that it could say.
  if (hasGit) {
    describe('a real one', () => {
      let folder: string;
      let editor: PlayedEditor;
      let files: DiskEnvFiles;

      const git = (...args: readonly string[]) => {
        const identity = ['-c', 'user.name=n', '-c', 'user.email=e@example.com'];
        const { status, stderr } = spawnSync('git', ['-C', folder, ...identity, ...args], {
          encoding: 'utf8',
        });
        assert.equal(status, 0, stderr);
      };
      const put = (name: string, text: string) => fs.writeFile(join(folder, name), text);

      beforeEach(async () => {
        folder = await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'addons-git-')));
        editor = new PlayedEditor({ name: 'work', path: folder });
        files = new DiskEnvFiles(editor);
      });

      afterEach(async () => {
        await fs.rm(folder, { recursive: true, force: true });
      });

      it('says nothing without a repository', async () => {
        assert.equal(await files.gitState('.env'), 'unknown');
      });

      it('tells apart what it would track, ignores and tracks, also what is not there yet', async () => {
        git('init', '-q');
        assert.equal(await files.gitState('.env'), 'notIgnored');
        await put('.gitignore', '.env*\n');
        assert.equal(await files.gitState('.env'), 'ignored');
        await put('.env', 'A=1\n');
        git('add', '-f', '.env');
        assert.equal(await files.gitState('.env'), 'tracked');
      });

      it('is not run in a workspace that is not trusted', async () => {
        git('init', '-q');
        editor.isTrusted = false;
        assert.equal(await files.gitState('.env'), 'unknown');
      });

      it('runs no program that the repository names', async () => {
        git('init', '-q');
        await fs.writeFile(join(folder, 'hook.sh'), `#!/bin/sh\ntouch "${folder}/ran"\n`, { mode: 0o755 });
        git('config', 'core.fsmonitor', join(folder, 'hook.sh'));
        await put('.env', '');
        await files.gitState('.env');
        assert.ok(!(await fs.readdir(folder)).includes('ran'));
      });

      it('ignores a file from then on, in the line ends of its .gitignore', async () => {
        git('init', '-q');
        await put('.gitignore', 'node_modules\r\n');
        await fs.mkdir(join(folder, 'api'));
        await put('api/.env', 'A=1\n');
        assert.equal(await files.ignore('api/.env'), '/api/.env');
        assert.equal(await fs.readFile(join(folder, '.gitignore'), 'utf8'), 'node_modules\r\n/api/.env\r\n');
        assert.equal(await files.gitState('api/.env'), 'ignored');
        assert.equal(await files.ignore('api/.env'), undefined);
      });

      if (process.platform !== 'win32') {
        it('names a file by what its name is, and not by what it would mean in a .gitignore', async () => {
          git('init', '-q');
          const folders = ['', '#a/', '!b/', 'c*[d]?/', 'e\\f/', 'g /', ' h/'];
          const names = [
            '.env',
            '#.env',
            '!x.env',
            '.env.*',
            '.env.[ab]',
            '.env.\\',
            '.env.x ',
            '.env.x  ',
            ' .env',
          ];
          const all = folders.flatMap((of) => names.map((name) => of + name));
          for (const of of folders.filter(Boolean)) {
            await fs.mkdir(join(folder, of));
          }
          for (const file of all) {
            assert.equal(await files.gitState(file), 'notIgnored', file);
            await files.ignore(file);
            assert.equal(await files.gitState(file), 'ignored', file);
          }
          assert.equal(await files.gitState('.env.a'), 'notIgnored');
        });
      }

      it('makes a .gitignore where there is none, and follows no link of that name', async () => {
        git('init', '-q');
        assert.equal(await files.ignore('.env'), '/.env');
        assert.equal(await fs.readFile(join(folder, '.gitignore'), 'utf8'), '/.env\n');
        if (process.platform !== 'win32') {
          await fs.rm(join(folder, '.gitignore'));
          await put('other', '');
          await fs.symlink('other', join(folder, '.gitignore'));
          await assert.rejects(files.ignore('.env'), { code: 'env_file_unsafe' });
          assert.equal(await fs.readFile(join(folder, 'other'), 'utf8'), '');
        }
      });
    });
  }
});
