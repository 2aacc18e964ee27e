import * as l10n from '@vscode/l10n';
import type { Holding } from '../core/model/holding.ts';

/** How much a store holds: `2 apps, 1 add-on, 5 own config vars`. */
export function holdingText({ apps, addons, configVars }: Holding): string {
  return [
    apps === 1 ? l10n.t('1 app') : l10n.t('{0} apps', apps),
    addons === 1 ? l10n.t('1 add-on') : l10n.t('{0} add-ons', addons),
    configVars === 1 ? l10n.t('1 own config var') : l10n.t('{0} own config vars', configVars),
  ].join(', ');
}
