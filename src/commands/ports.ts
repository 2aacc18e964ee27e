import type { Addon } from '../core/model/addon.ts';
import type { AddonId, AppId, AttachmentId } from '../core/model/ids.ts';
import type { Failure } from '../core/errors/failure.ts';
import type { NextStep } from '../core/errors/sentenceTypes.ts';

/** What a person answered: a value, "one step back", or nothing at all. */
export type Answer<Value> =
  | { readonly kind: 'answer'; readonly value: Value }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancelled' };

/** Where a question stands in its command. */
export interface Step {
  /** Title of the command. */
  readonly title: string;
  readonly number: number;
  readonly total: number;
  readonly canGoBack: boolean;
}

/** One row of a choice. `value` is what the command gets. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly detail?: string | undefined;
  /** Name of a codicon. */
  readonly icon?: string | undefined;
  /** Heading above this and the following rows. */
  readonly heading?: string | undefined;
  /** Shown with its reason, and can't be chosen. */
  readonly isUnavailable?: boolean | undefined;
  /** What can be done with the row beside choosing it, as buttons at its end. */
  readonly actions?: readonly RowAction[] | undefined;
}

export interface RowAction {
  readonly id: string;
  readonly title: string;
  /** Name of a codicon. */
  readonly icon: string;
}

export interface ChoiceQuestion {
  readonly step: Step;
  readonly placeholder: string;
  readonly choices: readonly Choice[];
  /** Value of the row that is active at first. */
  readonly preselected?: string | undefined;
}

/** A choice of any number of rows. */
export interface SeveralQuestion extends ChoiceQuestion {
  /** Values of the rows that are ticked at first. */
  readonly ticked: readonly string[];
}

/** A row that was chosen, or the button at its end that was pressed. */
export interface Browsed {
  readonly value: string;
  /** Id of the button; undefined for the row itself. */
  readonly action: string | undefined;
}

/** What a check says about a text while it is typed: nothing, something to know, or why it can't be taken. */
export interface Remark {
  readonly text: string;
  readonly blocks: boolean;
  /** Says what Enter will do, and warns of nothing. */
  readonly informs?: boolean | undefined;
}

export interface TextQuestion {
  readonly step: Step;
  readonly prompt: string;
  readonly placeholder?: string | undefined;
  readonly value?: string | undefined;
  /** Hides what is typed. */
  readonly isSecret?: boolean | undefined;
  readonly check: (text: string) => Promise<Remark | undefined>;
}

/** A text with one more wish that few people have: a button in the title, so that it is no step for the others. */
export interface TextOrMoreQuestion extends TextQuestion {
  readonly button: { readonly title: string; readonly icon: string };
}

/** What will happen, row by row, before a name is typed to confirm it. */
export interface ConfirmQuestion {
  readonly title: string;
  /** What has to be typed. */
  readonly typed: string;
  /** First row while something else stands there, and once the name does. */
  readonly invitation: string;
  readonly ready: string;
  readonly consequences: readonly Choice[];
  /** Another way, as a button in the title: what may have been meant. */
  readonly instead?: { readonly title: string; readonly icon: string } | undefined;
  /** Whether the questions before it can be gone back to. */
  readonly canGoBack?: boolean | undefined;
}

/** Whether the name was typed, the other way was taken, or the last question is wanted again. */
export type Confirmed = 'confirmed' | 'instead' | 'back' | 'cancelled';

/** How a command asks a person. */
export interface Ask {
  choose(question: ChoiceQuestion): Promise<Answer<string>>;
  /** Rows to tick; answers the values of the ticked ones, in the order of the rows. */
  chooseSeveral(question: SeveralQuestion): Promise<Answer<readonly string[]>>;
  /** Rows to read, each of which leads on when it is chosen, or is acted upon by a button. */
  browse(question: ChoiceQuestion): Promise<Answer<Browsed>>;
  text(question: TextQuestion): Promise<Answer<string>>;
  textOrMore(
    question: TextOrMoreQuestion,
  ): Promise<Answer<string> | { readonly kind: 'more'; readonly typed: string }>;
  confirm(question: ConfirmQuestion): Promise<Confirmed>;
}

/** How a command tells a person what came of it. Nothing here holds a value of a config var. */
export interface Report {
  /** Something changed; what can be done about it is offered. */
  done(text: string, next: readonly NextStep[]): void;
  /** A passing word that needs no answer. */
  note(text: string): void;
  /** Something that a person should know before going on; what can be done about it is offered. */
  warn(text: string, next?: readonly NextStep[]): void;
  failed(failure: Failure): void;
  /** Shows that work is under way, when it takes long enough to be noticed. */
  during<Result>(title: string, work: () => Promise<Result>): Promise<Result>;
}

export interface Clipboard {
  read(): Promise<string>;
  /** A text is taken for a secret, which does not stay for ever, unless it is said to be none. */
  write(text: string, options?: { readonly isSecret: boolean }): Promise<void>;
}

/** Pages to read, beside the files of the workspace. */
export interface Pages {
  /** Shows the help of an add-on, and keeps it up to date while it is open. */
  showAddonHelp(addon: Pick<Addon, 'id' | 'name'>): Promise<void>;
}

/**
 * Starts another command; what it needs and is not known is asked.
 *
 * @param known what is known; more than once for several rows
 */
export type Run = (
  command: string,
  ...known: readonly Readonly<Record<string, unknown>>[]
) => Promise<unknown>;

/** What a person probably means, offered first: the row that is selected, or the app of the folder at hand. */
export interface Likely {
  readonly app?: string | undefined;
  readonly addon?: string | undefined;
}

/** The two trees: what they show, and in which order. */
export interface Sidebar {
  /** Shows an add-on among all add-ons. */
  revealAddon(addonId: AddonId): Promise<void>;
  /** Shows an app; with an alias, the row of that. */
  revealInApp(appId: AppId, attachmentId?: AttachmentId): Promise<void>;
  /** The same, where the trees are in view: what was just made is selected, and nothing is opened for it. */
  follow(appId: AppId, attachmentId?: AttachmentId): Promise<void>;
  /** Text that rows are filtered by; empty for all. */
  filter: string;
  sortOrder: 'name' | 'recent';
}
