import * as l10n from '@vscode/l10n';
import type { Attachment } from '../core/model/attachment.ts';
import { findApp, resolveAttachment } from '../core/model/identifiers.ts';
import * as queries from '../core/model/queries.ts';
import { aliasReasons, explainAlias as explanation } from '../core/rules/explainAlias.ts';
import type { PlainContext } from './command.ts';
import { longRow } from './longRow.ts';
import type { Choice } from './ports.ts';
import { whichAlias, whichApp } from './questions.ts';
import { definePlainCommand } from './runCommand.ts';

interface ExplainAliasArguments {
  app: string;
  alias: string;
}

/** Says why an alias is called as it is, a row for each sentence, and what can be done about it. */
export const explainAlias = definePlainCommand<ExplainAliasArguments>({
  id: 'addons.explainAlias',
  title: () => l10n.t('Explain Alias'),
  arguments: { app: 'text', alias: 'text' },
  questions: { app: whichApp, alias: whichAlias },
  run: async (args, context) => {
    const { platform, isAsking } = context;
    await platform.ready();
    const attachment = resolveAttachment(platform.state, args.alias, findApp(platform.state, args.app));
    const text = explanation(attachment, platform.state);
    if (isAsking) {
      await browseReasons(attachment, context);
    }
    return { alias: attachment.alias, text };
  },
});

async function browseReasons(
  { id, appId, addonId }: Attachment,
  { platform, ask, run }: PlainContext,
): Promise<void> {
  let preselected: string | undefined;
  for (;;) {
    const attachment = platform.state.attachments[id];
    if (attachment === undefined) {
      return;
    }
    const { alias } = attachment;
    const sentences = aliasReasons(attachment, platform.state);
    const answer = await ask.browse({
      step: {
        title: l10n.t('{0} on {1}', alias, queries.appOf(platform.state, appId).name),
        number: 1,
        total: 1,
        canGoBack: false,
      },
      placeholder: l10n.t('Why it is called {0}', alias),
      choices: [
        ...sentences.map((sentence, position) => ({
          value: `sentence ${position}`,
          ...longRow(sentence),
          icon: 'info',
        })),
        ...nextRows(),
      ],
      preselected,
    });
    if (answer.kind !== 'answer') {
      return;
    }
    preselected = answer.value.value;
    if (preselected === 'rename') {
      await run('addons.renameAlias', { app: appId, alias });
      return;
    }
    if (preselected === 'reveal') {
      await run('addons.revealAddon', { addon: addonId });
      return;
    }
  }
}

function nextRows(): readonly Choice[] {
  return [
    {
      value: 'rename',
      label: l10n.t('Rename Alias…'),
      icon: 'edit',
      heading: l10n.t('What You Can Do'),
    },
    { value: 'reveal', label: l10n.t('Reveal Add-on'), icon: 'list-tree' },
  ];
}
