import type { PageName } from '../../commands/tabsPort.ts';
import { configVarsPage } from '../configVars/presenter.ts';
import type { Page } from './page.ts';

/** Every page, by the name of its folder. */
export const webviewTable: Readonly<Record<PageName, Page>> = {
  configVars: configVarsPage,
};
