import { inLanguage } from '../language.ts';

/** Units with the ms that one of them takes, the longest first. A month is 30 days, a year 365: near enough for words. */
const units = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const words = inLanguage((language) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));

/**
 * How long ago something was, as people say it: `2 days ago`, `yesterday`, `now` for less than a minute; `in 2 days`
 * for what another machine's clock put into the future.
 *
 * @param atMs the instant, in ms since the epoch
 * @param nowMs the instant that it is told at
 * @param language tag of the language to say it in; that of the sentences in use
 */
export function relativeTime(atMs: number, nowMs: number, language?: string): string {
  const differenceMs = atMs - nowMs;
  for (const [unit, unitMs] of units) {
    if (Math.abs(differenceMs) >= unitMs) {
      return words(language).format(Math.trunc(differenceMs / unitMs), unit);
    }
  }
  return words(language).format(0, 'second');
}

/** The exact instant: `2026-11-24 08:00:00 UTC`. */
export function exactTime(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
