import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import type { Backup } from '../core/ports/storeCare.ts';
import { exactTime, relativeTime } from '../core/time/timeText.ts';
import type { PlainContext } from './command.ts';
import { holdingText } from './holdingText.ts';
import type { ConfirmQuestion } from './ports.ts';
import { presentHolding } from './presentHolding.ts';
import { definePlainCommand } from './runCommand.ts';
import { undoReplacement } from './undoReplacement.ts';

/** Brings back a copy of the store that was kept; what is there now is copied first. */
export const restoreBackup = definePlainCommand<{ backup?: string }>({
  id: 'addons.restoreBackup',
  title: () => l10n.t('Restore Backup'),
  arguments: { backup: 'optionalText' },
  questions: {},
  needsStore: false,
  run: async ({ backup: name }, context) => {
    const { store, report, isAsking, clock } = context;
    const backups = await store.backups();
    if (backups.length === 0 && name === undefined) {
      throw failed('nothing_to_choose', { what: 'backups', app: null });
    }
    if (name === undefined && !isAsking) {
      // Everything is replaced: which one brings it back is never guessed.
      throw failed('invalid_request', { field: 'backup', problem: l10n.t('must be given as text.') });
    }
    const chosen = name ?? (await whichBackup(backups, context));
    if (chosen === undefined) {
      return undefined;
    }
    const copy = await store.restore({ name: chosen });
    const backup = backups.find((each) => each.name === chosen);
    report.done(
      restoredText(backup === undefined ? chosen : backupText(backup, clock.nowMs()), copy),
      await undoReplacement(store, copy),
    );
    return { backup: chosen, copy };
  },
});

/** Asks for one, and shows what would go and what would come in its place. A button that names one has said that. */
async function whichBackup(backups: readonly Backup[], context: PlainContext): Promise<string | undefined> {
  const { ask, clock } = context;
  for (;;) {
    const answer = await ask.choose({
      step: { title: l10n.t('Restore Backup'), number: 1, total: 2, canGoBack: false },
      placeholder: l10n.t('Which backup? What it would replace is shown before anything is changed'),
      choices: backups.map((backup) => ({
        value: backup.name,
        label: relativeTime(backup.atMs, clock.nowMs()),
        icon: 'archive',
        description: exactTime(backup.atMs),
        detail: [
          holdingText(backup.holds),
          l10n.t('commit {0} · {1} KB', backup.generation, Math.ceil(backup.bytes / 1024)),
          backup.name,
        ].join(' · '),
      })),
    });
    const backup = answer.kind === 'answer' ? backups.find(({ name }) => name === answer.value) : undefined;
    if (backup === undefined) {
      return undefined;
    }
    const confirmed = await ask.confirm(await replacementQuestion(backup, context));
    if (confirmed !== 'back') {
      return confirmed === 'confirmed' ? backup.name : undefined;
    }
  }
}

async function replacementQuestion(
  backup: Backup,
  { platform, clock }: PlainContext,
): Promise<ConfirmQuestion> {
  const present = await presentHolding(platform);
  return {
    title: l10n.t('Restore Backup'),
    canGoBack: true,
    typed: '',
    invitation: l10n.t('Press Enter to replace everything; a copy of what is there now is kept as a backup'),
    ready: l10n.t('Press Enter to restore'),
    consequences: [
      {
        value: 'goes',
        icon: 'remove',
        label: present === undefined ? l10n.t("what can't be read at the moment") : holdingText(present),
        description: l10n.t('there now: goes, and is kept as a backup'),
      },
      {
        value: 'comes',
        icon: 'add',
        label: holdingText(backup.holds),
        description: l10n.t('from the backup of {0}', relativeTime(backup.atMs, clock.nowMs())),
      },
    ],
  };
}

function backupText(backup: Backup, nowMs: number): string {
  return l10n.t('the backup of {0}: {1}', relativeTime(backup.atMs, nowMs), holdingText(backup.holds));
}

function restoredText(what: string, copy: string | null): string {
  return copy === null
    ? l10n.t('Restored {0}.', what)
    : l10n.t('Restored {0}. What was there is kept as {1}.', what, copy);
}
