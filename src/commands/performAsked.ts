import type { Action, ActionType } from '../core/actions/action.ts';
import { isAddonError } from '../core/errors/addonError.ts';
import type { Confirmation } from '../core/errors/failure.ts';
import type { AddonPlatform, Done, PerformOptions, Preview } from '../core/platform/addonPlatform.ts';
import type { Seed } from '../core/ports/chance.ts';
import type { Effect } from '../core/rules/effect.ts';
import { afterwards } from './afterwards.ts';
import type { ActionCommand, CommandContext, Review } from './command.ts';
import { confirmAction, typedFor } from './confirmAction.ts';
import { detachedText } from './detachedText.ts';
import { reviewQuestion } from './reviewQuestion.ts';
import { titleOf } from './titleOf.ts';

/** Previews of one run, all with one seed: the name and alias that were shown are those that are made. */
export class Previews<Args extends object, Type extends ActionType> {
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

/** How a run stands when its questions are answered. */
export interface Answered<Args extends object, Type extends ActionType> {
  readonly args: Args;
  readonly previews: Previews<Args, Type>;
  /** Title of the command with what it is about. */
  readonly title: string;
  readonly canGoBack: boolean;
}

/**
 * Shows what an action will do where that is due, performs it, and tells what came of it.
 *
 * @returns `back` when the last question is wanted again, undefined when the person gave up
 * @throws AddonError by code, with nothing changed
 */
export async function performAsked<Args extends object, Type extends ActionType>(
  definition: ActionCommand<Args, Type>,
  answered: Answered<Args, Type>,
  context: CommandContext,
): Promise<Done<Type> | 'back' | undefined> {
  const { platform, report, sidebar } = context;
  // What is shown now should be what is: another window may have changed it while this one asked.
  await platform.refresh();
  const preview = await answered.previews.of(answered.args);
  const done =
    preview.failure?.code === 'confirmation_required'
      ? await performConfirmed(definition, answered, context, preview.failure.details)
      : await performReviewed(definition, answered, context, preview);
  if (done !== undefined && done !== 'back') {
    report.done(definition.done(done, platform), afterwards(done.operationId, platform));
    const shown = definition.shows?.(done, platform);
    if (shown !== undefined) {
      await sidebar.follow(shown.appId, shown.attachmentId);
    }
  }
  return done;
}

/** Shows what goes, until that is just what a person has confirmed: meanwhile another window may change it. */
async function performConfirmed<Args extends object, Type extends ActionType>(
  definition: ActionCommand<Args, Type>,
  { args, previews, canGoBack }: Answered<Args, Type>,
  context: CommandContext,
  shown: Confirmation,
): Promise<Done<Type> | 'back' | undefined> {
  const action = definition.action(args);
  let confirmed = shown;
  for (;;) {
    const answer = await confirmAction(confirmed, context, { canGoBack });
    if (answer === 'instead') {
      await detachInstead(confirmed, context);
    }
    if (answer !== 'confirmed') {
      return answer === 'back' ? answer : undefined;
    }
    try {
      const confirming = { ...action, confirm: typedFor(confirmed) };
      return await perform(definition, confirming, context, { seed: previews.seed, confirmed });
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
  { args, previews, title, canGoBack }: Answered<Args, Type>,
  context: CommandContext,
  preview: Preview<Type>,
): Promise<Done<Type> | 'back' | undefined> {
  let shown = preview;
  while (shown.failure === null && isReviewed(reviewOf(definition, args), shown.effect)) {
    const subject = definition.subject?.(shown.result);
    const question = reviewQuestion(titleOf(title, subject), shown.effect, { canGoBack });
    const answer = await context.ask.confirm(question);
    if (answer !== 'confirmed') {
      return answer === 'back' ? answer : undefined;
    }
    const action = definition.action(definition.bound?.(args, shown.result) ?? args);
    try {
      return await perform(definition, action, context, { seed: shown.seed, seen: shown.effect });
    } catch (error) {
      // Another window was faster: what the action does by now is shown, and asked for again.
      if (!isAddonError(error) || error.code !== 'changed_meanwhile') {
        throw error;
      }
      shown = await previews.of(args);
    }
  }
  return perform(definition, definition.action(args), context, { seed: shown.seed });
}

function perform<Type extends ActionType>(
  { title }: { readonly title: () => string },
  action: Action<Type>,
  { platform, report }: CommandContext,
  options: Pick<PerformOptions, 'seed' | 'confirmed' | 'seen'>,
): Promise<Done<Type>> {
  return report.during(title(), () => platform.perform(action, options));
}

function reviewOf<Args extends object, Type extends ActionType>(
  { review = 'severalApps' }: ActionCommand<Args, Type>,
  args: Args,
): Review {
  return typeof review === 'function' ? review(args) : review;
}

function isReviewed(review: Review, effect: Effect): boolean {
  return review === 'always' || (review === 'severalApps' && effect.apps.length > 1);
}
