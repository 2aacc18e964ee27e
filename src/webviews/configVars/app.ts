import './app.css';
import { element, filled } from '../components/element.ts';
import { openPage } from '../components/openPage.ts';
import { RowTable } from '../components/table.ts';
import type { Asked, Model, VarRow, Words } from './protocol.ts';

openPage<Model, Words, Asked>((root, _page, { words }) => {
  const title = element('h1', {});
  const table = new RowTable<VarRow>({
    caption: words.value,
    columns: [{ id: 'name', title: words.name }],
    keyOf: ({ name }) => name,
    words,
    make: () => {
      const body = element('tbody', {}, element('tr', { role: 'row' }));
      return {
        body,
        update: ({ name }) => {
          body.rows[0]?.replaceChildren(element('th', { scope: 'row', role: 'rowheader' }, name));
        },
      };
    },
  });
  root.append(title, table.root);
  return {
    show: ({ model }) => {
      if (model.kind === 'vars') {
        title.textContent = filled(words.caption, model.app);
        table.show(model.rows);
      }
    },
  };
});
