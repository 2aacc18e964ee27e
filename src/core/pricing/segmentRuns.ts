import { isEqual } from '../model/entries.ts';
import type { AddonId } from '../model/ids.ts';
import type { PriceSegment } from '../model/priceSegment.ts';
import { byText } from '../model/queries.ts';
import { wholeSecond } from './month.ts';

/**
 * Neighbours of equal app, plan and price are one line of a bill: a rounding between them would be one too many
 * (docs/addon-rules.md, Billing, 7). Each run has the id and the names of its last part. Sorted by add-on, then by
 * start, whatever the order they came in.
 */
export function segmentRuns(segments: readonly PriceSegment[]): readonly PriceSegment[] {
  const byAddon = new Map<AddonId, PriceSegment[]>();
  for (const segment of segments.map(inWholeSeconds)) {
    const others = byAddon.get(segment.addonId);
    if (others === undefined) {
      byAddon.set(segment.addonId, [segment]);
    } else {
      others.push(segment);
    }
  }
  return [...byAddon.entries()]
    .sort(([first], [second]) => byText(first, second))
    .flatMap(([, parts]) => runsOfAddon(parts.sort(byStart)));
}

/** Instants are floored before any arithmetic, whatever was written (docs/addon-rules.md, Billing). */
function inWholeSeconds(segment: PriceSegment): PriceSegment {
  const { start, end } = segment;
  return { ...segment, start: wholeSecond(start), end: end === null ? null : wholeSecond(end) };
}

/** One of no length stands before the one that begins where it ends. */
function byStart(first: PriceSegment, second: PriceSegment): number {
  return first.start - second.start || (first.end ?? Infinity) - (second.end ?? Infinity);
}

function runsOfAddon(sorted: readonly PriceSegment[]): readonly PriceSegment[] {
  const runs: PriceSegment[] = [];
  for (const segment of sorted) {
    // One of no length is billed nothing and parts nothing.
    if (segment.end !== null && segment.end <= segment.start) {
      continue;
    }
    const last = runs.at(-1);
    if (last?.end === segment.start && costTheSame(last, segment)) {
      runs[runs.length - 1] = { ...segment, start: last.start };
    } else {
      runs.push(segment);
    }
  }
  return runs;
}

function costTheSame(first: PriceSegment, second: PriceSegment): boolean {
  return (
    first.appId === second.appId &&
    first.plan === second.plan &&
    first.cents === second.cents &&
    first.metered === second.metered &&
    isEqual(first.meters, second.meters)
  );
}
