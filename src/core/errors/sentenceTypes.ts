/** A command that helps, offered as a button. */
export interface NextStep {
  readonly title: string;
  readonly command: string;
  /** What is known already; the command asks for the rest. */
  readonly known: Readonly<Record<string, string>>;
}

/** A failure in words for people. */
export interface Sentence {
  /** What happened, that nothing was changed, and what to do. */
  readonly text: string;
  readonly next: readonly NextStep[];
}
