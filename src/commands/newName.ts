import * as l10n from '@vscode/l10n';
import type { Question } from './command.ts';
import { remarkOn } from './remark.ts';

/** Under which new name? Checked by the rule itself. */
export const newName: Question<unknown> = async ({ ask, step, tryAnswer }) =>
  ask.text({
    step,
    prompt: l10n.t('New name'),
    check: async (text) => {
      const preview = await tryAnswer(text);
      return preview === undefined || preview.failure === null ? undefined : remarkOn(preview.failure);
    },
  });
