import * as l10n from '@vscode/l10n';
import type { NextStep } from '../core/errors/sentenceTypes.ts';
import type { OperationId } from '../core/model/ids.ts';
import type { AddonPlatform } from '../core/platform/addonPlatform.ts';
import { isUndoable } from '../core/rules/operations.ts';

/** What a person may want to do about a change that was just made: take it back, or have it as a line of the CLI. */
export function afterwards(operationId: OperationId | null, { state }: AddonPlatform): readonly NextStep[] {
  const operation = operationId === null ? undefined : state.operations[operationId];
  if (operation === undefined) {
    return [];
  }
  const known = { operation: operation.id };
  const steps: NextStep[] = [];
  if (isUndoable(operation)) {
    steps.push({ title: l10n.t('Undo'), command: 'addons.undo', known });
  }
  if (operation.cli !== null) {
    steps.push({ title: l10n.t('Copy CLI Command'), command: 'addons.copyCliCommand', known });
  }
  return steps;
}
