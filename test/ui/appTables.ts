/** Apps as the tables of the acceptance scenario have them, and the rows that show them. */

/** One app; every add-on of it is on heroku-redis:mini. */
export interface Table {
  /** `v9 · $3/month` */
  readonly is: string;
  /** Add-ons billed to it, with what is said of them beside plan and price: `shared`. */
  readonly resources?: Readonly<Record<string, string>>;
  /** Add-on by alias, in order. */
  readonly attachments?: Readonly<Record<string, string>>;
  /** Value by config var. */
  readonly config?: Readonly<Record<string, string>>;
}

/** By name, in order. */
export type Tables = Readonly<Record<string, Table>>;

interface Use {
  readonly app: string;
  readonly alias: string;
}

/** The rows of the view *Apps*, all of them open. */
export function appsRows(tables: Tables): readonly string[] {
  return Object.entries(tables).flatMap(([app, table]) => {
    const { resources = {}, attachments = {}, config = {} } = table;
    const owned = Object.keys(attachments).map((alias) => `${alias}_URL`);
    const own = Object.keys(config).filter((name) => !owned.includes(name));
    const groups = [
      ...group('Resources', '', resources, ([addon, mark]) => [
        `    ${[`${addon} heroku-redis:mini`, '$3/month', mark].filter(Boolean).join(' · ')}`,
        ...usesOf(addon, tables).map((use) =>
          use.app === app ? `      ${use.alias}` : `      ${use.alias} on ${use.app}`,
        ),
      ]),
      ...group('Attachments', '', attachments, ([alias, addon]) => {
        const payer = payerOf(addon, tables);
        return [
          `    ${alias} → ${addon}${payer === app ? '' : ` · billed to ${payer}`}`,
          `      ${alias}_URL ••••••••`,
        ];
      }),
      ...group('Config Vars', ' of your own', Object.fromEntries(own.entries()), ([, name]) => [
        `    ${name} ••••••••`,
      ]),
    ];
    return [`${app} ${table.is}`, ...(groups.length === 0 ? ['  No add-ons yet'] : groups)];
  });
}

/** The rows of the view *Resources*, all of them open. */
export function resourcesRows(tables: Tables): readonly string[] {
  const all = Object.entries(tables).flatMap(([app, { resources = {} }]) =>
    Object.entries(resources).map(([addon, mark]) => ({ app, addon, mark })),
  );
  return all
    .sort((one, other) => (one.addon < other.addon ? -1 : 1))
    .flatMap(({ app, addon, mark }) => [
      [`${addon} heroku-redis:mini`, '$3/month', app, mark].filter(Boolean).join(' · '),
      ...usesOf(addon, tables).map((use) => `  ${use.app}::${use.alias}`),
    ]);
}

/** A group with its rows by name; nothing when it is empty. */
function group(
  title: string,
  what: string,
  entries: Readonly<Record<string, string>>,
  rowsOf: (entry: [string, string]) => readonly string[],
): readonly string[] {
  const sorted = Object.entries(entries).sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.length === 0 ? [] : [`  ${title} ${sorted.length}${what}`, ...sorted.flatMap(rowsOf)];
}

/** Where an add-on is attached: on the app that pays for it first. */
function usesOf(addon: string, tables: Tables): readonly Use[] {
  const payer = payerOf(addon, tables);
  const uses = Object.entries(tables).flatMap(([app, { attachments = {} }]) =>
    Object.keys(attachments)
      .filter((alias) => attachments[alias] === addon)
      .map((alias) => ({ app, alias })),
  );
  return [...uses.filter(({ app }) => app === payer), ...uses.filter(({ app }) => app !== payer)];
}

function payerOf(addon: string, tables: Tables): string {
  const payer = Object.keys(tables).find((app) => Object.hasOwn(tables[app]?.resources ?? {}, addon));
  if (payer === undefined) {
    throw new Error(`No app of the tables pays for ${addon}`);
  }
  return payer;
}
