import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import { isStoreKey } from '../core/platform/storeKey.ts';
import type { Question } from './command.ts';
import { definePlainCommand } from './runCommand.ts';

const whichKey: Question<unknown> = ({ ask, step }) =>
  ask.text({
    step,
    prompt: l10n.t('Key of the store, as “Copy Store Key” gave it'),
    isSecret: true,
    check: (text) =>
      Promise.resolve(
        isStoreKey(text)
          ? undefined
          : {
              text: l10n.t('A key is 43 letters, digits, “-” and “_”, as “Copy Store Key” gives it'),
              blocks: true,
            },
      ),
  });

/** Opens locked values with a key that was kept. */
export const unlockStore = definePlainCommand<{ key: string }>({
  id: 'addons.unlockStore',
  title: () => l10n.t('Unlock Values with Key'),
  arguments: { key: 'text' },
  questions: { key: whichKey },
  run: async ({ key }, { platform, store, report }) => {
    await platform.ready();
    if (!(await store.secrets.unlock(key))) {
      throw failed('wrong_store_key', {});
    }
    const { mode, lockedValues } = store.health.secrets;
    report.done(
      lockedValues === 0
        ? l10n.t('The values are unlocked.')
        : l10n.t('Values are unlocked; {0} are still locked by another key.', lockedValues),
      [],
    );
    return { mode, lockedValues };
  },
});
