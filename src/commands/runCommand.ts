import type { ActionType } from '../core/actions/action.ts';
import { isAddonError } from '../core/errors/addonError.ts';
import { parseArguments, type ArgumentTable } from './arguments.ts';
import { Asking } from './askAll.ts';
import type { ActionCommand, Command, CommandContext, PlainCommand } from './command.ts';
import { performAsked, Previews } from './performAsked.ts';
import type { Report } from './ports.ts';
import { performTogether } from './severalRows.ts';

type Known = Readonly<Record<string, unknown>>;

/** A command that makes one action: arguments → questions → confirmation → action → report. */
export function defineActionCommand<Args extends object, Type extends ActionType>(
  definition: ActionCommand<Args, Type>,
): Command {
  const { several } = definition;
  const meantBy = (known: Known): Partial<Args> => ({
    ...definition.implied,
    ...(definition.fromRow?.(known) ?? argumentsIn(known, definition)),
  });
  return {
    id: definition.id,
    runWith: (input, { platform }) =>
      platform.perform(definition.action(parseArguments(definition.arguments, input))),
    runAsking: (known, context) => reporting(context, () => runAsking(definition, meantBy(known), context)),
    ...(several !== undefined && {
      runOnSeveral: (rows, context) =>
        reporting(context, async () => {
          const whole = rows.map(meantBy).filter((row) => isWhole(definition, row)) as Args[];
          const things = distinct(whole, (row) => several.thing(row, context.platform.state));
          const [first] = things;
          return first === undefined || things.length === 1
            ? runAsking(definition, first ?? {}, context)
            : performTogether(definition, several, things, context);
        }),
    }),
  };
}

async function runAsking<Args extends object, Type extends ActionType>(
  definition: ActionCommand<Args, Type>,
  start: Partial<Args>,
  context: CommandContext,
): Promise<unknown> {
  const previews = new Previews(context.platform, definition.action);
  const asking = new Asking(definition, start, context, (tried) => previews.of(tried));
  for (;;) {
    const args = await asking.ask();
    if (args === undefined) {
      return undefined;
    }
    const { title, canGoBack } = asking;
    const done = await performAsked(definition, { args, previews, title, canGoBack }, context);
    if (done !== 'back') {
      return done;
    }
    asking.back();
  }
}

/** A command that makes no single action. */
export function definePlainCommand<Args extends object>(definition: PlainCommand<Args>): Command {
  const { runOnSeveral, needsStore } = definition;
  const meantBy = (known: Known): Partial<Args> =>
    definition.fromRow?.(known) ?? argumentsIn(known, definition);
  return {
    id: definition.id,
    ...(needsStore === false && { needsStore }),
    // A caller with arguments wants no words: only the clipboard and the platform are at work.
    runWith: (input, context) =>
      definition.run(parseArguments(definition.arguments, input), {
        ...context,
        report: silent,
        isAsking: false,
      }),
    runAsking: (known, context) =>
      reporting({ ...context, needsStore }, async () => {
        const args = await new Asking(definition, meantBy(known), context).ask();
        return args === undefined ? undefined : definition.run(args, { ...context, isAsking: true });
      }),
    ...(runOnSeveral !== undefined && {
      runOnSeveral: (rows, context) =>
        reporting(context, () =>
          runOnSeveral(
            distinct(rows.map(meantBy), (row) => JSON.stringify(row)),
            {
              ...context,
              isAsking: true,
            },
          ),
        ),
    }),
  };
}

/** What a row tells and the command takes: buttons above a view hand over the selected row, too. */
function argumentsIn<Args>(
  known: Known,
  definition: { readonly arguments: ArgumentTable<Args> },
): Partial<Args> {
  return Object.fromEntries(
    Object.entries(known).filter(([name]) => Object.hasOwn(definition.arguments, name)),
  ) as Partial<Args>;
}

const silent: Report = {
  done: () => undefined,
  note: () => undefined,
  warn: () => undefined,
  failed: () => undefined,
  during: (_title, work) => work(),
};

/** A refusal is told to the person; anything else is a defect, and goes on to whoever shows those. */
async function reporting(
  context: CommandContext & { readonly needsStore?: false | undefined },
  work: () => Promise<unknown>,
): Promise<unknown> {
  try {
    if (context.needsStore !== false) {
      await context.platform.ready();
    }
    return await work();
  } catch (error) {
    if (!isAddonError(error)) {
      throw error;
    }
    context.report.failed(error.failure);
    return undefined;
  }
}

/** Whether a row tells all that a command would have to ask. */
function isWhole<Args extends object>(
  { questions }: { readonly questions: object },
  row: Partial<Args>,
): boolean {
  return Object.keys(questions).every((name) => Object.hasOwn(row, name));
}

/** Rows that stand for the same thing count once. */
function distinct<Row>(rows: readonly Row[], thing: (row: Row) => string): readonly Row[] {
  return [...new Map(rows.map((row) => [thing(row), row])).values()];
}
