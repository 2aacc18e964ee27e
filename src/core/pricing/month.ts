/** A calendar month of UTC: what a monthly price is the price of (R41). Instants in ms since the epoch. */
export interface Month {
  /** Its first instant. */
  readonly startMs: number;
  /** The first instant of the month after it. */
  readonly endMs: number;
}

/** The month that an instant lies in; instants are ms since the epoch. */
export function monthAt(atMs: number): Month {
  return monthWith(atMs, 0);
}

/** The month that follows. */
export function monthAfter(month: Month): Month {
  return monthWith(month.startMs, 1);
}

/** The month before. */
export function monthBefore(month: Month): Month {
  return monthWith(month.startMs, -1);
}

/** How many whole seconds a month has: from 2,419,200 for 28 days to 2,678,400 for 31. */
export function secondsOf({ startMs, endMs }: Month): number {
  return (endMs - startMs) / 1000;
}

/** An instant without its fraction of a second, in ms: all billing is by whole seconds (docs/addon-rules.md, Billing). */
export function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

function monthWith(ms: number, offset: number): Month {
  const date = new Date(ms);
  const month = date.getUTCMonth() + offset;
  return {
    startMs: Date.UTC(date.getUTCFullYear(), month, 1),
    endMs: Date.UTC(date.getUTCFullYear(), month + 1, 1),
  };
}
