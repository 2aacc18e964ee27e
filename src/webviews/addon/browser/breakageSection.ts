import { button } from '../../components/controls.ts';
import { element } from '../../components/element.ts';
import { Section } from '../../components/section.ts';
import type { BreakageRow, PresentAddon } from '../protocol.ts';
import type { Part, Tools } from './tools.ts';

/** What would go if the add-on were destroyed: asked for, as it is tried out, and kept up to date from then on. */
export function breakageSection({ page, words }: Tools): Part {
  const { choices } = page.host.kept;
  let isOpen = choices['breakage'] === 'open';
  let requests = 0;
  const rows = new Section<readonly BreakageRow[]>({ draw: drawn });
  const ask = async (): Promise<void> => {
    requests += 1;
    const request = requests;
    const found = await page.host.request('breakage', {});
    // Asked again meanwhile: that answer is about what is there now.
    if (request === requests) {
      rows.show(found);
    }
  };
  const opener = button({
    label: words.showBreakage,
    onPress: () => {
      isOpen = true;
      page.host.choose('breakage', 'open');
      page.attempt(ask());
    },
  });
  const section = new Section<null>({
    title: words.breaks,
    draw: () => [element('p', { class: 'quiet' }, words.nothingChanged), opener, rows.root],
  });
  rows.root.setAttribute('aria-live', 'polite');
  return {
    root: section.root,
    show: (_model: PresentAddon) => {
      section.show(null);
      if (isOpen) {
        page.attempt(ask());
      }
    },
  };
}

/** Under a heading for each app, and for the money. */
function drawn(rows: readonly BreakageRow[]): readonly Node[] {
  const nodes: Node[] = [];
  let list = element('ul', { class: 'texts' });
  for (const { heading, label, description } of rows) {
    if (heading !== '' || nodes.length === 0) {
      list = element('ul', { class: 'texts' });
      nodes.push(...(heading === '' ? [] : [element('h3', {}, heading)]), list);
    }
    list.append(
      element('li', {}, element('strong', {}, label), description === '' ? undefined : ` ${description}`),
    );
  }
  return nodes;
}
