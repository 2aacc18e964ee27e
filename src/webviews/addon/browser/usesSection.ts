import { action } from '../../components/controls.ts';
import { element } from '../../components/element.ts';
import { plainTable, type PlainRow } from '../../components/plainTable.ts';
import { keyed, Section } from '../../components/section.ts';
import { start } from '../../components/pageTools.ts';
import type { PresentAddon, UseRow } from '../protocol.ts';
import type { Part, Tools } from './tools.ts';

/** Every alias on every app, with what can be done with it. */
export function usesSection(tools: Tools): Part {
  const { words } = tools;
  const section = new Section<readonly UseRow[]>({
    title: words.used,
    draw: (uses) => [
      plainTable({
        caption: words.used,
        columns: [words.app, words.alias, words.configVars, words.since, words.actions],
        rows: uses.map((use) => rowOf(use, tools)),
      }),
    ],
  });
  return {
    root: section.root,
    show: ({ uses }: PresentAddon) => {
      section.show(uses);
    },
  };
}

function rowOf(use: UseRow, tools: Tools): PlainRow {
  const { words } = tools;
  const { attachment, app, alias, configVars, since, sinceExactly, isBillingApp } = use;
  const of = `${alias}, ${app}`;
  const press = (type: 'showConfigVars' | 'renameAlias' | 'detach', label: string): HTMLElement =>
    keyed(
      `${type} ${attachment}`,
      action({
        label,
        description: `${label}: ${of}`,
        onPress: () => {
          start(tools, type, { attachment });
        },
      }),
    );
  return {
    cells: [
      [app, isBillingApp ? element('span', { class: 'badge' }, words.pays) : undefined],
      [element('span', { class: 'mono' }, alias)],
      [element('span', { class: 'mono' }, configVars.join(', '))],
      [element('span', { title: sinceExactly }, since)],
      [
        element(
          'div',
          { class: 'actions' },
          press('showConfigVars', words.showConfigVars),
          press('renameAlias', words.renameAlias),
          press('detach', words.detach),
        ),
      ],
    ],
  };
}
