import type { ActionType } from '../core/actions/action.ts';
import type { Preview } from '../core/platform/addonPlatform.ts';
import type { CommandContext, PlainCommand, Question } from './command.ts';
import { subjectOf, titleOf } from './titleOf.ts';

type Asked<Args> = Pick<PlainCommand<Args>, 'title' | 'questions' | 'arguments'>;

interface OpenQuestion<Args> {
  readonly name: string;
  readonly question: Question<Args>;
}

/** The questions of one run of a command: what is not known is asked, with a way back, from the last review too. */
export class Asking<Args extends object> {
  readonly #definition: Asked<Args>;
  readonly #context: CommandContext;
  readonly #preview: ((args: Args) => Promise<Preview<ActionType>>) | undefined;
  readonly #open: readonly OpenQuestion<Args>[];
  readonly #known: Record<string, unknown>;
  /** What was known before each question that was answered: *Back* forgets its answer, and what came with it. */
  readonly #history: Record<string, unknown>[] = [];
  #previous: string | undefined;

  constructor(
    definition: Asked<Args>,
    given: Partial<Args>,
    context: CommandContext,
    preview?: (args: Args) => Promise<Preview<ActionType>>,
  ) {
    this.#definition = definition;
    this.#context = context;
    this.#preview = preview;
    this.#known = { ...given };
    this.#open = Object.entries<Question<Args> | readonly Question<Args>[] | undefined>(definition.questions)
      .filter(([name]) => this.#known[name] === undefined)
      .flatMap(([name, questions = []]) =>
        [questions].flat().map((question) => ({ name, question: question })),
      );
  }

  /** Title of the command, with what it is about as far as that is known. */
  get title(): string {
    return titleOf(this.#definition.title(), subjectOf(this.#known, this.#context.platform.state));
  }

  /** Whether a question was asked that can be asked again. */
  get canGoBack(): boolean {
    return this.#history.length > 0;
  }

  /** Asks what is left. @returns undefined when the person gave up */
  async ask(): Promise<Args | undefined> {
    for (;;) {
      const open = this.#open[this.#history.length];
      if (open === undefined) {
        return this.#known as Args;
      }
      const asked = { ...this.#known };
      const answer = await this.#put(open);
      if (answer.kind === 'cancelled') {
        return undefined;
      }
      if (answer.kind === 'back') {
        this.back();
      } else {
        this.#previous = undefined;
        this.#history.push(asked);
        this.#known[open.name] = this.#valueOf(open.name, answer.value);
      }
    }
  }

  /** Forgets the last answer. */
  back(): void {
    const before = this.#history.pop() ?? {};
    const undone = this.#known[this.#open[this.#history.length]?.name ?? ''];
    this.#previous = typeof undone === 'string' ? undone : undefined;
    Object.keys(this.#known).forEach((key) => Reflect.deleteProperty(this.#known, key));
    Object.assign(this.#known, before);
  }

  #put({ name, question }: OpenQuestion<Args>): ReturnType<Question<Args>> {
    const { platform, ask, likely, clipboard } = this.#context;
    return question({
      platform,
      ask,
      likely: likely(),
      clipboard,
      step: {
        title: this.title,
        number: this.#history.length + 1,
        total: this.#open.length,
        canGoBack: this.canGoBack,
      },
      known: this.#known as Partial<Args>,
      previous: this.#previous,
      also: (values) => {
        Object.assign(this.#known, values);
      },
      tryAnswer: async (value) => this.#preview?.({ ...this.#known, [name]: value } as Args),
    });
  }

  #valueOf(name: string, value: string): string | undefined {
    const isOptional = this.#definition.arguments[name as keyof Args] === 'optionalText';
    return value === '' && isOptional ? undefined : value;
  }
}
