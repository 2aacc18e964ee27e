import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import { findApp, resolveAddon, resolveAttachment } from '../core/model/identifiers.ts';
import type { State } from '../core/model/state.ts';
import { breakage, type Doomed } from './breakage.ts';
import { breakageRows, type BreakageList } from './breakageRows.ts';
import type { PlainContext } from './command.ts';
import { definePlainCommand } from './runCommand.ts';
import { whichAddonIfNothing } from './whichAddonIfNothing.ts';

interface WhatWouldBreakArguments {
  addon?: string;
  app?: string;
  alias?: string;
}

/**
 * Shows what would go if an add-on were destroyed, an alias detached or an app destroyed: apps, aliases, config vars,
 * releases, money. Changes nothing.
 */
export const whatWouldBreak = definePlainCommand<WhatWouldBreakArguments>({
  id: 'addons.whatWouldBreak',
  title: () => l10n.t('What Would This Break?'),
  arguments: { addon: 'optionalText', app: 'optionalText', alias: 'optionalText' },
  questions: { addon: whichAddonIfNothing },
  run: async (args, context) => {
    const { platform, isAsking } = context;
    await platform.ready();
    const { state } = platform;
    const doomed = doomedBy(args, state);
    const found = await breakage(doomed, platform);
    if (isAsking) {
      await browse(breakageRows(doomed, found, state), context);
    }
    const { effect, refusal } = found;
    return { ...namesOf(doomed), effect, refusal: refusal?.code ?? null };
  },
});

/**
 * What the arguments are about: an alias, else an add-on, else an app.
 *
 * @throws AddonError `app_not_found`, `addon_not_found`, `attachment_not_found`, `multiple_matches`, `invalid_request`
 */
function doomedBy({ app: identifier, addon, alias }: WhatWouldBreakArguments, state: State): Doomed {
  const app = identifier === undefined ? undefined : findApp(state, identifier);
  if (alias !== undefined) {
    return { kind: 'alias', attachment: resolveAttachment(state, alias, app) };
  }
  if (addon !== undefined) {
    return { kind: 'addon', addon: resolveAddon(state, addon, app) };
  }
  if (app === undefined) {
    throw failed('invalid_request', {
      field: 'addon',
      problem: l10n.t('must be given as text, or an app, or an alias.'),
    });
  }
  return { kind: 'app', app };
}

function namesOf(doomed: Doomed): Readonly<Record<string, string>> {
  switch (doomed.kind) {
    case 'addon':
      return { addon: doomed.addon.name };
    case 'alias':
      return { alias: doomed.attachment.alias };
    case 'app':
      return { app: doomed.app.name };
    default:
      return doomed satisfies never;
  }
}

/** Shows the rows until one that leads on is chosen. */
async function browse({ title, placeholder, rows }: BreakageList, { ask, run }: PlainContext): Promise<void> {
  let preselected: string | undefined;
  for (;;) {
    const answer = await ask.browse({
      step: { title, number: 1, total: 1, canGoBack: false },
      placeholder,
      choices: rows.map(({ row }) => row),
      preselected,
    });
    if (answer.kind !== 'answer') {
      return;
    }
    const { value } = answer.value;
    const next = rows.find(({ row }) => row.value === value)?.next;
    if (next !== undefined) {
      await run(next.command, next.known);
      return;
    }
    preselected = value;
  }
}
