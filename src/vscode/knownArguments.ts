/** What is known when a button, a row or another command starts a command, once for each row; the rest is asked. */
export class KnownArguments {
  readonly rows: readonly Readonly<Record<string, unknown>>[];

  constructor(rows: readonly Readonly<Record<string, unknown>>[]) {
    this.rows = rows;
  }
}
