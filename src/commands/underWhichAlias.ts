import * as l10n from '@vscode/l10n';
import type { Question } from './command.ts';
import { remarkOn } from './remark.ts';

/** Under which alias? Empty takes the one that is shown. */
export const underWhichAlias: Question<unknown> = async ({ ask, step, tryAnswer }) => {
  const byDefault = await tryAnswer(undefined);
  const alias =
    byDefault?.failure === null && 'alias' in byDefault.result ? byDefault.result.alias : undefined;
  return ask.text({
    step,
    prompt:
      alias === undefined
        ? l10n.t('Alias: prefix of its config vars')
        : l10n.t('Alias: prefix of its config vars. Press Enter to take {0}.', alias),
    placeholder: alias,
    check: async (text) => {
      const preview = await tryAnswer(text === '' ? undefined : text);
      return preview === undefined || preview.failure === null ? undefined : remarkOn(preview.failure);
    },
  });
};
