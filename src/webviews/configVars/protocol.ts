import * as z from 'zod/mini';
import type { UrlPart } from './urlParts.ts';

export type { Words } from './words.ts';

const name = z.string().check(z.maxLength(1_000));
/** Far more than the longest value: a rule says so better than a schema. */
const value = z.string().check(z.maxLength(10_000_000));
const envText = z.string().check(z.maxLength(10_000_000));
const file = z.string().check(z.maxLength(4_096));
/** Of the value that the page showed, which a change replaces; null for a var that there was not. */
const mark = z.nullable(z.string().check(z.maxLength(100)));
const names = z.array(name).check(z.maxLength(10_000));
const shownVar = z.strictObject({ name, mark });
/**
 * `original`: the text as it was at first. Where others have changed the same, `mine` are the vars that are saved over
 * the value of just that mark, `theirs` those that are left as they are.
 */
const editedText = z.strictObject({
  text: envText,
  original: envText,
  mine: z.optional(z.array(shownVar).check(z.maxLength(10_000))),
  theirs: z.optional(names),
});
/** `fileMark`: of the value that the file had when they were compared. */
const takenVar = z.strictObject({ name, mark, fileMark: mark });

/** What the page may ask. */
export const requests = {
  reveal: z.strictObject({ names }),
  copy: z.strictObject({ name }),
  copyLine: z.strictObject({ name }),
  copyAll: z.strictObject({}),
  parts: z.strictObject({ name }),
  copyPart: z.strictObject({
    name,
    part: z.enum(['user', 'password', 'host', 'port', 'database', 'options']),
  }),
  /** `draft`: as the page writes it down; null when nothing is unsaved. */
  keepDraft: z.strictObject({ what: name, draft: z.nullable(envText) }),
  drafts: z.strictObject({}),
  /** `isNew`: it is to be added, over none that is there. */
  check: z.strictObject({ name, value, isNew: z.boolean() }),
  save: z.strictObject({ name, value: z.nullable(value), mark }),
  undo: z.strictObject({ operation: z.string().check(z.maxLength(100)) }),
  text: z.strictObject({}),
  review: editedText,
  saveText: editedText,
  files: z.strictObject({}),
  compare: z.strictObject({ file }),
  takeFromFile: z.strictObject({ file, vars: z.array(takenVar).check(z.maxLength(10_000)) }),
  writeToFile: z.strictObject({ file: z.optional(file), names: z.optional(names) }),
  showAddon: z.strictObject({ addon: name }),
};

/** One value, sent because it was asked for. */
export interface RevealedVar {
  readonly name: string;
  readonly value: string;
  /** Of this value. */
  readonly mark: string | null;
}

export interface ShownPart {
  readonly part: UrlPart;
  readonly label: string;
  /** null: not shown, only copied. */
  readonly value: string | null;
}

/** What is to be said of a name and a value while they are typed. */
export interface Checked {
  readonly problem: string | null;
  readonly hint: string | null;
  /** Whether the problem is that a new var has the name of one that is there. */
  readonly isSet: boolean;
}

/** What was typed and not saved, as the page wrote it down. */
export interface KeptDraft {
  readonly what: string;
  readonly draft: string;
}

/** What came of a change. */
export type Outcome =
  | { readonly kind: 'done'; readonly said: string; readonly operation: string | null }
  /** Another window was faster; nothing was changed. */
  | { readonly kind: 'conflict'; readonly said: string; readonly names: readonly string[] }
  | { readonly kind: 'refused'; readonly said: string };

export interface Said {
  readonly said: string;
}

export interface TextProblem {
  readonly line: number | null;
  readonly text: string;
}

export type EditedText = z.infer<typeof editedText>;

export type ShownVar = z.infer<typeof shownVar>;

/** Its mark is that of the value which is there now. */
export interface TextChange extends ShownVar {
  readonly kind: 'added' | 'changed' | 'unset';
  /** Another window has changed it since the text was opened: saving is refused until it is decided which one stays. */
  readonly isConflict: boolean;
  readonly before: string | null;
  readonly after: string | null;
}

export interface Review {
  readonly problems: readonly TextProblem[];
  readonly changes: readonly TextChange[];
  /** What saving will do. */
  readonly said: string;
}

export type TakenVar = z.infer<typeof takenVar>;

export interface ComparedName extends TakenVar {
  readonly status: 'same' | 'different' | 'onlyApp' | 'onlyFile';
  readonly statusText: string;
  /** Why it can't be brought to the app; null when it can. */
  readonly notToApp: string | null;
  /** Why it can't be brought to the file; null when it can. */
  readonly notToFile: string | null;
}

export interface Comparison {
  /** As it was asked for. */
  readonly file: string;
  readonly said: string;
  readonly rows: readonly ComparedName[];
}

/** What the page asks and gets, by type. */
export interface Asked {
  readonly reveal: Ask<'reveal', { readonly values: readonly RevealedVar[] }>;
  readonly copy: Ask<'copy', Said>;
  readonly copyLine: Ask<'copyLine', Said>;
  readonly copyAll: Ask<'copyAll', Said>;
  readonly parts: Ask<'parts', { readonly parts: readonly ShownPart[] }>;
  readonly copyPart: Ask<'copyPart', Said>;
  readonly keepDraft: Ask<'keepDraft', null>;
  readonly drafts: Ask<'drafts', { readonly drafts: readonly KeptDraft[] }>;
  readonly check: Ask<'check', Checked>;
  readonly save: Ask<'save', Outcome>;
  readonly undo: Ask<'undo', Said>;
  readonly text: Ask<'text', EnvText>;
  readonly review: Ask<'review', Review>;
  readonly saveText: Ask<'saveText', Outcome>;
  readonly files: Ask<'files', { readonly files: readonly WorkspaceFile[] }>;
  readonly compare: Ask<'compare', Comparison>;
  readonly takeFromFile: Ask<'takeFromFile', Outcome>;
  readonly writeToFile: Ask<'writeToFile', null>;
  readonly showAddon: Ask<'showAddon', null>;
}

interface Ask<Type extends keyof typeof requests, Reply> {
  readonly input: z.infer<(typeof requests)[Type]>;
  readonly reply: Reply;
}

/** The vars of the user's own as the text of a .env file. */
export interface EnvText {
  readonly text: string;
  /** What is not in it, and stays as it is. */
  readonly notes: readonly string[];
}

export interface WorkspaceFile {
  readonly path: string;
  readonly label: string;
}

/** One config var, without its value. */
export interface VarRow {
  readonly name: string;
  /** Its add-on; null for the user's own. */
  readonly addonId: string | null;
  readonly from: string;
  /** Why it can't be edited here; null when it can. */
  readonly locked: string | null;
  /** Of its value: another value has another one. null when it is there no more. */
  readonly mark: string | null;
  readonly sinceText: string;
  readonly sinceTitle: string;
  readonly sinceAt: number;
  readonly isUrl: boolean;
}

export type Model =
  | {
      readonly kind: 'vars';
      readonly app: string;
      readonly version: number;
      readonly counted: string;
      readonly rows: readonly VarRow[];
    }
  | { readonly kind: 'gone'; readonly text: string };
