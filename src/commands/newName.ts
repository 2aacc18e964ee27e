import * as l10n from '@vscode/l10n';
import { findApp, resolveAddon } from '../core/model/identifiers.ts';
import type { Question } from './command.ts';
import { checkedBy } from './remark.ts';

/** Under which new name, from the present one on? Checked by the rule itself. */
function newNameOf<Args>(
  present: (known: Partial<Args>, state: Parameters<typeof findApp>[0]) => string,
): Question<Args> {
  return async ({ platform, ask, step, known, tryAnswer }) => {
    const name = present(known, platform.state);
    return ask.text({
      step,
      prompt: l10n.t('New name instead of {0}', name),
      value: name,
      check: checkedBy(tryAnswer),
    });
  };
}

export const newAppName = newNameOf<{ app: string }>(({ app = '' }, state) => findApp(state, app).name);

export const newAddonName = newNameOf<{ addon: string }>(
  ({ addon = '' }, state) => resolveAddon(state, addon).name,
);

export const newAlias = newNameOf<{ alias: string }>(({ alias = '' }) => alias);
