import * as l10n from '@vscode/l10n';
import type { Action, ActionType } from '../core/actions/action.ts';
import { AddonError, isAddonError } from '../core/errors/addonError.ts';
import type { DoneTogether } from '../core/platform/addonPlatform.ts';
import type { Effect } from '../core/rules/effect.ts';
import { afterwards } from './afterwards.ts';
import type { ActionCommand, CommandContext, SeveralRows } from './command.ts';
import { typedFor } from './confirmAction.ts';
import type { ConfirmQuestion } from './ports.ts';
import { doneText } from './releasedText.ts';
import { reviewQuestion } from './reviewQuestion.ts';

/**
 * Does to several rows what a command does to one: one look at all that will happen, one confirmation, one commit,
 * one undo (R37).
 *
 * @param rows arguments of each row, all that the command needs
 * @returns undefined when the person gave up
 * @throws AddonError the first refusal, with nothing changed for any of the rows
 */
export async function performTogether<Args extends object, Type extends ActionType>(
  definition: ActionCommand<Args, Type>,
  several: SeveralRows<Args>,
  rows: readonly Args[],
  context: CommandContext,
): Promise<DoneTogether | undefined> {
  const { platform, ask, report, sidebar } = context;
  for (;;) {
    await platform.refresh();
    const { actions, typed } = await confirmedActions(definition, several, rows, context);
    const preview = await platform.previewTogether(actions);
    if (preview.failure !== null) {
      throw new AddonError(preview.failure);
    }
    const things = rows.map((row) => several.row(row, platform.state));
    const question = questionOf(several.title(rows.length), preview.effect, typed);
    const answer = await ask.confirm({
      ...question,
      consequences: [...things, ...question.consequences],
    });
    if (answer !== 'confirmed') {
      return undefined;
    }
    try {
      const done = await report.during(several.title(rows.length), () =>
        platform.performTogether(actions, { seen: preview.effect }),
      );
      report.done(
        doneText(several.done(rows.length), done.effect),
        afterwards(done.operationId, platform).filter(({ command }) => command === 'addons.undo'),
      );
      // The selected rows may be gone; VS Code keeps thinking of several until another row is selected.
      const shown = done.effect.apps.find(({ appId }) => platform.state.apps[appId] !== undefined);
      if (shown !== undefined) {
        await sidebar.follow(shown.appId);
      }
      return done;
    } catch (error) {
      // Another window was faster: what is there now is shown, and asked for again.
      if (!isAddonError(error) || error.code !== 'changed_meanwhile') {
        throw error;
      }
    }
  }
}

/** The actions with what each has to be confirmed by, and what a person types for all of them. */
async function confirmedActions<Args extends object, Type extends ActionType>(
  definition: ActionCommand<Args, Type>,
  several: SeveralRows<Args>,
  rows: readonly Args[],
  { platform }: CommandContext,
): Promise<{ readonly actions: readonly Action[]; readonly typed: string }> {
  const names = new Set<string>();
  const actions: Action[] = [];
  for (const row of rows) {
    const action = definition.action(row) as Action;
    const { failure } = await platform.preview(action);
    if (failure?.code === 'confirmation_required') {
      const name = typedFor(failure.details);
      names.add(name);
      actions.push({ ...action, confirm: name } as Action);
    } else {
      actions.push(action);
    }
  }
  const [name = ''] = names;
  return { actions, typed: names.size > 1 ? several.typed(rows.length) : name };
}

function questionOf(title: string, effect: Effect, typed: string): ConfirmQuestion {
  const question = reviewQuestion(title, effect);
  return typed === '' ? question : { ...question, typed, ...invitationToType(typed) };
}

function invitationToType(typed: string): Pick<ConfirmQuestion, 'invitation' | 'ready'> {
  return {
    invitation: l10n.t('Type {0} to go ahead', typed),
    ready: l10n.t('Press Enter to go ahead'),
  };
}
