import * as l10n from '@vscode/l10n';
import { isUuid } from '../model/ids.ts';
import type { ErrorDetails } from './failure.ts';

/** There is no such app; one that was started from a row has just gone, and its id says nothing to people. */
export function appNotFound({ app, nearest }: ErrorDetails['app_not_found']): string {
  return isUuid(app)
    ? l10n.t('That app is there no more. Nothing was changed.')
    : unknown(l10n.t('There is no app {0}.', app), nearest);
}

export function addonNotFound({ addon, app, nearest }: ErrorDetails['addon_not_found']): string {
  if (isUuid(addon)) {
    return l10n.t('That add-on is there no more. Nothing was changed.');
  }
  return unknown(
    app === null
      ? l10n.t('No add-on has the name, id or alias {0}.', addon)
      : l10n.t('No add-on has the name or id {0}, and {1} has no such alias.', addon, app),
    nearest,
  );
}

export function serviceNotFound({ service, nearest }: ErrorDetails['service_not_found']): string {
  return unknown(l10n.t('The catalogue has no service {0}.', service), nearest);
}

export function attachmentNotFound({
  attachment,
  app,
  aliases,
}: ErrorDetails['attachment_not_found']): string {
  if (app === null) {
    return l10n.t('No app has the alias {0}. Nothing was changed.', attachment);
  }
  return aliases.length === 0
    ? l10n.t('{0} has no aliases. Nothing was changed.', app)
    : l10n.t('{0} has no alias {1}; it has {2}. Nothing was changed.', app, attachment, aliases.join(', '));
}

/** What there is not, and what may have been meant. */
export function unknown(text: string, nearest: string | null): string {
  return nearest === null
    ? l10n.t('{0} Nothing was changed.', text)
    : l10n.t('{0} Did you mean {1}? Nothing was changed.', text, nearest);
}
