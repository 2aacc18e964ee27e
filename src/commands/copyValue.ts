import * as l10n from '@vscode/l10n';
import { failed } from '../core/errors/addonError.ts';
import { findApp } from '../core/model/identifiers.ts';
import { refuseLocked } from '../core/model/lockedValue.ts';
import { nearest } from '../core/model/nearest.ts';
import * as queries from '../core/model/queries.ts';
import { whichApp, whichConfigVar } from './questions.ts';
import { definePlainCommand } from './runCommand.ts';

interface CopyValueArguments {
  app: string;
  name: string;
}

/** Puts the value of one config var on the clipboard, without showing it. */
export const copyValue = definePlainCommand<CopyValueArguments>({
  id: 'addons.copyValue',
  title: () => l10n.t('Copy Config Var Value'),
  arguments: { app: 'text', name: 'text' },
  questions: { app: whichApp, name: whichConfigVar },
  run: async ({ app: identifier, name }, { platform, clipboard, report }) => {
    await platform.refresh();
    const app = findApp(platform.state, identifier);
    const config = queries.configOf(platform.state, app.id);
    const value = Object.hasOwn(config, name) ? config[name] : undefined;
    if (value === undefined) {
      const names = Object.keys(config);
      throw failed('config_var_not_found', { name, app: app.name, nearest: nearest(name, names) });
    }
    refuseLocked(value);
    await clipboard.write(value, { isSecret: true });
    report.note(l10n.t('Copied the value of {0}.', name));
    return { app: app.name, name };
  },
});
