import assert from 'node:assert/strict';
import { herokuRemote } from '../../../../src/core/git/herokuRemote.ts';

const remote = (url: string, name = 'heroku'): string => `[remote "${name}"]\n\turl = ${url}\n`;

const apps: readonly (readonly [string, string | undefined])[] = [
  [remote('https://git.heroku.com/example-app.git'), 'example-app'],
  [remote('https://git.heroku.com/example-app'), 'example-app'],
  [remote('https://heroku:token@git.heroku.com/example-app.git'), 'example-app'],
  [remote('git@heroku.com:example-app.git'), 'example-app'],
  [remote('ssh://git@heroku.com/example-app.git'), 'example-app'],
  [remote('ssh://git@heroku.com:22/example-app.git'), 'example-app'],
  [remote('"https://git.heroku.com/example-app.git" # mine'), 'example-app'],
  [remote('https://git.heroku.com/example-app.git ; mine'), 'example-app'],
  ['[Remote "heroku"] URL=git@heroku.com:example-app.git', 'example-app'],
  [
    `[core]\r\n\tbare = false\r\n[remote "heroku"]\r\n\turl = git@heroku.com:example-app.git\r\n`,
    'example-app',
  ],
  // Git fetches from the first.
  [`${remote('git@heroku.com:first-app.git')}\turl = git@heroku.com:second-app.git\n`, 'first-app'],
  [
    `${remote('https://example.com/x.git', 'origin')}${remote('git@heroku.com:example-app.git')}`,
    'example-app',
  ],
  ['[remote "heroku"]\n\tfetch = +refs/heads/*:x\n\turl = git@heroku.com:example-app.git', 'example-app'],
  ['', undefined],
  ['not git at all', undefined],
  [remote('git@heroku.com:example-app.git', 'origin'), undefined],
  [remote('git@heroku.com:example-app.git', 'heroku-staging'), undefined],
  [remote('git@heroku.com:example-app.git', 'HEROKU'), undefined],
  ['[remote "heroku"]\n[core]\n\turl = git@heroku.com:example-app.git', undefined],
  ['[remote "heroku"]\n\tpushurl = git@heroku.com:example-app.git', undefined],
  ['# [remote "heroku"]\n\turl = git@heroku.com:example-app.git', undefined],
  [remote('# git@heroku.com:example-app.git'), undefined],
  [remote('https://git.heroku.com.example.com/example-app.git'), undefined],
  [remote('https://example.com/git.heroku.com/example-app.git'), undefined],
  [remote('https://git.heroku.com@example.com/example-app.git'), undefined],
  [remote('http://git.heroku.com/example-app.git'), undefined],
  [remote('git@github.com:example-app.git'), undefined],
  [remote('https://git.heroku.com/a/b.git'), undefined],
  [remote('https://git.heroku.com/$(trash).git'), undefined],
  [remote('https://git.heroku.com/Example-App.git'), undefined],
  [remote('https://git.heroku.com/.git'), undefined],
];

describe('the git remote heroku', () => {
  for (const [config, app] of apps) {
    it(`${JSON.stringify(config)} leads to ${app ?? 'no app'}`, () => {
      assert.equal(herokuRemote(config), app);
    });
  }

  it('is read in no time, however odd the text', () => {
    const started = performance.now();
    assert.equal(herokuRemote(remote(`x${' '.repeat(200_000)}y`)), undefined);
    for (const odd of ['[', ' ', '"', '#', 'url = "', '[remote "heroku"]url = x ']) {
      assert.equal(herokuRemote(remote(odd.repeat(200_000 / odd.length))), undefined);
    }
    assert.ok(performance.now() - started < 2_000);
  });
});
