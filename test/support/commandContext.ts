import { createHash } from 'node:crypto';
import { failed } from '../../src/core/errors/addonError.ts';
import type { CommandContext } from '../../src/commands/command.ts';
import type { StoreHealth } from '../../src/core/ports/storeCare.ts';
import type { Likely, Sidebar } from '../../src/commands/ports.ts';
import type { RequestContext } from '../../src/webviews/host/page.ts';
import { PlayedEnvFiles } from './playedEnvFiles.ts';
import { ScriptedLink } from './scriptedLink.ts';
import { RecordedReport, ScriptedAsk } from './scriptedAsk.ts';
import type { TestPlatform } from './platform.ts';

/** What commands see of the outside, played: it can be looked at afterwards. */
export class PlayedContext implements CommandContext {
  readonly platform: CommandContext['platform'];
  readonly ask: ScriptedAsk;
  readonly report = new RecordedReport();
  /** What was copied last. */
  copied = '';
  /** Commands that were started, with what was known. */
  readonly started: (readonly [string, Readonly<Record<string, unknown>>])[] = [];
  readonly revealed: string[] = [];
  presumed: Likely = {};
  readonly link = new ScriptedLink();
  readonly envFiles = new PlayedEnvFiles();
  readonly clock: CommandContext['clock'];
  /** Operations that requests of a page have made. */
  readonly made = new Set<string>();
  readonly drafts = new Map<string, string>();
  readonly markOf = (text: string): string => createHash('sha256').update(text).digest('hex');
  /** Names of the add-ons whose help was shown. */
  readonly helped: string[] = [];
  /** Whether what was copied last was said to be a secret, as a text is unless it is said to be none. */
  isCopySecret = true;

  constructor(on: TestPlatform, ask = new ScriptedAsk()) {
    this.platform = on.platform;
    this.ask = ask;
    this.clock = on.clock;
  }

  /** The same, as a page with this subject is given it. */
  requestContext(subject: string): RequestContext {
    const { platform, clipboard, envFiles, run, tabs, clock, markOf, made, drafts } = this;
    return { platform, clipboard, envFiles, run, tabs, clock, markOf, made, drafts, subject };
  }

  readonly clipboard: CommandContext['clipboard'] = {
    read: () => Promise.resolve(this.copied),
    write: (text, options = { isSecret: true }) => {
      this.copied = text;
      this.isCopySecret = options.isSecret;
      return Promise.resolve();
    },
  };

  readonly run: CommandContext['run'] = (command, ...known) => {
    known.forEach((each) => this.started.push([command, each]));
    return Promise.resolve(undefined);
  };

  readonly pages: CommandContext['pages'] = {
    showAddonHelp: ({ name }) => Promise.resolve(void this.helped.push(name)),
  };

  readonly storeHealth: { -readonly [Name in keyof StoreHealth]: StoreHealth[Name] } = {
    generation: 1,
    bytes: 0,
    trouble: null,
    damaged: null,
    mode: 'link',
    isWatched: true,
    kept: null,
    readOnly: null,
    conflictedCopies: [],
    secrets: { mode: 'plain', why: 'remote', keyId: null, lockedValues: 0, plainFiles: [] },
  };
  readonly store: CommandContext['store'] = {
    folder: '/store',
    health: this.storeHealth,
    secrets: {
      unlock: (key) => Promise.resolve(key === this.storeKey),
      key: () => Promise.resolve(this.storeKey),
      renew: () => Promise.resolve(void this.files.set('renewed', 'key')),
    },
    onHealth: () => ({ dispose: () => undefined }),
    backups: () => Promise.resolve(this.backups),
    restore: ({ name }) => {
      this.files.set('restored', name);
      return Promise.resolve('backup-1-9.json');
    },
    exportText: () => '{"format":1}',
    inspectText: (text, file) =>
      text === 'junk'
        ? Promise.reject(failed('import_invalid', { file, reason: 'it is not whole JSON' }))
        : Promise.resolve({ holds: { apps: 2, addons: 1, configVars: 5 }, format: 1 }),
    importText: (text) => {
      this.files.set('imported', text);
      return Promise.resolve('backup-1-9.json');
    },
    openFolder: () => Promise.resolve(this.openedFolder),
    whereToExport: (name) => {
      this.proposedName = name;
      return Promise.resolve(this.chosenFile);
    },
    whatToImport: () => Promise.resolve(this.chosenFile),
    writeFile: (path, text) => Promise.resolve(void this.files.set(path, text)),
    readFile: (path) => Promise.resolve(this.files.get(path) ?? ''),
  };
  /** Files by their paths, and what was restored or imported last. */
  readonly files = new Map<string, string>();
  storeKey: string | undefined;
  openedFolder: 'shown' | 'copied' | 'missing' = 'shown';
  backups: Awaited<ReturnType<CommandContext['store']['backups']>> = [];
  chosenFile: string | undefined = '/export.json';
  proposedName = '';
  /** Plays the local Platform API. */
  isApiRunning = false;
  terminals = 0;
  readonly platformApi: CommandContext['platformApi'] = (() => {
    const api = { url: 'http://127.0.0.1:4000', token: 'the-token' };
    const running = (): typeof api | undefined => (this.isApiRunning ? api : undefined);
    return {
      get running() {
        return running();
      },
      start: () => {
        this.isApiRunning = true;
        return Promise.resolve(api);
      },
      stop: () => {
        const ran = this.isApiRunning;
        this.isApiRunning = false;
        return Promise.resolve(ran);
      },
      openTerminal: () => {
        this.terminals += 1;
      },
    };
  })();
  /** Pages that were shown, with their subjects. */
  readonly opened: string[] = [];
  readonly tabs: CommandContext['tabs'] = {
    show: (page, subject, row) =>
      Promise.resolve(void this.opened.push([page, subject, row].filter(Boolean).join(' '))),
  };

  readonly likely = (): Likely => this.presumed;

  readonly sidebar: Sidebar = {
    revealAddon: (addonId) => Promise.resolve(void this.revealed.push(addonId)),
    revealInApp: (appId, attachmentId) =>
      Promise.resolve(void this.revealed.push([appId, attachmentId].filter(Boolean).join('/'))),
    follow: () => Promise.resolve(),
    filter: '',
    sortOrder: 'name',
  };
}
