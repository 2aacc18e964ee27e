import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import type { Backup } from '../core/ports/storeCare.ts';
import { relativeTime } from '../core/time/timeText.ts';
import type { PlainContext } from './command.ts';
import { definePlainCommand } from './runCommand.ts';

/** Brings back a copy of the store that was kept; what is there now is copied first. */
export const restoreBackup = definePlainCommand<{ backup?: string }>({
  id: 'addons.restoreBackup',
  title: () => l10n.t('Restore Backup'),
  arguments: { backup: 'optionalText' },
  questions: {},
  needsStore: false,
  run: async ({ backup: name }, context) => {
    const { store, report, isAsking } = context;
    const backups = await store.backups();
    if (backups.length === 0) {
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
    report.done(restoredText(chosen, copy), []);
    return { backup: chosen, copy };
  },
});

/** Asks for one and shows what it does: what is there is copied, so that nothing has to be typed. */
async function whichBackup(
  backups: readonly Backup[],
  { ask, clock }: PlainContext,
): Promise<string | undefined> {
  const title = l10n.t('Restore Backup');
  const answer = await ask.choose({
    step: { title, number: 1, total: 1, canGoBack: false },
    placeholder: l10n.t(
      'All apps and add-ons become those of the backup; a copy of the present ones is kept',
    ),
    choices: backups.map(({ name, atMs, bytes, generation }) => ({
      value: name,
      label: relativeTime(atMs, clock.nowMs()),
      icon: 'archive',
      description: l10n.t('commit {0} · {1} KB', generation, Math.ceil(bytes / 1024)),
      detail: name,
    })),
  });
  return answer.kind === 'answer' ? answer.value : undefined;
}

function restoredText(name: string, copy: string | null): string {
  return copy === null
    ? l10n.t('Restored {0}.', name)
    : l10n.t('Restored {0}. What was there is kept as {1}.', name, copy);
}
