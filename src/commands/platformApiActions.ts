import * as l10n from '@vscode/l10n';
import { definePlainCommand } from './runCommand.ts';

/** What one does with the local Platform API, as a list. Not in the palette: the status bar leads here. */
export const platformApiActions = definePlainCommand<object>({
  id: 'addons.platformApiActions',
  title: () => l10n.t('Local Platform API'),
  arguments: {},
  questions: {},
  needsStore: false,
  run: async (_args, { platformApi, ask, run, isAsking }) => {
    const url = platformApi.running?.url ?? null;
    if (!isAsking) {
      return { url };
    }
    const answer = await ask.browse({
      step: { title: l10n.t('Local Platform API'), number: 1, total: 1, canGoBack: false },
      placeholder:
        url === null
          ? l10n.t('The local Platform API was not running.')
          : l10n.t('The local Platform API answers at {0}.', url),
      choices: [
        { value: 'addons.openCliTerminal', label: l10n.t('Open Heroku CLI Terminal'), icon: 'terminal' },
        { value: 'addons.copyCliEnvironment', label: l10n.t('Copy Heroku CLI Environment'), icon: 'clippy' },
        { value: 'addons.stopPlatformApi', label: l10n.t('Stop Local Platform API'), icon: 'debug-stop' },
      ],
    });
    if (answer.kind === 'answer') {
      await run(answer.value.value, {});
    }
    return { url };
  },
});
