import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cliEnvironment } from '../../src/commands/platformApiPort.ts';
import { temporaryFolder, type PlatformApiProcess } from '../support/platformApiProcess.ts';

const entry = join(import.meta.dirname, 'node_modules', 'heroku', 'bin', 'run.js');
const guard = join(import.meta.dirname, 'loopbackGuard.cjs');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, white space joined and the margin of errors taken off: the CLI wraps lines at the terminal's width. */
  readonly text: string;
}

export interface RunOptions {
  /** Written to standard input once the CLI asks: what is there earlier it takes for an argument. */
  readonly answer?: { readonly question: RegExp; readonly input: string };
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * The real Heroku CLI against a server on this machine: a home of its own, and a guard in each of its processes that
 * lets nothing leave loopback.
 */
export class Heroku {
  readonly home = temporaryFolder('cli');
  readonly #guardLog: string;
  readonly #api: PlatformApiProcess;

  constructor(api: PlatformApiProcess) {
    if (!existsSync(entry)) {
      throw new Error('The Heroku CLI is not installed: npm ci in test/cli (npm test does it).');
    }
    this.#api = api;
    this.#guardLog = join(this.home, 'guard.log');
    writeFileSync(this.#guardLog, '');
    mkdirSync(join(this.home, 'work'));
  }

  /** What the guard refused: must stay empty. */
  get refused(): string {
    return readFileSync(this.#guardLog, 'utf8');
  }

  start(args: readonly string[], { folder, env = {} }: RunOptions = {}): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, [entry, ...args], {
      cwd: folder ?? join(this.home, 'work'),
      env: { ...this.#environment(), ...env },
    });
  }

  async run(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const child = this.start(args, options);
    let [stdout, stderr] = ['', ''];
    const { answer } = options;
    const answerWhenAsked = (): void => {
      if (answer?.question.test(stdout + stderr) === true && !child.stdin.writableEnded) {
        child.stdin.end(answer.input);
      }
    };
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
      answerWhenAsked();
    });
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString();
      answerWhenAsked();
    });
    child.stdin.on('error', () => undefined);
    if (answer === undefined) {
      child.stdin.end();
    }
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    const text = `${stdout}\n${stderr}`.replace(/^\s*›/gm, ' ').replace(/\s+/g, ' ');
    return { code, stdout, stderr, text };
  }

  /** A line as it is typed behind `heroku`; it must go well, say what is expected, and stay on this machine. */
  async does(line: string, expected: RegExp | null, options: RunOptions = {}): Promise<Ran> {
    return this.#held(line, { code: 0, expected }, options);
  }

  /** The same for a line that must be refused. */
  async refuses(line: string, expected: RegExp, options: RunOptions & { code?: number } = {}): Promise<Ran> {
    return this.#held(line, { code: options.code ?? 1, expected }, options);
  }

  async #held(
    line: string,
    { code, expected }: { code: number; expected: RegExp | null },
    options: RunOptions,
  ): Promise<Ran> {
    const ran = await this.run(line.split(' '), options);
    const told = `heroku ${line}\nexit code ${ran.code}\n${ran.stdout}\n${ran.stderr}`;
    assert.equal(ran.code, code, told);
    if (expected !== null) {
      assert.match(ran.text, expected, told);
    }
    assert.equal(this.refused, '', told);
    return ran;
  }

  #environment(): NodeJS.ProcessEnv {
    const home = this.home;
    return {
      PATH: process.env['PATH'],
      HOME: home,
      USERPROFILE: home,
      XDG_CONFIG_HOME: join(home, 'config'),
      XDG_DATA_HOME: join(home, 'data'),
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_STATE_HOME: join(home, 'state'),
      TMPDIR: home,
      GIT_CONFIG_GLOBAL: join(home, 'gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
      NODE_OPTIONS: `--require ${JSON.stringify(guard)}`,
      ADDONS_GUARD_LOG: this.#guardLog,
      ...cliEnvironment(this.#api, {}),
    };
  }
}
