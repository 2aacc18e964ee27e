/** An amount of money after its one rounding (docs/addon-rules.md, Billing, 8). */
export interface Amount {
  /** Whole US cents, never negative. */
  readonly cents: number;
  /** The exact amount is above zero and was rounded to zero: shown as `<$0.01`. */
  readonly isTrace: boolean;
}

export const nothing: Amount = { cents: 0, isTrace: false };

/**
 * A fraction of cents, rounded once, half up.
 *
 * @param numerator 0 or more
 * @param denominator 1 or more
 */
export function roundedCents(numerator: bigint, denominator: bigint): Amount {
  const cents = Number((2n * numerator + denominator) / (2n * denominator));
  return { cents, isTrace: cents === 0 && numerator > 0n };
}

/** The sum of amounts that were rounded each: what is shown adds up. */
export function sumOfAmounts(amounts: readonly Amount[]): Amount {
  const cents = amounts.reduce((sum, amount) => sum + BigInt(amount.cents), 0n);
  return { cents: Number(cents), isTrace: cents === 0n && amounts.some(({ isTrace }) => isTrace) };
}

/**
 * What a fixed monthly price comes to for a part of a month: `cents × seconds ÷ seconds of the month` (R41).
 *
 * @param monthlyCents whole cents a month; a price that nobody knows costs nothing here, and is counted elsewhere (R42)
 * @param heldSeconds whole seconds inside the month
 * @param monthSeconds how long that month is
 */
export function prorated(monthlyCents: number | null, heldSeconds: number, monthSeconds: number): Amount {
  return monthlyCents === null
    ? nothing
    : roundedCents(BigInt(monthlyCents) * BigInt(heldSeconds), BigInt(monthSeconds));
}
