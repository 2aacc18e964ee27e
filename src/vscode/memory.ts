/** What an extension, or its part in one workspace, remembers: a `Memento` of VS Code. */
export interface Memory {
  get(name: string): unknown;
  /** @param value undefined forgets it */
  update(name: string, value: unknown): PromiseLike<void>;
}

/** VS Code's place for secrets: the keychain of a desktop; elsewhere it may be memory alone. */
export interface SecretMemory {
  get(name: string): PromiseLike<string | undefined>;
  store(name: string, secret: string): PromiseLike<void>;
  delete(name: string): PromiseLike<void>;
}
