import * as l10n from '@vscode/l10n';

/** So many of the entries that were changed last stand before the others. */
const recentCount = 3;
/** Fewer entries than this are seen at one glance, and stay in order. */
const worthHeadings = 8;

/**
 * Entries of a choice in the order that finds them fastest: what is probably meant, those that were changed last, then
 * all others in the order given. A short list is only led by what is probably meant.
 *
 * @param changedAt when an entry was changed last, in ms UTC
 */
export function recentFirst<Entry>(
  entries: readonly Entry[],
  presumed: Entry | undefined,
  changedAt: (entry: Entry) => number,
): readonly { readonly entry: Entry; readonly heading: string | undefined }[] {
  const first = presumed === undefined ? [] : [presumed];
  const recent =
    entries.length < worthHeadings
      ? []
      : entries
          .filter((entry) => entry !== presumed)
          .toSorted((one, other) => changedAt(other) - changedAt(one))
          .slice(0, recentCount);
  const led = new Set([...first, ...recent]);
  const others = entries.filter((entry) => !led.has(entry));
  const isParted = recent.length > 0;
  return [
    ...[...led].map((entry, position) => ({
      entry,
      heading: isParted && position === 0 ? l10n.t('Recently used') : undefined,
    })),
    ...others.map((entry, position) => ({
      entry,
      heading: isParted && position === 0 ? l10n.t('All') : undefined,
    })),
  ];
}
