import type { Action, ActionType } from '../core/actions/action.ts';
import type { AddonPlatform, Done, Preview } from '../core/platform/addonPlatform.ts';
import type { ArgumentTable } from './arguments.ts';
import type { Answer, Ask, Clipboard, Report, Step } from './ports.ts';

/** Everything that a command may use. */
export interface CommandContext {
  readonly platform: AddonPlatform;
  readonly ask: Ask;
  readonly report: Report;
  readonly clipboard: Clipboard;
}

/** What a question knows: the answers so far, and what the action would do with one more. */
export interface QuestionContext<Args> {
  readonly platform: AddonPlatform;
  readonly ask: Ask;
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

/** The arguments that are asked, in this order, each only when it is not known yet. */
export type Questions<Args> = { readonly [Name in keyof Args]?: Question<Args> };

interface Base<Args> {
  readonly id: `addons.${string}`;
  /** Title above its questions, without the dots. */
  readonly title: () => string;
  readonly arguments: ArgumentTable<Args>;
  readonly questions: Questions<Args>;
}

/** A command that makes one action. */
export interface ActionCommand<Args, Type extends ActionType> extends Base<Args> {
  readonly action: (args: Args) => Action<Type>;
  /**
   * When a person sees what will happen before it does: `always`, `never`, or when `severalApps` are touched
   * (the default). What overwrites or destroys is shown and asked for in any case.
   */
  readonly review?: 'always' | 'severalApps' | 'never';
  /** What a row or a button that starts the command means by what it knows; all of it as it is, if left out. */
  readonly fromRow?: (known: Readonly<Record<string, unknown>>) => Partial<Args>;
  /** Arguments that follow from a person's having seen the consequences. */
  readonly implied?: Partial<Args> | undefined;
  /** What happened, in one sentence. */
  readonly done: (done: Done<Type>, platform: AddonPlatform) => string;
}

/** What a plain command may use; `isAsking` tells whether a person is there to answer. */
export interface PlainContext extends CommandContext {
  readonly isAsking: boolean;
}

/** A command that does something else: reads, copies, makes several actions. */
export interface PlainCommand<Args> extends Base<Args> {
  readonly run: (args: Args, context: PlainContext) => Promise<unknown>;
}

/** A command as the table and the shells see it. */
export interface Command {
  readonly id: `addons.${string}`;
  /** With all arguments given: nothing is asked. Rejects with an AddonError. */
  runWith(input: object, context: CommandContext): Promise<unknown>;
  /** Asks for what is not known. Tells what came of it; resolves to undefined when it was cancelled or refused. */
  runAsking(known: Readonly<Record<string, unknown>>, context: CommandContext): Promise<unknown>;
}
