import * as l10n from '@vscode/l10n';
import { signedMonthlyText } from '../core/pricing/priceText.ts';
import type { AppEffect, Effect } from '../core/rules/effect.ts';
import type { Choice, ConfirmQuestion } from './ports.ts';

/** What an action will do, row by row; Enter goes ahead, nothing has to be typed. */
export function reviewQuestion(
  title: string,
  effect: Effect,
  { canGoBack }: { readonly canGoBack: boolean } = { canGoBack: false },
): ConfirmQuestion {
  const price: Choice = {
    value: 'price',
    icon: 'credit-card',
    label: signedMonthlyText(effect.monthlyCents),
    description: l10n.t('from now on'),
  };
  return {
    title,
    canGoBack,
    typed: '',
    invitation: l10n.t('Press Enter to go ahead, Escape to leave everything as it is'),
    ready: l10n.t('Press Enter to go ahead'),
    consequences: [...effect.apps.flatMap(appRows), ...(effect.monthlyCents === 0 ? [] : [price])],
  };
}

function appRows(effect: AppEffect): readonly Choice[] {
  const rows: Choice[] = [];
  const row = (icon: string, label: string, names: readonly string[]): void => {
    if (names.length > 0) {
      rows.push({ value: `${effect.app} ${icon}`, icon, label, description: names.join(', ') });
    }
  };
  const { app } = effect;
  row('add', l10n.t('{0} gets', app), effect.configVarsSet);
  row('edit', l10n.t('{0} gets new values of', app), effect.configVarsChanged);
  row('remove', l10n.t('{0} loses', app), effect.configVarsUnset);
  const newest = effect.releases.at(-1);
  if (newest !== undefined) {
    row('debug-restart', l10n.t('{0} restarts', app), [l10n.t('release v{0}', newest)]);
  }
  return rows;
}
