import * as l10n from '@vscode/l10n';
import type { ChangeList } from '../core/model/changes.ts';
import type { AppId } from '../core/model/ids.ts';
import * as queries from '../core/model/queries.ts';
import type { State } from '../core/model/state.ts';
import { appDescription } from '../core/pricing/appDescription.ts';
import type { Link } from './linkPort.ts';

/** What the status bar shows of the linked app, as plain text. */
export interface LinkedApp {
  readonly name: string;
  /** Undefined when there is no app of that name. */
  readonly id: AppId | undefined;
  /** `example-app v16` */
  readonly text: string;
  readonly tooltip: string;
  /** Whether an add-on of it is being created. */
  readonly isBusy: boolean;
}

/**
 * The app that the folder at hand belongs to, in words.
 *
 * @returns undefined when it is linked to none, and for an app that nobody chose and there is not
 */
export function linkedApp(link: Pick<Link, 'app' | 'isDetected'>, state: State): LinkedApp | undefined {
  const name = link.app;
  if (name === undefined) {
    return undefined;
  }
  const app = queries.appNamed(state, name);
  if (app === undefined) {
    const tooltip = l10n.t(
      'This folder is linked to {0}, and there is no such app. Click to link another app, or to create it.',
      clipped(name),
    );
    return link.isDetected ? undefined : { name, id: undefined, text: clipped(name), tooltip, isBusy: false };
  }
  return {
    name,
    id: app.id,
    text: l10n.t('{0} v{1}', name, queries.currentVersion(state, app.id)),
    tooltip: l10n.t(
      'This folder belongs to {0}: {1}. Click for what you can do with it.',
      name,
      appDescription(state, app.id),
    ),
    isBusy: queries.addonsBilledTo(state, app.id).some((addon) => addon.state === 'provisioning'),
  };
}

/** No app is called by more letters (R1), but a setting can say anything. */
function clipped(name: string): string {
  return name.length > 30 ? `${name.slice(0, 30)}…` : name;
}

/** Whether a commit may change what is shown: it names the app, or, while there is none, brings an app or a name. */
export function concernsLinkedApp(changes: ChangeList, shownId: AppId | undefined): boolean {
  return changes.some(({ kind, type, appId }) =>
    shownId === undefined ? kind === 'apps' && type !== 'changed' : appId === shownId,
  );
}
