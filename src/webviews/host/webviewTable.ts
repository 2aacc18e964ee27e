import type { PageName } from '../../commands/tabsPort.ts';
import { addonPage } from '../addon/presenter.ts';
import { configVarsPage } from '../configVars/presenter.ts';
import { marketplacePage } from '../marketplace/presenter.ts';
import { pricingPage } from '../pricing/presenter.ts';
import type { Page } from './page.ts';

/** Every page, by the name of its folder. */
export const webviewTable: Readonly<Record<PageName, Page>> = {
  configVars: configVarsPage,
  addon: addonPage,
  pricing: pricingPage,
  marketplace: marketplacePage,
};
