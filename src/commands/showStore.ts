import * as l10n from '@vscode/l10n';
import type { SecretsHealth, StoreHealth } from '../core/ports/storeCare.ts';
import type { SecretsReason } from '../core/ports/secretCipher.ts';
import type { Choice } from './ports.ts';
import { definePlainCommand } from './runCommand.ts';

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
      const command = answer.kind === 'answer' ? leadsTo(answer.value.value, health.secrets) : undefined;
      if (command !== undefined) {
        await run(command, {});
      }
    }
    const { generation, bytes, secrets } = health;
    return { folder, generation, bytes, secrets, backups: backups.length };
  },
});

function rowsOf(folder: string, health: StoreHealth, backups: number): readonly Choice[] {
  const { secrets, generation, bytes } = health;
  return [
    {
      value: 'secrets',
      label: modeText(secrets),
      icon: secrets.mode === 'plain' ? 'unlock' : 'lock',
      description: secrets.mode === 'locked' ? undefined : reasonText(secrets),
    },
    ...(secrets.lockedValues > 0
      ? [{ value: 'locked', label: l10n.t('locked values: {0}', secrets.lockedValues), icon: 'lock' }]
      : []),
    ...secrets.plainFiles.map((file) => ({
      value: 'folder',
      label: file,
      icon: 'warning',
      description: l10n.t('may hold values as plain text; remove it when you need it no more'),
    })),
    { value: 'folder', label: folder, icon: 'folder', description: l10n.t('folder') },
    {
      value: 'folder',
      label: l10n.t('{0} KB', Math.ceil(bytes / 1024)),
      icon: 'database',
      description: l10n.t('commit {0}', generation),
    },
    { value: 'backups', label: l10n.t('backups: {0}', backups), icon: 'archive' },
  ];
}

function leadsTo(row: string, { mode }: SecretsHealth): string | undefined {
  switch (row) {
    case 'folder':
      return 'addons.openStoreFolder';
    case 'backups':
      return 'addons.restoreBackup';
    case 'locked':
      return 'addons.unlockStore';
    default:
      return mode === 'locked' ? 'addons.unlockStore' : undefined;
  }
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
