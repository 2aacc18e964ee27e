import { planName } from '../core/model/addon.ts';
import * as queries from '../core/model/queries.ts';
import type { State } from '../core/model/state.ts';

/** A page that says what an add-on is. No values, no script, nothing from elsewhere. */
export function dashboardPage(
  state: State,
  addonId: string,
): { html: string; headers: Readonly<Record<string, string>> } | undefined {
  const addon = Object.hasOwn(state.addons, addonId) ? state.addons[addonId] : undefined;
  if (addon === undefined) {
    return undefined;
  }
  const app = queries.appOf(state, addon.billingAppId).name;
  const lines = [`Plan: ${planName(addon)}`, `State: ${addon.state}`, `Billing app: ${app}`];
  const title = escaped(addon.name);
  const html =
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>` +
    lines.map((line) => `<p>${escaped(line)}</p>`).join('') +
    '<p>This add-on is local and has no dashboard of its own.</p></html>';
  return {
    html,
    headers: {
      'Content-Type': 'text/html;charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
      'Referrer-Policy': 'no-referrer',
    },
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
