import * as l10n from '@vscode/l10n';
import { dotenvText } from '../core/envFile/dotenvText.ts';
import { findApp } from '../core/model/identifiers.ts';
import { chosenVars } from './chosenVars.ts';
import { whichApp } from './questions.ts';
import { definePlainCommand } from './runCommand.ts';

interface CopyDotenvArguments {
  app: string;
  /** All config vars, if left out. */
  names?: readonly string[];
}

/** Puts the config of an app, or some of it, on the clipboard, as the text of a .env file. */
export const copyDotenv = definePlainCommand<CopyDotenvArguments>({
  id: 'addons.copyDotenv',
  title: () => l10n.t('Copy Config Vars as .env'),
  arguments: { app: 'text', names: 'optionalList' },
  questions: { app: whichApp },
  run: async ({ app: identifier, names: chosen }, { platform, clipboard, report }) => {
    await platform.refresh();
    const app = findApp(platform.state, identifier);
    const config = chosenVars(platform.state, app, chosen);
    const { text, leftOut } = dotenvText(config);
    const copied = Object.keys(config).length - leftOut.length;
    await clipboard.write(text);
    const done =
      copied === 1
        ? l10n.t('Copied one config var of {0}.', app.name)
        : l10n.t('Copied {0} config vars of {1}.', copied, app.name);
    if (leftOut.length > 0) {
      const names = leftOut.map(({ name }) => name).join(', ');
      report.warn(
        l10n.t(
          '{0} Left out, because readers of .env files disagree on their values or run them: {1}.',
          done,
          names,
        ),
      );
    } else {
      report.note(done);
    }
    return { app: app.name, copied, leftOut };
  },
});
