/**
 * Calls every listener. One that throws is a defect of its own: it is written to the console, and neither the others
 * nor the commit that they are told of suffer from it.
 */
export function tellAll<Told extends readonly unknown[]>(
  listeners: Iterable<(...told: Told) => void>,
  ...told: Told
): void {
  for (const listener of [...listeners]) {
    try {
      listener(...told);
    } catch (error) {
      console.error(error);
    }
  }
}
