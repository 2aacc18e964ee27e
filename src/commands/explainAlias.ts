import * as l10n from '@vscode/l10n';
import { findApp, resolveAttachment } from '../core/model/identifiers.ts';
import { explainAlias as explanation } from '../core/rules/explainAlias.ts';
import { whichAlias, whichApp } from './questions.ts';
import { definePlainCommand } from './runCommand.ts';

interface ExplainAliasArguments {
  app: string;
  alias: string;
}

/** Says why an alias is called as it is. */
export const explainAlias = definePlainCommand<ExplainAliasArguments>({
  id: 'addons.explainAlias',
  title: () => l10n.t('Explain Alias'),
  arguments: { app: 'text', alias: 'text' },
  questions: { app: whichApp, alias: whichAlias },
  run: async (args, { platform, report }) => {
    await platform.ready();
    const { state } = platform;
    const attachment = resolveAttachment(state, args.alias, findApp(state, args.app));
    const text = explanation(attachment, state);
    report.done(text, []);
    return { alias: attachment.alias, text };
  },
});
