import type { Action, ActionType } from '../core/actions/action.ts';
import { isAddonError } from '../core/errors/addonError.ts';
import type { Confirmation } from '../core/errors/failure.ts';
import type { AddonPlatform, Done, Preview } from '../core/platform/addonPlatform.ts';
import type { Seed } from '../core/ports/chance.ts';
import type { Effect } from '../core/rules/effect.ts';
import { parseArguments } from './arguments.ts';
import { afterwards } from './afterwards.ts';
import { confirmAction, typedFor } from './confirmAction.ts';
import { detachedText } from './detachedText.ts';
import { reviewQuestion } from './reviewQuestion.ts';
import type { ActionCommand, Command, CommandContext, PlainCommand, Question } from './command.ts';

/** A command that makes one action: arguments → questions → confirmation → action → report. */
export function defineActionCommand<Args extends object, Type extends ActionType>(
  definition: ActionCommand<Args, Type>,
): Command {
  return {
    id: definition.id,
    runWith: (input, { platform }) =>
      platform.perform(definition.action(parseArguments(definition.arguments, input))),
    runAsking: (known, context) =>
      reporting(context, async () => {
        const previews = new Previews(context.platform, definition.action);
        const meant = definition.fromRow === undefined ? known : definition.fromRow(known);
        const start = { ...definition.implied, ...meant } as Partial<Args>;
        const args = await askAll(definition, start, context, (tried) => previews.of(tried));
        return args === undefined ? undefined : performAsked(definition, args, context, previews);
      }),
  };
}

/** A command that makes no single action. */
export function definePlainCommand<Args extends object>(definition: PlainCommand<Args>): Command {
  return {
    id: definition.id,
    // A caller with arguments wants no words: only the clipboard and the platform are at work.
    runWith: (input, context) =>
      definition.run(parseArguments(definition.arguments, input), {
        ...context,
        report: silent,
        isAsking: false,
      }),
    runAsking: (known, context) =>
      reporting(context, async () => {
        const args = await askAll(definition, known as Partial<Args>, context);
        return args === undefined ? undefined : definition.run(args, { ...context, isAsking: true });
      }),
  };
}

const silent = {
  done: (): void => undefined,
  note: (): void => undefined,
  warn: (): void => undefined,
  failed: (): void => undefined,
};

/** A refusal is told to the person; anything else is a defect, and goes on to whoever shows those. */
async function reporting(context: CommandContext, work: () => Promise<unknown>): Promise<unknown> {
  try {
    await context.platform.ready();
    return await work();
  } catch (error) {
    if (!isAddonError(error)) {
      throw error;
    }
    context.report.failed(error.failure);
    return undefined;
  }
}

/** Previews of one run, all with one seed: the name and alias that were shown are those that are made. */
class Previews<Args extends object, Type extends ActionType> {
  readonly #platform: AddonPlatform;
  readonly #action: (args: Args) => Action<Type>;
  seed: Seed | undefined;

  constructor(platform: AddonPlatform, action: (args: Args) => Action<Type>) {
    this.#platform = platform;
    this.#action = action;
  }

  async of(args: Args): Promise<Preview<Type>> {
    const preview = await this.#platform.preview(this.#action(args), { seed: this.seed });
    this.seed = preview.seed;
    return preview;
  }
}

async function performAsked<Args extends object, Type extends ActionType>(
  definition: ActionCommand<Args, Type>,
  args: Args,
  context: CommandContext,
  previews: Previews<Args, Type>,
): Promise<Done<Type> | undefined> {
  const { platform, report } = context;
  // What is shown now should be what is: another window may have changed it while this one asked.
  await platform.refresh();
  const preview = await previews.of(args);
  const done =
    preview.failure?.code === 'confirmation_required'
      ? await performConfirmed(definition.action(args), preview.failure.details, context, previews.seed)
      : await performReviewed(definition, args, context, preview);
  if (done !== undefined) {
    report.done(definition.done(done, platform), afterwards(done.operationId, platform));
  }
  return done;
}

/** Shows what goes, until that is just what a person has confirmed: meanwhile another window may change it. */
async function performConfirmed<Type extends ActionType>(
  action: Action<Type>,
  shown: Confirmation,
  context: CommandContext,
  seed: Seed | undefined,
): Promise<Done<Type> | undefined> {
  let confirmed = shown;
  for (;;) {
    const answer = await confirmAction(confirmed, context);
    if (answer === 'instead') {
      await detachInstead(confirmed, context);
    }
    if (answer !== 'confirmed') {
      return undefined;
    }
    try {
      const answered = { ...action, confirm: typedFor(confirmed) };
      return await context.platform.perform(answered, { seed, confirmed });
    } catch (error) {
      if (!isAddonError(error) || error.failure.code !== 'confirmation_required') {
        throw error;
      }
      confirmed = error.failure.details;
    }
  }
}

/** R29: who called an add-on by an alias may have meant the alias alone. */
async function detachInstead(
  confirmation: Confirmation,
  { platform, report }: CommandContext,
): Promise<void> {
  if (confirmation.kind !== 'destroyAddon' || confirmation.calledBy === null) {
    return;
  }
  const done = await platform.perform({ type: 'detachAttachment', ...confirmation.calledBy });
  report.done(detachedText(done), afterwards(done.operationId, platform));
}

async function performReviewed<Args extends object, Type extends ActionType>(
  definition: ActionCommand<Args, Type>,
  args: Args,
  { platform, ask }: CommandContext,
  preview: Preview<Type>,
): Promise<Done<Type> | undefined> {
  if (preview.failure === null && isReviewed(definition.review, preview.effect)) {
    const accepted = await ask.confirm(reviewQuestion(definition.title(), preview.effect));
    if (accepted !== 'confirmed') {
      return undefined;
    }
  }
  return platform.perform(definition.action(args), { seed: preview.seed });
}

type Asked<Args> = Pick<PlainCommand<Args>, 'title' | 'questions' | 'arguments'>;

function isReviewed(review: 'always' | 'severalApps' | 'never' = 'severalApps', effect: Effect): boolean {
  return review === 'always' || (review === 'severalApps' && effect.apps.length > 1);
}

/** Asks what is not known, with a way back. @returns undefined when the person gave up */
async function askAll<Args extends object>(
  definition: Asked<Args>,
  given: Partial<Args>,
  context: CommandContext,
  preview?: (args: Args) => Promise<Preview<ActionType>>,
): Promise<Args | undefined> {
  const known: Record<string, unknown> = { ...given };
  const open = Object.entries<Question<Args> | undefined>(definition.questions).filter(
    ([name]) => known[name] === undefined,
  );
  const history: Record<string, unknown>[] = [];
  let previous: string | undefined;
  let position = 0;
  while (position < open.length) {
    const [name, question] = open[position] ?? [];
    if (name === undefined || question === undefined) {
      break;
    }
    /** What was known before this step: *Back* forgets its answer, and what was answered beside. */
    const asked = { ...known };
    const step = {
      title: definition.title(),
      number: position + 1,
      total: open.length,
      canGoBack: position > 0,
    };
    const { platform, ask } = context;
    const answer = await question({
      platform,
      ask,
      step,
      known: known as Partial<Args>,
      previous,
      also: (values) => {
        Object.assign(known, values);
      },
      tryAnswer: async (value) => preview?.({ ...known, [name]: value } as Args),
    });
    if (answer.kind === 'cancelled') {
      return undefined;
    }
    if (answer.kind === 'back') {
      position -= 1;
      const before = history.pop() ?? {};
      const undone = known[open[position]?.[0] ?? ''];
      previous = typeof undone === 'string' ? undone : undefined;
      Object.keys(known).forEach((key) => Reflect.deleteProperty(known, key));
      Object.assign(known, before);
    } else {
      previous = undefined;
      history.push(asked);
      const isOptional = definition.arguments[name as keyof Args] === 'optionalText';
      known[name] = answer.value === '' && isOptional ? undefined : answer.value;
      position += 1;
    }
  }
  return known as Args;
}
