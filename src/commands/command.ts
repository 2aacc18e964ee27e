import type { Action, ActionType, ResultOf } from '../core/actions/action.ts';
import type { AppId, AttachmentId } from '../core/model/ids.ts';
import type { AddonPlatform, Done, Preview } from '../core/platform/addonPlatform.ts';
import type { ArgumentTable } from './arguments.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { EnvFiles } from './envFilesPort.ts';
import type { Link } from './linkPort.ts';
import type { StorePort } from './storePort.ts';
import type { PlatformApi } from './platformApiPort.ts';
import type { State } from '../core/model/state.ts';
import type { Tabs } from './tabsPort.ts';
import type { Answer, Ask, Choice, Clipboard, Likely, Pages, Report, Run, Sidebar, Step } from './ports.ts';

/** Everything that a command may use. */
export interface CommandContext {
  readonly platform: AddonPlatform;
  readonly ask: Ask;
  readonly report: Report;
  readonly clipboard: Clipboard;
  readonly envFiles: EnvFiles;
  readonly run: Run;
  readonly link: Link;
  readonly pages: Pages;
  readonly platformApi: PlatformApi;
  readonly tabs: Tabs;
  readonly clock: Clock;
  readonly sidebar: Sidebar;
  readonly store: StorePort;
  readonly likely: () => Likely;
}

/** What a question knows: the answers so far, and what the action would do with one more. */
export interface QuestionContext<Args> {
  readonly platform: AddonPlatform;
  readonly ask: Ask;
  readonly likely: Likely;
  readonly clipboard: Clipboard;
  readonly step: Step;
  readonly known: Partial<Args>;
  /** What was answered before *Back*: a question of several choices goes on from there. */
  readonly previous: string | undefined;
  /** Answers another argument beside, one that has no question of its own. */
  readonly also: (values: Partial<Args>) => void;
  /** The action with an answer to this question, tried without the commit; undefined for commands without one. */
  readonly tryAnswer: (answer: string | undefined) => Promise<Preview<ActionType> | undefined>;
}

/** Asks for one argument. An empty answer leaves an optional argument to its default. */
export type Question<Args> = (context: QuestionContext<Args>) => Promise<Answer<string>>;

/**
 * The arguments that are asked, in this order, each only when it is not known yet. One that takes several questions
 * is what the last of them answers; each sees the answer before it under the argument's name.
 */
export type Questions<Args> = {
  readonly [Name in keyof Args]?: Question<Args> | readonly Question<Args>[];
};

interface Base<Args> {
  readonly id: `addons.${string}`;
  /** Title above its questions, without the dots. */
  readonly title: () => string;
  readonly arguments: ArgumentTable<Args>;
  readonly questions: Questions<Args>;
  /** What a row or a button that starts the command means by what it knows; all of it as it is, if left out. */
  readonly fromRow?: (known: Readonly<Record<string, unknown>>) => Partial<Args>;
}

/** When a person sees what will happen before it does. What overwrites or destroys is shown in any case. */
export type Review = 'always' | 'severalApps' | 'never';

/** What to say when a command is started on several rows at once. */
export interface SeveralRows<Args> {
  /** What stands for the thing that a row is about: two rows of the same thing count once. */
  readonly thing: (args: Args, state: State) => string;
  /** What happens to one of them, as a row of the question. */
  readonly row: (args: Args, state: State) => Choice;
  /** Title above the question: "Detach 3 Aliases". */
  readonly title: (count: number) => string;
  /** What happened, in one sentence. */
  readonly done: (count: number) => string;
  /** What is typed to confirm when no single name stands for all; the same in every language. */
  readonly typed: (count: number) => string;
}

/** A command that makes one action. */
export interface ActionCommand<Args, Type extends ActionType> extends Base<Args> {
  readonly action: (args: Args) => Action<Type>;
  /** When a person sees what will happen before it does; by default when several apps are touched. */
  readonly review?: Review | ((args: Args) => Review);
  /** What a review is about, where the arguments don't tell. */
  readonly subject?: (result: ResultOf<Type>) => string;
  /** Arguments that follow from a person's having seen the consequences. */
  readonly implied?: Partial<Args> | undefined;
  /** What happened, in one sentence. */
  readonly done: (done: Done<Type>, platform: AddonPlatform) => string;
  /** The arguments that stand for just what was reviewed, whatever is newest by then. */
  readonly bound?: (args: Args, result: ResultOf<Type>) => Args;
  /** What it made, to be shown in the sidebar where that is in view. */
  readonly shows?: (done: Done<Type>, platform: AddonPlatform) => ShownRow | undefined;
  /** Given for a command that can be started on several rows at once. */
  readonly several?: SeveralRows<Args>;
}

export interface ShownRow {
  readonly appId: AppId;
  readonly attachmentId?: AttachmentId;
}

/** What a plain command may use; `isAsking` tells whether a person is there to answer. */
export interface PlainContext extends CommandContext {
  readonly isAsking: boolean;
}

/** A command that does something else: reads, copies, makes several actions. */
export interface PlainCommand<Args> extends Base<Args> {
  /** False for what must work when the store can't be read. */
  readonly needsStore?: false;
  readonly run: (args: Args, context: PlainContext) => Promise<unknown>;
  /** The same for several rows at once. */
  readonly runOnSeveral?: (rows: readonly Partial<Args>[], context: PlainContext) => Promise<unknown>;
}

/** A command as the table and the shells see it. */
export interface Command {
  readonly id: `addons.${string}`;
  /** False for what must work when the store can't be read. */
  readonly needsStore?: false;
  /** With all arguments given: nothing is asked. Rejects with an AddonError. */
  runWith(input: object, context: CommandContext): Promise<unknown>;
  /** Asks for what is not known. Tells what came of it; resolves to undefined when it was cancelled or refused. */
  runAsking(known: Readonly<Record<string, unknown>>, context: CommandContext): Promise<unknown>;
  /** The same for several rows at once, for a command that can. */
  readonly runOnSeveral?: (
    rows: readonly Readonly<Record<string, unknown>>[],
    context: CommandContext,
  ) => Promise<unknown>;
}
