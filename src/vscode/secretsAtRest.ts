import * as l10n from '@vscode/l10n';
import type { Report } from '../commands/ports.ts';
import type { SecretsPort } from '../commands/storePort.ts';
import { modeText, reasonText } from '../commands/showStore.ts';
import { decideAtRest, type AtRestEnvironment, type AtRestSetting } from '../core/platform/atRest.ts';
import type { Disposable } from '../core/ports/disposable.ts';
import type { SecretCipher, SecretsWish } from '../core/ports/secretCipher.ts';
import type { SecretCare, SecretsHealth, StoreHealth } from '../core/ports/storeCare.ts';
import type { Memory, SecretMemory } from './memory.ts';

const keyName = 'addons.store.key';
const madeName = 'addons.store.keyMade';

/** When the key was put into the place for secrets. */
interface Made {
  readonly keyId: string;
  /** Which start of VS Code did that. */
  readonly start: string;
}

/** Another window may put a key there. */
interface SharedSecrets extends Omit<SecretMemory, 'delete'> {
  onDidChange(listener: (change: { readonly key: string }) => unknown): Disposable;
}

export interface SecretsAtRestParts {
  readonly storage: SharedSecrets;
  readonly memory: Memory;
  readonly setting: () => AtRestSetting;
  readonly onDidChangeSetting: (listener: () => void) => Disposable;
  readonly environment: Pick<AtRestEnvironment, 'isRemote' | 'isWeb'>;
  /** Tells starts of VS Code apart: a place for secrets in memory seems to last when a window is loaded anew. */
  readonly start: string;
  /** @returns undefined when the text is no key */
  readonly cipherOf: (key: string) => SecretCipher | undefined;
  readonly newKey: () => string;
  readonly log: { info(text: string): void };
}

/** Keeps the key of the store in VS Code's place for secrets, and decides whether it is used. */
export class SecretsAtRest implements SecretsPort {
  readonly #parts: SecretsAtRestParts;
  /** Keys that were met, by their ids: the newest in the place for secrets need not be the store's. */
  readonly #keys = new Map<string, string>();
  #store: SecretCare | undefined;
  /** One access after another. */
  #work: Promise<unknown> = Promise.resolve();
  #isNew = false;
  #told = '';

  constructor(parts: SecretsAtRestParts) {
    this.#parts = parts;
  }

  /** What the store is to do; asked when it is opened. */
  async wish(): Promise<SecretsWish> {
    const { memory, setting, environment, start } = this.#parts;
    const read = await this.#read();
    const made = memory.get(madeName) as Made | undefined;
    const decision = decideAtRest(setting(), {
      ...environment,
      hasSecretStorage: read !== 'fails',
      keyReadBackBefore: typeof read === 'object' && made?.keyId === read.keyId && made.start !== start,
    });
    let cipher = typeof read === 'object' ? read : undefined;
    if (cipher === undefined && decision.makesKey) {
      cipher = await this.#make();
    }
    return { mode: decision.mode, why: decision.why, cipher };
  }

  /** Follows what becomes of the store: another window may have been first with its key. */
  follow(store: SecretCare, report: Pick<Report, 'done'>): Disposable {
    this.#store = store;
    const look = (health: StoreHealth): void => {
      this.#log(health);
      void this.#inTurn(() => this.#settle(health, report));
    };
    const listening = [
      store.onHealth(look),
      this.#parts.onDidChangeSetting(() => {
        // What is wrong with the store is told by its health.
        store.decideAnew().catch(() => undefined);
      }),
      this.#parts.storage.onDidChange(({ key }) => {
        if (key === keyName && store.health.secrets.mode === 'locked') {
          look(store.health);
        }
      }),
    ];
    return {
      dispose: () => {
        listening.forEach((each) => {
          each.dispose();
        });
      },
    };
  }

  async unlock(key: string): Promise<boolean> {
    const cipher = this.#known(key.trim());
    if (cipher === undefined || this.#store === undefined || !(await this.#store.unlock(cipher))) {
      return false;
    }
    if (this.#store.health.secrets.keyId === cipher.keyId) {
      await this.#keep(key.trim(), cipher);
    }
    return true;
  }

  async key(): Promise<string | undefined> {
    await this.#read();
    const keyId = this.#store?.health.secrets.keyId;
    return typeof keyId === 'string' ? this.#keys.get(keyId) : undefined;
  }

  async renew(): Promise<void> {
    const read = await this.#read();
    if (typeof read === 'object' && (await this.#store?.unlock(read)) === true) {
      return;
    }
    const cipher = await this.#make();
    if (cipher !== undefined) {
      await this.#store?.changeKey(cipher);
    }
  }

  async #settle({ secrets }: StoreHealth, report: Pick<Report, 'done'>): Promise<void> {
    if (secrets.mode === 'locked') {
      // A key that was made at this start closes nothing here.
      this.#isNew = false;
      const read = await this.#read();
      if (typeof read === 'object' && read.keyId === secrets.keyId) {
        await this.#store?.unlock(read);
      }
      return;
    }
    const key = this.#keys.get(secrets.keyId ?? '');
    if (secrets.mode === 'plain' || key === undefined) {
      return;
    }
    const cipher = this.#known(key);
    const read = await this.#read();
    if (cipher !== undefined && (typeof read !== 'object' || read.keyId !== cipher.keyId)) {
      await this.#keep(key, cipher);
    }
    if (this.#isNew) {
      this.#isNew = false;
      this.#tellEncrypted(secrets, report);
    }
  }

  #tellEncrypted({ plainFiles }: SecretsHealth, report: Pick<Report, 'done'>): void {
    const { isWeb } = this.#parts.environment;
    const texts = [
      isWeb
        ? l10n.t(
            'Values are encrypted now. This VS Code may forget the key as soon as the window is loaded again: copy it now, without it nobody can read them.',
          )
        : l10n.t('Values are encrypted now. Keep a copy of the key: without it nobody can read them.'),
      ...(plainFiles.length > 0
        ? [l10n.t('Older files may still hold values as plain text: {0}.', plainFiles.join(', '))]
        : []),
    ];
    report.done(texts.join(' '), [
      { title: l10n.t('Copy Store Key'), command: 'addons.exportKey', known: {} },
      ...(plainFiles.length > 0
        ? [{ title: l10n.t('Show Store State'), command: 'addons.showStore', known: {} }]
        : []),
    ]);
  }

  /** @returns `fails` when there is no place for secrets, or it does not answer */
  async #read(): Promise<SecretCipher | 'none' | 'fails'> {
    try {
      const key = await this.#parts.storage.get(keyName);
      return (key === undefined ? undefined : this.#known(key)) ?? 'none';
    } catch {
      return 'fails';
    }
  }

  /** @returns undefined when it can't be kept: nothing is closed by a key that nobody has tomorrow */
  async #make(): Promise<SecretCipher | undefined> {
    const key = this.#parts.newKey();
    const cipher = this.#known(key);
    try {
      if (cipher !== undefined) {
        await this.#keep(key, cipher);
      }
    } catch {
      return undefined;
    }
    this.#isNew = true;
    return cipher;
  }

  async #keep(key: string, { keyId }: SecretCipher): Promise<void> {
    const { storage, memory, start } = this.#parts;
    await storage.store(keyName, key);
    await memory.update(madeName, { keyId, start } satisfies Made);
  }

  #known(key: string): SecretCipher | undefined {
    const cipher = this.#parts.cipherOf(key);
    if (cipher !== undefined) {
      this.#keys.set(cipher.keyId, key);
    }
    return cipher;
  }

  #log({ secrets }: StoreHealth): void {
    const text = `${modeText(secrets)} (${reasonText(secrets)}).`;
    if (text !== this.#told) {
      this.#told = text;
      this.#parts.log.info(text);
    }
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work).catch(() => undefined);
    this.#work = done;
    return done;
  }
}
