import * as l10n from '@vscode/l10n';
import { cliEnvironment, directHosts } from './platformApiPort.ts';
import { definePlainCommand } from './runCommand.ts';

/** Starts the local Platform API, on which the Heroku CLI and scripts work. */
export const startPlatformApi = definePlainCommand<object>({
  id: 'addons.startPlatformApi',
  title: () => l10n.t('Start Local Platform API'),
  arguments: {},
  questions: {},
  run: async (_args, { platformApi, report, isAsking }) => {
    const { url } = await platformApi.start();
    if (isAsking) {
      report.done(l10n.t('The local Platform API answers at {0}.', url), [
        { title: l10n.t('Open Heroku CLI Terminal'), command: 'addons.openCliTerminal', known: {} },
      ]);
    }
    return { url };
  },
});

export const stopPlatformApi = definePlainCommand<object>({
  id: 'addons.stopPlatformApi',
  title: () => l10n.t('Stop Local Platform API'),
  arguments: {},
  questions: {},
  needsStore: false,
  run: async (_args, { platformApi, report, isAsking }) => {
    const stopped = await platformApi.stop();
    if (isAsking) {
      report.note(
        stopped
          ? l10n.t('The local Platform API has stopped.')
          : l10n.t('The local Platform API was not running.'),
      );
    }
    return { stopped };
  },
});

/** Opens a terminal in which `heroku …` works on the local store. Starts the server if need be. */
export const openCliTerminal = definePlainCommand<object>({
  id: 'addons.openCliTerminal',
  title: () => l10n.t('Open Heroku CLI Terminal'),
  arguments: {},
  questions: {},
  run: async (_args, { platformApi }) => {
    const api = await platformApi.start();
    platformApi.openTerminal(api);
    return { url: api.url };
  },
});

/** Hosts that the shell asks without a proxy already stay so; which they are, only that shell knows. */
const withoutProxy = ['NO_PROXY', 'no_proxy'].map(
  (name) => `export ${name}="${directHosts}\${${name}:+,$${name}}"`,
);

/** Puts the lines on the clipboard that make the `heroku …` of a POSIX shell work on the local store, with the token. */
export const copyCliEnvironment = definePlainCommand<object>({
  id: 'addons.copyCliEnvironment',
  title: () => l10n.t('Copy Heroku CLI Environment'),
  arguments: {},
  questions: {},
  run: async (_args, { platformApi, clipboard, report, isAsking }) => {
    const wasRunning = platformApi.running !== undefined;
    const api = await platformApi.start();
    const variables = Object.entries(cliEnvironment(api, {})).filter(([name]) => !/^no_proxy$/i.test(name));
    const lines = [...variables.map(([name, value]) => `export ${name}='${value}'`), ...withoutProxy];
    await clipboard.write(`${lines.join('\n')}\n`, { isSecret: true });
    if (isAsking && wasRunning) {
      report.note(l10n.t('Copied the environment of the Heroku CLI, its token included.'));
    }
    if (isAsking && !wasRunning) {
      report.done(
        l10n.t(
          'Started the local Platform API at {0}, and copied the environment of the Heroku CLI, its token included.',
          api.url,
        ),
        [{ title: l10n.t('Stop Local Platform API'), command: 'addons.stopPlatformApi', known: {} }],
      );
    }
    return { url: api.url };
  },
});
