/**
 * Work that changes something, for a button: another press while it is under way does nothing, as the second click of a
 * double one is not meant.
 */
export function oneAtATime<Args extends readonly unknown[]>(
  work: (...args: Args) => Promise<void>,
): (...args: Args) => Promise<void> {
  let isUnderWay = false;
  return async (...args) => {
    if (isUnderWay) {
      return;
    }
    isUnderWay = true;
    try {
      await work(...args);
    } finally {
      isUnderWay = false;
    }
  };
}
