import './app.css';
import { element } from '../components/element.ts';
import { openPage } from '../components/openPage.ts';
import { breakageSection } from './browser/breakageSection.ts';
import { costSection } from './browser/costSection.ts';
import { Head } from './browser/head.ts';
import { destroySection, historySection, serviceSection } from './browser/otherSections.ts';
import { planSection } from './browser/planSection.ts';
import { usesSection } from './browser/usesSection.ts';
import { valuesSection } from './browser/valuesSection.ts';
import type { AddonModel, AddonWords, Asked } from './protocol.ts';

openPage<AddonModel, AddonWords, Asked>((root, page, { words }) => {
  const tools = { page, words };
  const head = new Head(tools);
  const sections = [
    usesSection(tools),
    valuesSection(tools),
    planSection(tools),
    costSection(tools),
    historySection(tools),
    serviceSection(tools),
    breakageSection(tools),
    destroySection(tools),
  ];
  const gone = element('p', { class: 'nothing', role: 'alert', hidden: '' }, words.gone);
  const parts = element('div', {}, ...sections.map((section) => section.root));
  root.append(head.root, gone, parts);
  return {
    show: ({ model }) => {
      const isGone = model.kind === 'gone';
      gone.hidden = !isGone;
      parts.hidden = isGone;
      head.show(model);
      if (!isGone) {
        sections.forEach((section) => {
          section.show(model);
        });
      }
    },
  };
});
