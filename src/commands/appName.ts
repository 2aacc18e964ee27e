import * as l10n from '@vscode/l10n';
import type { Question } from './command.ts';
import { checkedBy, orDefault } from './remark.ts';

/** Under which name? Empty takes the one that is shown. */
export const appName: Question<unknown> = async ({ ask, step, tryAnswer }) => {
  const byDefault = await tryAnswer(undefined);
  const drawn = byDefault?.failure === null && 'app' in byDefault.result ? byDefault.result.app : undefined;
  return ask.text({
    step,
    prompt:
      drawn === undefined
        ? l10n.t('Name of the app')
        : l10n.t('Name of the app. Press Enter to take {0}.', drawn),
    placeholder: drawn,
    check: checkedBy(
      (text) => tryAnswer(orDefault(text)),
      (text) => (text === '' ? undefined : l10n.t('Press Enter to create {0}.', text)),
    ),
  });
};
