import './app.css';
import { element, setText } from '../components/element.ts';
import { openPage } from '../components/openPage.ts';
import { CostsView } from './browser/costsView.ts';
import { ServiceView } from './browser/serviceView.ts';
import type { Asked, PricingModel, PricingWords } from './protocol.ts';

openPage<PricingModel, PricingWords, Asked>((root, page, { words }) => {
  const title = element('h1', {});
  const gone = element('p', { class: 'nothing', hidden: '', role: 'alert' });
  const tools = { page, words };
  const costs = new CostsView(tools);
  const service = new ServiceView(tools);
  root.append(title, gone, costs.root, service.root);
  return {
    show: ({ model }) => {
      title.textContent = model.title;
      gone.hidden = model.kind !== 'gone';
      setText(gone, model.kind === 'gone' ? model.text : '');
      costs.root.hidden = model.kind !== 'costs';
      service.root.hidden = model.kind !== 'service';
      if (model.kind === 'costs') {
        costs.show(model);
      } else if (model.kind === 'service') {
        service.show(model);
      }
    },
  };
});
