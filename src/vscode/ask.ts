import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Disposable } from '../core/ports/disposable.ts';
import type {
  Answer,
  Ask,
  Browsed,
  Choice,
  ChoiceQuestion,
  Remark,
  Step,
  TextOrMoreQuestion,
  TextQuestion,
} from '../commands/ports.ts';
import { foundRows } from './foundRows.ts';
import { literal, unlinked } from './literal.ts';

/** Asks in VS Code's own quick inputs. Escape ends the command; nothing has happened then. */
export const vscodeAsk: Ask = {
  choose: (question) => {
    const input = quickPick(question);
    return answerOf<Answer<string>>(input, question.step, (settle) => [
      findingWords(input, question.choices),
      input.onDidAccept(() => {
        const row = input.activeItems[0];
        if (row?.value !== undefined && row.isUnavailable !== true) {
          settle({ kind: 'answer', value: row.value });
        }
      }),
    ]);
  },

  chooseSeveral: (question) => {
    const input = quickPick(question);
    const ticked = new Set(question.ticked);
    input.canSelectMany = true;
    input.selectedItems = input.items.filter(({ value }) => value !== undefined && ticked.has(value));
    return answerOf<Answer<readonly string[]>>(input, question.step, (settle) => [
      input.onDidAccept(() => {
        // In the order of the rows, whatever the order of the clicks.
        const chosen = new Set(input.selectedItems.map(({ value }) => value));
        const values = question.choices.map(({ value }) => value).filter((value) => chosen.has(value));
        settle({ kind: 'answer', value: values });
      }),
    ]);
  },

  browse: (question) => {
    const input = quickPick(question);
    const settleWith = (
      settle: (answer: Answer<Browsed>) => void,
      row: Row | undefined,
      action: string | undefined,
    ): void => {
      if (row?.value !== undefined) {
        settle({ kind: 'answer', value: { value: row.value, action } });
      }
    };
    return answerOf<Answer<Browsed>>(input, question.step, (settle) => [
      input.onDidAccept(() => {
        settleWith(settle, input.activeItems[0], undefined);
      }),
      input.onDidTriggerItemButton(({ item, button }) => {
        settleWith(settle, item, item.actionOf?.get(button));
      }),
    ]);
  },

  text: (question) => askText(question),

  textOrMore: (question) => askText(question, question.button),

  confirm: async ({ title, typed, invitation, ready, consequences, instead, canGoBack = false }) => {
    const input = vscode.window.createQuickPick<Row>();
    input.placeholder = invitation;
    // `alwaysShow`: the consequences stay in view while the name is typed.
    const rows = consequences.map((choice) => ({ ...rowOf(choice), alwaysShow: true }));
    const show = (label: string, icon: string): void => {
      input.items = [
        { label: literal(label), iconPath: new vscode.ThemeIcon(icon), alwaysShow: true },
        ...rows,
      ];
    };
    show(invitation, typed === '' ? 'check' : 'edit');
    const step = { title, number: 1, total: 1, canGoBack };
    const answer = await answerOf<Answer<true> | MorePressed>(input, step, (settle) => [
      ...withMore(input, instead, () => {
        settle({ kind: 'more', typed: input.value });
      }),
      input.onDidChangeValue((text) => {
        const isReady = typed === '' || text === typed;
        show(isReady ? ready : invitation, isReady ? 'check' : 'edit');
      }),
      input.onDidAccept(() => {
        if (typed === '' || input.value === typed) {
          settle({ kind: 'answer', value: true });
        } else {
          show(l10n.t('{0} is not {1}: nothing was changed', input.value || '“”', typed), 'error');
        }
      }),
    ]);
    if (answer.kind === 'more') {
      return 'instead';
    }
    return answer.kind === 'answer' ? 'confirmed' : answer.kind;
  },
};

interface Row extends vscode.QuickPickItem {
  readonly value?: string;
  readonly isUnavailable?: boolean;
  readonly actionOf?: ReadonlyMap<vscode.QuickInputButton, string>;
}

function quickPick({ placeholder, choices, preselected }: ChoiceQuestion): vscode.QuickPick<Row> {
  const input = vscode.window.createQuickPick<Row>();
  input.placeholder = placeholder;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.items = rowsOf(choices);
  const active = input.items.filter((row) => row.value !== undefined && row.value === preselected);
  if (active.length > 0) {
    input.activeItems = active;
  }
  return input;
}

/** Brings up the rows in which all words stand that are typed, beside what VS Code finds. */
function findingWords(input: vscode.QuickPick<Row>, choices: readonly Choice[]): Disposable {
  let shown = '';
  return input.onDidChangeValue((typed) => {
    const found = foundRows(choices, typed);
    const next = [...found].join('\n');
    // New rows move the mark to the first of them: not for nothing.
    if (next !== shown) {
      shown = next;
      input.items = rowsOf(choices).map((row) =>
        row.value !== undefined && found.has(row.value) ? { ...row, alwaysShow: true } : row,
      );
    }
  });
}

function rowsOf(choices: readonly Choice[]): readonly Row[] {
  return choices.flatMap((choice) =>
    choice.heading === undefined
      ? [rowOf(choice)]
      : [{ label: literal(choice.heading), kind: vscode.QuickPickItemKind.Separator }, rowOf(choice)],
  );
}

function rowOf({
  value,
  label,
  description,
  detail,
  icon,
  actions = [],
  isUnavailable = false,
}: Choice): Row {
  const buttons = actions.map((action) => ({
    button: { iconPath: new vscode.ThemeIcon(action.icon), tooltip: action.title },
    id: action.id,
  }));
  return {
    value,
    isUnavailable,
    buttons: buttons.map(({ button }) => button),
    actionOf: new Map(buttons.map(({ button, id }) => [button, id])),
    label: literal(label),
    ...(icon !== undefined && { iconPath: new vscode.ThemeIcon(icon) }),
    ...(description !== undefined && { description: literal(description) }),
    ...(detail !== undefined && { detail: literal(detail) }),
  };
}

function severityOf({ blocks, informs }: Remark): vscode.InputBoxValidationSeverity {
  if (blocks) {
    return vscode.InputBoxValidationSeverity.Error;
  }
  return informs === true
    ? vscode.InputBoxValidationSeverity.Info
    : vscode.InputBoxValidationSeverity.Warning;
}

type MoreButton = TextOrMoreQuestion['button'];

interface MorePressed {
  readonly kind: 'more';
  readonly typed: string;
}

async function askText(question: TextQuestion): Promise<Answer<string>>;
async function askText(question: TextQuestion, more: MoreButton): Promise<Answer<string> | MorePressed>;
async function askText(question: TextQuestion, more?: MoreButton): Promise<Answer<string> | MorePressed> {
  const input = vscode.window.createInputBox();
  input.prompt = unlinked(literal(question.prompt));
  input.placeholder = question.placeholder;
  input.password = question.isSecret ?? false;
  input.value = question.value ?? '';
  /** Counts the texts that were typed: the answer to an older one says nothing about the newest. */
  let newest = 0;
  const check = async (): Promise<boolean> => {
    const mine = (newest += 1);
    const remark = await question.check(input.value);
    if (mine === newest) {
      input.validationMessage =
        remark === undefined
          ? undefined
          : {
              message: unlinked(literal(remark.text)),
              severity: severityOf(remark),
            };
    }
    return mine === newest && remark?.blocks !== true;
  };
  return answerOf<Answer<string> | MorePressed>(input, question.step, (settle, fail) => [
    ...withMore(input, more, () => {
      settle({ kind: 'more', typed: input.value });
    }),
    input.onDidChangeValue(() => {
      check().catch(fail);
    }),
    input.onDidAccept(() => {
      const value = input.value;
      check().then((isTaken) => {
        if (isTaken) {
          settle({ kind: 'answer', value });
        }
      }, fail);
    }),
  ]);
}

/** Adds a button to the title, beside *Back*. */
function withMore(
  input: vscode.QuickPick<Row> | vscode.InputBox,
  more: MoreButton | undefined,
  pressed: () => void,
): readonly Disposable[] {
  if (more === undefined) {
    return [];
  }
  const button = { iconPath: new vscode.ThemeIcon(more.icon), tooltip: more.title };
  input.buttons = [...input.buttons, button];
  return [
    input.onDidTriggerButton((triggered) => {
      if (triggered === button) {
        pressed();
      }
    }),
  ];
}

/** Shows an input until it is answered, left by *Back*, or hidden; then takes it away with its listeners. */
function answerOf<Settled>(
  input: vscode.QuickPick<Row> | vscode.InputBox,
  step: Step,
  listen: (settle: (answer: Settled) => void, fail: (error: unknown) => void) => readonly Disposable[],
): Promise<Settled | Exclude<Answer<never>, { readonly kind: 'answer' }>> {
  input.title = step.title;
  input.ignoreFocusOut = true;
  if (step.total > 1) {
    input.step = step.number;
    input.totalSteps = step.total;
  }
  input.buttons = step.canGoBack ? [vscode.QuickInputButtons.Back] : [];
  return new Promise((resolve, reject) => {
    const end = (): void => {
      for (const disposable of disposables) {
        disposable.dispose();
      }
    };
    const settle = (answer: Settled | Exclude<Answer<never>, { readonly kind: 'answer' }>): void => {
      resolve(answer);
      end();
    };
    /** A check that fails ends the question: the command tells of it. */
    const fail = (error: unknown): void => {
      reject(error instanceof Error ? error : new Error(String(error)));
      end();
    };
    const disposables: readonly Disposable[] = [
      input,
      ...listen(settle, fail),
      input.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) {
          settle({ kind: 'back' });
        }
      }),
      input.onDidHide(() => {
        settle({ kind: 'cancelled' });
      }),
    ];
    input.show();
  });
}
