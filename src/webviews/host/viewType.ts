import type { PageName } from '../../commands/tabsPort.ts';

/** The type under which VS Code keeps the tabs of a page. */
export function viewTypeOf(name: PageName): `addons.${PageName}` {
  return `addons.${name}`;
}
