import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Report } from '../commands/ports.ts';
import { sentence } from '../core/errors/sentence.ts';
import type { NextStep } from '../core/errors/sentenceTypes.ts';
import { withoutMessage } from '../core/errors/withoutMessage.ts';
import { literal, unlinked } from './literal.ts';
import { runCommand } from './runCommand.ts';
import { settings } from './settings.ts';

/** What takes longer is shown as work under way. */
const noticeableMs = 700;

/** How long a passing word stays in the status bar. */
const noteMs = 2_000;

/** Tells in VS Code's notifications, with buttons that do what helps. */
export class VscodeReport implements Report {
  readonly #log: vscode.LogOutputChannel;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  readonly done: Report['done'] = (text, next) => {
    this.#log.info(text);
    if (settings.tellsChangesInStatusBar) {
      this.note(text);
      return;
    }
    void offer(next, (titles) => vscode.window.showInformationMessage(unlinked(text), ...titles));
  };

  readonly note: Report['note'] = (text) => {
    vscode.window.setStatusBarMessage(`$(check) ${literal(text)}`, noteMs);
  };

  readonly warn: Report['warn'] = (text, next = []) => {
    void offer(next, (titles) => vscode.window.showWarningMessage(unlinked(text), ...titles));
  };

  readonly failed: Report['failed'] = (failure) => {
    const { text, next } = sentence(failure);
    this.#log.warn(`${failure.code}: ${text}`);
    void offer(next, (titles) => vscode.window.showWarningMessage(unlinked(text), ...titles));
  };

  readonly during: Report['during'] = (title, work) => {
    const running = work();
    // A notification that comes and goes at once is noise: it is shown only for what is still running then.
    const timer = setTimeout(() => {
      const options = { location: vscode.ProgressLocation.Notification, title };
      void vscode.window.withProgress(options, () => running.catch(() => undefined));
    }, noticeableMs);
    return running.finally(() => {
      clearTimeout(timer);
    });
  };

  /** Something that no rule foresaw: a defect of ours. Its message may quote a value, so nobody gets it. */
  readonly defect = async (error: unknown): Promise<void> => {
    this.#log.error(withoutMessage(error));
    const showLog = l10n.t('Show Log');
    const chosen = await vscode.window.showErrorMessage(
      l10n.t('Add-on Manager hit an unexpected error.'),
      showLog,
    );
    if (chosen === showLog) {
      this.#log.show();
    }
  };
}

/** Shows a message with buttons, and does what the pressed one says. */
async function offer(
  next: readonly NextStep[],
  show: (titles: readonly string[]) => Thenable<string | undefined>,
): Promise<void> {
  const chosen = await show(next.map(({ title }) => title));
  const step = next.find(({ title }) => title === chosen);
  if (step !== undefined) {
    await runCommand(step.command, step.known);
  }
}
