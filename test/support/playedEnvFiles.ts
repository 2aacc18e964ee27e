import type {
  EnvFileChoice,
  EnvFiles,
  GitState,
  LastEnvWrite,
  ReadEnvFile,
} from '../../src/commands/envFilesPort.ts';
import { applyChanges } from '../../src/core/envFile/edit.ts';
import { failed } from '../../src/core/errors/addonError.ts';

/** .env files in memory, in one folder. */
export class PlayedEnvFiles implements EnvFiles {
  readonly texts = new Map<string, string>();
  git: GitState = 'ignored';
  isDirty = false;
  /** Names and texts of the diffs that were shown, and how many are still open. */
  readonly diffs: { readonly name: string; readonly before: string; readonly after: string }[] = [];
  open = 0;
  /** Called before a write: another hand may be at the file. */
  beforeWrite: (() => void) | undefined;
  readonly #past = new Map<string, { readonly path: string; readonly before: string | null }>();

  readonly candidates: EnvFiles['candidates'] = () => {
    const names = [
      '.env',
      ...[...this.texts.keys()].map((path) => path.slice(1)).filter((name) => name !== '.env'),
    ];
    const choices: readonly EnvFileChoice[] = names.map((name) => ({
      path: `/${name}`,
      name,
      folder: undefined,
      isNew: !this.texts.has(`/${name}`),
    }));
    return Promise.resolve(choices);
  };

  readonly read: EnvFiles['read'] = (file) => {
    const path = file.startsWith('/') ? file : `/${file}`;
    const read: ReadEnvFile = {
      path,
      name: path.slice(1),
      text: this.texts.get(path) ?? null,
      isDirty: this.isDirty,
      eol: '\n',
    };
    return Promise.resolve(read);
  };

  readonly write: EnvFiles['write'] = async ({ path, name, text }, changes) => {
    this.beforeWrite?.();
    if ((this.texts.get(path) ?? null) !== text) {
      throw failed('env_file_changed', { file: name });
    }
    this.texts.set(path, applyChanges(text ?? '', changes));
    const id = String(this.#past.size + 1);
    this.#past.set(id, { path, before: text });
    return Promise.resolve({ id });
  };

  get lastWrite(): LastEnvWrite | undefined {
    const [id, write] = [...this.#past].at(-1) ?? [];
    return id === undefined || write === undefined
      ? undefined
      : { id, path: write.path, name: write.path.slice(1) };
  }

  readonly undo: EnvFiles['undo'] = async (id) => {
    const write = this.#past.get(id);
    if (write === undefined) {
      throw failed('nothing_to_undo', { already: null });
    }
    this.#past.delete(id);
    this.texts.delete(write.path);
    if (write.before !== null) {
      this.texts.set(write.path, write.before);
    }
    return Promise.resolve(write.path.slice(1));
  };

  readonly gitState: EnvFiles['gitState'] = () => Promise.resolve(this.git);

  readonly ignore: EnvFiles['ignore'] = (file) => {
    const line = this.git === 'ignored' ? undefined : file;
    this.git = this.git === 'notIgnored' ? 'ignored' : this.git;
    return Promise.resolve(line);
  };

  readonly showDiff: EnvFiles['showDiff'] = (name, before, after) => {
    this.diffs.push({ name, before, after });
    this.open += 1;
    return Promise.resolve(() => Promise.resolve(void (this.open -= 1)));
  };
}
