import * as l10n from '@vscode/l10n';
import type { NextStep } from '../core/errors/sentenceTypes.ts';
import * as queries from '../core/model/queries.ts';
import type { AppId } from '../core/model/ids.ts';
import { definePlainCommand } from './runCommand.ts';

interface Row extends NextStep {
  /** Name of a codicon. */
  readonly icon: string;
}

/** What one does most with the app of the folder at hand, as a list. Not in the palette: the status bar leads here. */
export const linkedAppActions = definePlainCommand<object>({
  id: 'addons.linkedAppActions',
  title: () => l10n.t('Linked App'),
  arguments: {},
  questions: {},
  run: async (_args, { platform, ask, link, run, isAsking }) => {
    await platform.ready();
    const name = link.app;
    const app = name === undefined ? undefined : queries.appNamed(platform.state, name);
    const linked = { app: name ?? null, isThere: app !== undefined };
    if (!isAsking) {
      return linked;
    }
    if (name === undefined) {
      await run('addons.linkApp', {});
      return linked;
    }
    const rows = app === undefined ? rowsOfMissing(name) : rowsOf(app.id);
    const answer = await ask.browse({
      step: { title: name, number: 1, total: 1, canGoBack: false },
      placeholder:
        app === undefined ? l10n.t('There is no app {0}', name) : l10n.t('What to do with {0}?', name),
      choices: rows.map(({ title, icon }, position) => ({ value: String(position), label: title, icon })),
    });
    const chosen = answer.kind === 'answer' ? rows[Number(answer.value.value)] : undefined;
    if (chosen !== undefined) {
      await run(chosen.command, chosen.known);
    }
    return linked;
  },
});

function rowsOf(app: AppId): readonly Row[] {
  const known = { app };
  return [
    { title: l10n.t('Copy Config Vars as .env'), command: 'addons.copyDotenv', known, icon: 'clippy' },
    { title: l10n.t('Write Config Vars to .env…'), command: 'addons.writeDotenv', known, icon: 'save' },
    { title: l10n.t('Create Add-on…'), command: 'addons.create', known, icon: 'plug' },
    { title: l10n.t('Set Config Var…'), command: 'addons.setConfigVar', known, icon: 'symbol-variable' },
    { title: l10n.t('Show Releases…'), command: 'addons.showReleases', known, icon: 'history' },
    { title: l10n.t('Compare with Another App…'), command: 'addons.compareApps', known, icon: 'diff' },
    { title: l10n.t('Reveal in Sidebar'), command: 'addons.revealInApp', known, icon: 'list-tree' },
    { title: l10n.t('Link Another App…'), command: 'addons.linkApp', known: {}, icon: 'link' },
  ];
}

function rowsOfMissing(name: string): readonly Row[] {
  return [
    { title: l10n.t('Link Another App…'), command: 'addons.linkApp', known: {}, icon: 'link' },
    {
      title: l10n.t('Create App {0}', name),
      command: 'addons.createApp',
      known: { newApp: name },
      icon: 'add',
    },
    { title: l10n.t('Unlink'), command: 'addons.linkApp', known: { app: '' }, icon: 'debug-disconnect' },
  ];
}
