import * as l10n from '@vscode/l10n';
import type { NoPortableForm } from './quote.ts';

/** Why a config var is left out of a .env file, in half a sentence. */
export function reasonText(reason: NoPortableForm): string {
  switch (reason) {
    case 'lineBreak':
      return l10n.t('readers of .env files disagree on line breaks');
    case 'expands':
      return l10n.t('some readers of .env files would replace what follows its $');
    case 'executes':
      return l10n.t('some readers of .env files would run the command in it');
    case 'backslash':
      return l10n.t('readers of .env files disagree on its backslashes');
    case 'quotes':
      return l10n.t('readers of .env files disagree on its quotes');
    case 'nul':
      return l10n.t('it holds a NUL character, which no process can receive');
    case 'runsCode':
      return l10n.t('programs run the value of a variable with this name');
    default:
      return reason satisfies never;
  }
}
