import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import type {
  EnvFileChoice,
  EnvFiles,
  GitState,
  LastEnvWrite,
  ReadEnvFile,
  WrittenEnvFile,
} from '../../commands/envFilesPort.ts';
import { applyChanges, inverseChanges, type TextChange } from '../../core/envFile/edit.ts';
import { parseEnvText, valuesIn } from '../../core/envFile/parse.ts';
import { failed, isAddonError } from '../../core/errors/addonError.ts';
import type { Editor, Folder, OpenDocument } from '../model/editor.ts';
import { gitIgnoreLine, withGitIgnoreLine } from '../model/gitIgnore.ts';
import { PastWrites } from '../model/pastWrites.ts';
import {
  codeOf,
  expectWritable,
  FileChanged,
  readBytes,
  removeAbandoned,
  removeBytes,
  replaceBytes,
} from './fileBytes.ts';
import { gitStateOf, type RunGit } from './gitState.ts';
import { gitIgnorePlace, isEnvFileName, isOneLine, safePlace, type Place } from './safePlace.ts';

/** Each remembers the texts of a file. */
const keptWrites = 20;
/** Only its owner may read the secrets in a new file. */
const newFileMode = 0o600;
/** Files that are there to be shared: names without values. They are written only when they are named. */
const sharedFile = /\.(example|sample|template|defaults|dist|schema|vault)$/;

/** A write into the file, for its undo. */
interface WriteOnDisk {
  readonly at: 'disk';
  readonly path: string;
  readonly name: string;
  readonly before: Buffer | null;
  readonly after: Buffer;
}

/** A write into an editor with unsaved changes, for its undo. */
interface WriteInEditor {
  readonly at: 'editor';
  readonly path: string;
  readonly name: string;
  readonly before: string;
  readonly changes: readonly TextChange[];
}

/** The .env files on the disk, and in the editors that have them open. */
export class DiskEnvFiles implements EnvFiles {
  readonly #editor: Editor;
  readonly #runGit: RunGit | undefined;
  readonly #past = new PastWrites<WriteOnDisk | WriteInEditor>(keptWrites);
  #work: Promise<unknown> = Promise.resolve();

  /** @param runGit another way to run git */
  constructor(editor: Editor, runGit?: RunGit) {
    this.#editor = editor;
    this.#runGit = runGit;
  }

  readonly candidates: EnvFiles['candidates'] = async () => {
    const folders = this.#folders();
    const atHand = folders.filter((folder) => folder.path === this.#editor.folderAtHand);
    const others = folders.filter((folder) => !atHand.includes(folder));
    const choices = await Promise.all(
      [...atHand, ...others].map((folder) => choicesIn(folder, folders.length > 1)),
    );
    return choices.flat();
  };

  readonly read: EnvFiles['read'] = async (file) =>
    this.#guarded(file, async (place) => {
      const document = this.#documentAt(place);
      const text =
        document?.isDirty === true ? document.text : decoded(await readBytes(place.realPath), place);
      return {
        path: place.path,
        name: place.name,
        text,
        isDirty: document?.isDirty === true,
        eol: this.#editor.eolFor(place.path),
      };
    });

  readonly write: EnvFiles['write'] = async (read, changes) =>
    this.#guarded(read.path, (place) =>
      this.#alone(async () => {
        const document = this.#documentAt(place);
        return document?.isDirty === true
          ? this.#writeInEditor(read, changes, document)
          : this.#writeOnDisk(read, changes, place, document);
      }),
    );

  get lastWrite(): LastEnvWrite | undefined {
    const last = this.#past.newest;
    return last === undefined ? undefined : { id: last.id, path: last.write.path, name: last.write.name };
  }

  readonly undo: EnvFiles['undo'] = async (id) => {
    const write = this.#past.get(id);
    if (write === undefined) {
      throw failed('nothing_to_undo', { already: null });
    }
    return this.#guarded(write.path, (place) =>
      this.#alone(async () => {
        const document = this.#documentAt(place);
        await (write.at === 'editor'
          ? undoInEditor(write, place, document)
          : undoOnDisk(write, place, document));
        this.#past.forget(id);
        return place.name;
      }),
    );
  };

  readonly gitState: EnvFiles['gitState'] = async (file): Promise<GitState> => {
    if (!this.#editor.isTrusted) {
      return 'unknown';
    }
    try {
      return await gitStateOf((await safePlace(file, this.#folders())).realPath, this.#runGit);
    } catch {
      return 'unknown';
    }
  };

  readonly ignore: EnvFiles['ignore'] = async (file) => {
    const state = await this.gitState(file);
    return state === 'ignored'
      ? undefined
      : this.#guarded(file, (place) => this.#alone(() => this.#addToGitIgnore(place)));
  };

  readonly showDiff: EnvFiles['showDiff'] = (name, before, after) =>
    this.#editor.showDiff(name, before, after);

  async #writeInEditor(
    read: ReadEnvFile,
    changes: readonly TextChange[],
    document: OpenDocument,
  ): Promise<WrittenEnvFile> {
    if (document.text !== read.text || !(await document.change(changes))) {
      throw new FileChanged();
    }
    const { path: file, name, text: before } = read;
    return { id: this.#past.add({ at: 'editor', path: file, name, before, changes }) };
  }

  async #writeOnDisk(
    read: ReadEnvFile,
    changes: readonly TextChange[],
    place: Place,
    document: OpenDocument | undefined,
  ): Promise<WrittenEnvFile> {
    const before = await readBytes(place.realPath);
    if (decoded(before, place) !== read.text) {
      throw new FileChanged();
    }
    await expectWritable(place.realPath);
    const after = Buffer.from(applyChanges(read.text ?? '', changes));
    // An editor hides a byte order mark and mixed line ends: such a file is written by its bytes.
    const written =
      document?.text === read.text ? await savedInEditor(document, read, changes, { place, before }) : null;
    if (written === null) {
      await replaceBytes(place.realPath, before, after, place.mode ?? newFileMode);
    }
    const { path: file, name } = read;
    return { id: this.#past.add({ at: 'disk', path: file, name, before, after: written ?? after }) };
  }

  async #addToGitIgnore(place: Place): Promise<string | undefined> {
    const ignoreFile = await gitIgnorePlace(place);
    if (this.#documentAt(ignoreFile)?.isDirty === true) {
      throw failed('env_file_changed', { file: ignoreFile.name });
    }
    const before = await readBytes(ignoreFile.realPath);
    const text = decoded(before, ignoreFile) ?? '';
    const way = path.relative(place.realFolder, place.realPath).split(path.sep).join('/');
    if (!isOneLine(way)) {
      // The folders on the way may have such names: no line can name the file.
      throw failed('env_file_unsafe', { file: place.name, problem: 'name' });
    }
    const line = gitIgnoreLine(way);
    const after = withGitIgnoreLine(text, line);
    if (after === text) {
      return undefined;
    }
    await replaceBytes(ignoreFile.realPath, before, Buffer.from(after), ignoreFile.mode ?? 0o644);
    return line;
  }

  /** @throws AddonError `nothing_to_choose`, `env_file_unsafe` when no folder is on a disk */
  #folders(): readonly Folder[] {
    const { folders, isVirtual } = this.#editor;
    if (folders.length > 0) {
      return folders;
    }
    throw isVirtual
      ? failed('env_file_unsafe', { file: '.env', problem: 'virtual' })
      : failed('nothing_to_choose', { what: 'folders', app: null });
  }

  #documentAt(place: Place): OpenDocument | undefined {
    return this.#editor.documentAt([place.path, place.realPath]);
  }

  /** One write after the other: what each compares with is what it finds. */
  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#work.then(work);
    this.#work = result.catch(() => undefined);
    return result;
  }

  /** Finds the file's place anew, and tells what goes wrong by its code. */
  async #guarded<Result>(file: string, work: (place: Place) => Promise<Result>): Promise<Result> {
    let name = file;
    try {
      const place = await safePlace(file, this.#folders());
      name = place.name;
      return await work(place);
    } catch (error) {
      if (error instanceof FileChanged) {
        throw failed('env_file_changed', { file: name });
      }
      const reason = codeOf(error);
      // Only the system's own codes: anything else is a defect, and shown as one.
      if (isAddonError(error) || reason === undefined || !/^E[A-Z0-9]+$/.test(reason)) {
        throw error;
      }
      throw failed('env_file_failed', { file: name, reason });
    }
  }
}

async function choicesIn(folder: Folder, isOneOfSeveral: boolean): Promise<readonly EnvFileChoice[]> {
  await removeAbandoned(folder.path).catch(() => undefined);
  const entries = await fs.readdir(folder.path, { withFileTypes: true }).catch(() => []);
  const found = entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map(({ name }) => name)
    .filter((name) => isEnvFileName(name) && !sharedFile.test(name));
  const names = ['.env', ...found.filter((name) => name !== '.env').sort()];
  return names.map((name) => ({
    path: path.join(folder.path, name),
    name,
    folder: isOneOfSeveral ? folder.name : undefined,
    isNew: !found.includes(name),
  }));
}

/** @throws AddonError `env_file_unsafe` for what is no UTF-8: its bytes would be lost */
function decoded(bytes: Buffer | null, { name }: Place): string | null {
  const text = bytes === null ? null : textIn(bytes);
  if (text === undefined) {
    throw failed('env_file_unsafe', { file: name, problem: 'encoding' });
  }
  return text;
}

/** @returns undefined for what is no text in UTF-8 */
function textIn(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/**
 * Changes a clean document and saves it: one step that the editor can undo. What the editor made of it on the way, by
 * its encoding or by what it does on each save, is read again.
 *
 * @returns the bytes that stand in the file then; null when the editor refuses the change
 * @throws AddonError `env_file_failed` when it does not save, or saves something else; all is as it was
 */
async function savedInEditor(
  document: OpenDocument,
  { path: file, text }: ReadEnvFile,
  changes: readonly TextChange[],
  { place, before }: { readonly place: Place; readonly before: Buffer | null },
): Promise<Buffer | null> {
  if (!(await document.change(changes))) {
    return null;
  }
  if (!(await document.save())) {
    await document.change(inverseChanges(text ?? '', changes));
    throw failed('env_file_failed', { file, reason: l10n.t('the editor did not save it') });
  }
  const written = await readBytes(place.realPath);
  if (written !== null && readsAs(written, applyChanges(text ?? '', changes))) {
    return written;
  }
  await document.change([{ start: 0, end: document.text.length, text: text ?? '' }]);
  await document.save();
  const left = await readBytes(place.realPath);
  if (before !== null && left?.equals(before) !== true) {
    await replaceBytes(place.realPath, left, before, place.mode ?? newFileMode);
  }
  const reason = l10n.t('the editor saved it with other values, in another encoding perhaps');
  throw failed('env_file_failed', { file, reason });
}

/** Whether a file gives each variable the values that a text gives it; how it ends, say, is up to the editor. */
function readsAs(written: Buffer, text: string): boolean {
  const found = textIn(written);
  const values = (of: string): string => JSON.stringify([...valuesIn(parseEnvText(of))]);
  return found !== undefined && values(found) === values(text);
}

async function undoInEditor(
  { before, changes }: WriteInEditor,
  { realPath, mode }: Place,
  document: OpenDocument | undefined,
): Promise<void> {
  const after = applyChanges(before, changes);
  if (document === undefined) {
    // It was saved and closed since.
    await replaceBytes(realPath, Buffer.from(after), Buffer.from(before), mode ?? newFileMode);
    return;
  }
  if (document.text !== after) {
    throw new FileChanged();
  }
  const wasSaved = !document.isDirty;
  if (!(await document.change(inverseChanges(before, changes))) || (wasSaved && !(await document.save()))) {
    throw new FileChanged();
  }
}

async function undoOnDisk(
  { before, after }: WriteOnDisk,
  { realPath, mode }: Place,
  document: OpenDocument | undefined,
): Promise<void> {
  if (document?.isDirty === true) {
    throw new FileChanged();
  }
  await (before === null
    ? removeBytes(realPath, after)
    : replaceBytes(realPath, after, before, mode ?? newFileMode));
}
