import * as l10n from '@vscode/l10n';
import { sentence } from '../core/errors/sentence.ts';
import type { SecretsHealth, StoreHealth } from '../core/ports/storeCare.ts';
import type { SecretsReason } from '../core/ports/secretCipher.ts';
import type { Choice } from './ports.ts';
import { definePlainCommand } from './runCommand.ts';

const nothing = 'nothing';
const openFolder = 'addons.openStoreFolder';
const restoreBackup = 'addons.restoreBackup';

/** Shows where the store is, how large, how its values are kept and why. Each row leads on to what can be done. */
export const showStore = definePlainCommand<object>({
  id: 'addons.showStore',
  title: () => l10n.t('Show Store State'),
  arguments: {},
  questions: {},
  needsStore: false,
  run: async (_args, { platform, store, ask, run, isAsking }) => {
    // What is wrong with a store that can't be opened is told by its health.
    await platform.ready().catch(() => undefined);
    const backups = await store.backups().catch(() => []);
    const { folder, health } = store;
    if (isAsking) {
      const title = l10n.t('Show Store State');
      const answer = await ask.browse({
        step: { title, number: 1, total: 1, canGoBack: false },
        placeholder: l10n.t('The store and how its values are kept'),
        choices: rowsOf(folder, health, backups.length),
      });
      if (answer.kind === 'answer' && answer.value.value !== nothing) {
        await run(answer.value.value, {});
      }
    }
    const { generation, bytes, secrets, trouble } = health;
    return { folder, generation, bytes, secrets, backups: backups.length, trouble: trouble?.code ?? null };
  },
});

/** Each row's value is the command that it leads to. */
function rowsOf(folder: string, health: StoreHealth, backups: number): readonly Choice[] {
  const { secrets, generation, bytes } = health;
  const unlock = 'addons.unlockStore';
  return [
    ...troubleRows(health),
    {
      value: secrets.mode === 'locked' ? unlock : nothing,
      label: modeText(secrets),
      icon: secrets.mode === 'plain' ? 'unlock' : 'lock',
      description: secrets.mode === 'locked' ? undefined : reasonText(secrets),
    },
    ...(secrets.lockedValues > 0
      ? [{ value: unlock, label: l10n.t('locked values: {0}', secrets.lockedValues), icon: 'lock' }]
      : []),
    ...secrets.plainFiles.map((file) => ({
      value: openFolder,
      label: file,
      icon: 'warning',
      description: l10n.t('may hold values as plain text; remove it when you need it no more'),
    })),
    { value: openFolder, label: folder, icon: 'folder', description: l10n.t('folder') },
    {
      value: openFolder,
      label: l10n.t('{0} KB', Math.ceil(bytes / 1024)),
      icon: 'database',
      description: l10n.t('commit {0}', generation),
    },
    { value: restoreBackup, label: l10n.t('backups: {0}', backups), icon: 'archive' },
  ];
}

/** What is wrong, with what helps. */
function troubleRows({ trouble, damaged, kept, conflictedCopies }: StoreHealth): readonly Choice[] {
  const told = trouble === null ? undefined : sentence(trouble);
  return [
    ...(told === undefined
      ? []
      : [
          {
            value: nothing,
            label: l10n.t('The store does not work at the moment'),
            icon: 'error',
            detail: told.text,
          },
          ...told.next.map(({ title, command }) => ({ value: command, label: title, icon: 'arrow-right' })),
        ]),
    ...(damaged === null
      ? []
      : [
          {
            value: openFolder,
            label: damaged.files.join(', '),
            icon: 'warning',
            description: l10n.t(
              'damaged; what is shown was stored {0}',
              new Date(damaged.at).toLocaleString(),
            ),
          },
        ]),
    ...(kept === null
      ? []
      : [
          {
            value: restoreBackup,
            label: kept,
            icon: 'archive',
            description: l10n.t('what this window showed until another store took its place'),
          },
        ]),
    ...conflictedCopies.map((file) => ({
      value: openFolder,
      label: file,
      icon: 'warning',
      description: l10n.t('copy made by a sync service; it is ignored'),
    })),
  ];
}

/** How values are kept, in one sentence without its end. */
export function modeText({ mode }: SecretsHealth): string {
  switch (mode) {
    case 'plain':
      return l10n.t('Values are plain text, readable by you alone');
    case 'encrypted':
      return l10n.t('Values are encrypted');
    case 'locked':
      return l10n.t('Values are locked: their key is not here');
    default:
      return mode satisfies never;
  }
}

/** Why they are kept so. */
export function reasonText({ mode, why }: SecretsHealth): string {
  const isEncrypted = mode !== 'plain';
  const texts: Readonly<Record<SecretsReason, () => string>> = {
    setting: () => l10n.t('the setting addons.secrets.atRest says so'),
    web: () => l10n.t('a browser has no safe place for a key'),
    remote: () => l10n.t('the key of this computer would not be on the other one'),
    noSecretStorage: () => l10n.t('there is no safe place for a key'),
    keyNotProven: () => l10n.t('a key was made; the next start has to read it first'),
    keyProven: () => l10n.t('the key is in the safe place of this computer'),
    program: () => l10n.t('the program that opened it decides'),
  };
  return isEncrypted && why !== 'setting' && why !== 'keyProven'
    ? l10n.t('it was encrypted before, and stays so')
    : texts[why]();
}
