import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import { findApp } from '../core/model/identifiers.ts';
import * as queries from '../core/model/queries.ts';
import { appDescription } from '../core/pricing/appDescription.ts';
import type { PlainContext } from './command.ts';
import type { Link, LinkableFolder } from './linkPort.ts';
import type { Answer, Choice } from './ports.ts';
import { definePlainCommand } from './runCommand.ts';

interface LinkAppArguments {
  /** Empty unlinks. */
  app?: string;
  /** Id or name; the folder at hand, if left out. */
  folder?: string;
}

/** Links a folder of the workspace to an app: commands offer that app first, and the status bar shows it. */
export const linkApp = definePlainCommand<LinkAppArguments>({
  id: 'addons.linkApp',
  title,
  arguments: { app: 'text', folder: 'optionalText' },
  questions: {},
  // The button above a view hands over the selected row: what stands below an app is no app to link.
  fromRow: ({ app, ...others }) =>
    typeof app === 'string' && Object.keys(others).length === 0 ? { app } : {},
  run: async (args, context) => {
    const { platform, link, report } = context;
    await platform.ready();
    const chosen = await whatToLink(args, context);
    if (chosen === undefined) {
      return undefined;
    }
    const { folder } = chosen;
    const app = chosen.app === '' ? undefined : findApp(platform.state, chosen.app).name;
    await link.linkTo(app, folder);
    report.done(doneText(app, folder, link), []);
    return { app: app ?? null, folder: folder.name };
  },
});

function title(): string {
  return l10n.t('Link Folder to App');
}

interface Linked {
  /** Empty unlinks. */
  readonly app: string;
  readonly folder: LinkableFolder;
}

/** What is given, and what is asked for the rest. @returns undefined when the person gave up */
async function whatToLink(args: LinkAppArguments, context: PlainContext): Promise<Linked | undefined> {
  const { folders } = context.link;
  const [atHand, ...others] = folders;
  if (atHand === undefined) {
    throw failed('nothing_to_choose', { what: 'folders', app: null });
  }
  const given = args.folder === undefined ? undefined : findFolder(args.folder, folders);
  // Only the link of the folder at hand is shown, so that is the one to unlink.
  const isOneMeant = !context.isAsking || others.length === 0;
  const total = args.app === undefined && given === undefined && !isOneMeant ? 2 : 1;
  let app = args.app;
  for (;;) {
    if (app === undefined) {
      const answer = await whichApp(total, context);
      if (answer.kind !== 'answer') {
        return undefined;
      }
      app = answer.value;
    }
    if (given !== undefined || isOneMeant || app === '') {
      return { app, folder: given ?? atHand };
    }
    const answer = await whichFolder(app, total, context);
    if (answer.kind === 'answer') {
      return { app, folder: findFolder(answer.value, folders) };
    }
    if (answer.kind === 'cancelled') {
      return undefined;
    }
    app = undefined;
  }
}

/** Which app does the folder belong to? A linked one can be unlinked by the first row. */
function whichApp(total: number, { platform: { state }, ask, link }: PlainContext): Promise<Answer<string>> {
  const unlink: Choice = {
    value: '',
    label: l10n.t('Unlink'),
    icon: 'debug-disconnect',
    description: l10n.t('from {0}', link.app ?? ''),
  };
  const apps = queries.allApps(state).map(({ id, name }) => ({
    value: id,
    label: name,
    icon: name === link.app ? 'home' : 'server-process',
    description: appDescription(state, id),
  }));
  // What the git remote says can't be unlinked here, only overruled.
  const choices = link.app === undefined || link.isDetected ? apps : [unlink, ...apps];
  if (choices.length === 0) {
    throw failed('nothing_to_choose', { what: 'apps', app: null });
  }
  return ask.choose({
    step: { title: title(), number: 1, total, canGoBack: false },
    placeholder: l10n.t('Which app does this folder belong to?'),
    choices,
    preselected: link.app === undefined ? undefined : queries.appNamed(state, link.app)?.id,
  });
}

function whichFolder(
  app: string,
  total: number,
  { platform: { state }, ask, link }: PlainContext,
): Promise<Answer<string>> {
  return ask.choose({
    step: { title: title(), number: total, total, canGoBack: total > 1 },
    placeholder: l10n.t('Which folder belongs to {0}?', findApp(state, app).name),
    choices: link.folders.map(({ id, name }) => ({ value: id, label: name, icon: 'folder' })),
    preselected: link.folders[0]?.id,
  });
}

/** @param link as it is now: what was unlinked may be linked by its git remote, or by a setting of the workspace */
function doneText(app: string | undefined, folder: LinkableFolder, link: Link): string {
  if (app === undefined) {
    if (link.app === undefined || link.folders[0]?.id !== folder.id) {
      return l10n.t('{0} is linked to no app now.', folder.name);
    }
    return link.isDetected
      ? l10n.t('{0} is linked to {1} now, as its git remote says.', folder.name, link.app)
      : l10n.t('{0} is linked to {1} now, as another setting says.', folder.name, link.app);
  }
  return link.isTrusted
    ? l10n.t('{0} is linked to {1} now.', folder.name, app)
    : l10n.t('{0} is linked to {1}, as soon as you trust the workspace.', folder.name, app);
}

/** @throws AddonError `invalid_request` for a folder that is not open */
function findFolder(wanted: string, folders: readonly LinkableFolder[]): LinkableFolder {
  const folder = folders.find(({ id }) => id === wanted) ?? folders.find(({ name }) => name === wanted);
  if (folder === undefined) {
    throw failed('invalid_request', { field: 'folder', problem: l10n.t('is no folder of the workspace.') });
  }
  return folder;
}
