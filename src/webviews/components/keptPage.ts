import type { TableParts } from './table.ts';

/** What VS Code keeps of a page. */
interface Kept {
  readonly kept: { readonly choices: Readonly<Record<string, string>> };
  choose(name: string, value: string | undefined): void;
}

/** Where the one long table of a page was turned to is kept with its other choices: these are parts of that table. */
export function keptPage(host: Kept): Pick<TableParts<never>, 'page' | 'onTurn'> {
  return {
    page: Number(host.kept.choices['page'] ?? 0) || 0,
    onTurn: (page) => {
      host.choose('page', page === 0 ? undefined : String(page));
    },
  };
}
