import './app.css';
import { element } from '../components/element.ts';
import { openPage } from '../components/openPage.ts';
import { Details } from './browser/details.ts';
import { Filters } from './browser/filters.ts';
import { Results } from './browser/results.ts';
import type { Asked, MarketplaceModel, MarketplaceWords } from './protocol.ts';

openPage<MarketplaceModel, MarketplaceWords, Asked>((root, page, { words }) => {
  const tools = { page, words };
  const filters = new Filters(
    tools,
    () => {
      results.filter(filters.wanted);
      filters.count();
    },
    () => {
      results.focusChosen();
    },
  );
  const results = new Results(tools, {
    choose: (service) => {
      details.choose(service, { isAsked: true });
    },
    clear: () => {
      filters.clear();
    },
  });
  const details = new Details(tools, {
    onChosen: (service) => {
      results.mark(service);
    },
    toList: () => {
      results.focusChosen();
    },
  });
  root.append(
    element('h1', {}, words.title),
    element('p', { class: 'quiet' }, words.intro),
    filters.bar,
    element('div', { class: 'columns' }, filters.categories, results.root, details.root),
  );
  return {
    show: ({ model, row }) => {
      filters.show(model);
      results.show(model);
      results.filter(filters.wanted);
      filters.count();
      const [service = '', app = '', presumedApp = ''] = (row ?? '').split('|');
      details.show(model, { service, app, presumedApp });
      if (service !== '') {
        results.reveal(service);
      }
    },
  };
});
