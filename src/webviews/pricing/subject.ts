import * as l10n from '@vscode/l10n';
import type { App } from '../../core/model/app.ts';
import type { Service } from '../../core/model/plan.ts';
import type { AddonPlatform } from '../../core/platform/addonPlatform.ts';

/** What a page of prices is about. */
export type Subject =
  | { readonly kind: 'all' }
  | { readonly kind: 'app'; readonly app: App }
  | { readonly kind: 'service'; readonly service: Service }
  | { readonly kind: 'gone'; readonly name: string; readonly text: string };

const servicePrefix = 'service:';

/** What the text of a subject stands for: none for all apps, the id of an app, or `service:` and a slug. */
export function subjectOf(subject: string, { state, catalog }: AddonPlatform): Subject {
  if (subject === '') {
    return { kind: 'all' };
  }
  if (subject.startsWith(servicePrefix)) {
    const slug = subject.slice(servicePrefix.length);
    const service = catalog.find(slug);
    return service === undefined
      ? { kind: 'gone', name: slug, text: l10n.t('The catalogue has no service of this name.') }
      : { kind: 'service', service };
  }
  const app = Object.hasOwn(state.apps, subject) ? state.apps[subject] : undefined;
  if (app !== undefined) {
    return { kind: 'app', app };
  }
  const last = Object.values(state.priceSegments).findLast(({ appId }) => appId === subject);
  return {
    kind: 'gone',
    name: last?.appName ?? l10n.t('App'),
    text: l10n.t('This app is there no more.'),
  };
}

/** Title of tab and page. */
export function titleOf(subject: Subject): string {
  switch (subject.kind) {
    case 'all':
      return l10n.t('Prices of All Apps');
    case 'app':
      return l10n.t('Prices: {0}', subject.app.name);
    case 'service':
      return l10n.t('Prices: {0}', subject.service.name);
    case 'gone':
      return l10n.t('Prices: {0}', subject.name);
    default:
      return subject satisfies never;
  }
}
