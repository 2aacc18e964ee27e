import * as l10n from '@vscode/l10n';
import { afterwards } from './afterwards.ts';
import { definePlainCommand } from './runCommand.ts';
import { loadSampleData } from './sampleData.ts';

/** Adds the sample apps and their add-ons; never changes what is there. */
export const loadSample = definePlainCommand<object>({
  id: 'addons.loadSample',
  title: () => l10n.t('Load Sample Data'),
  arguments: {},
  questions: {},
  run: async (_args, { platform, report }) => {
    const loaded = await loadSampleData(platform);
    report.done(
      loaded.created.length === 0
        ? l10n.t('The sample apps are there already; nothing was changed.')
        : l10n.t('Added {0}.', loaded.created.join(', ')),
      loaded.created.length === 0
        ? []
        : afterwards(loaded.operationId ?? null, platform).filter(({ command }) => command === 'addons.undo'),
    );
    return { created: loaded.created, kept: loaded.kept };
  },
});
