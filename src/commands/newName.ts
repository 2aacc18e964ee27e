import * as l10n from '@vscode/l10n';
import type { Question } from './command.ts';
import { checkedBy } from './remark.ts';

/** Under which new name? Checked by the rule itself. */
export const newName: Question<unknown> = async ({ ask, step, tryAnswer }) =>
  ask.text({
    step,
    prompt: l10n.t('New name'),
    check: checkedBy(tryAnswer),
  });
