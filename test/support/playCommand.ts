import assert from 'node:assert/strict';
import type { Command } from '../../src/commands/command.ts';
import { commandTable } from '../../src/commands/commandTable.ts';
import { isAddonError } from '../../src/core/errors/addonError.ts';
import type { ErrorCode } from '../../src/core/errors/failure.ts';
import { PlayedContext } from './commandContext.ts';
import type { TestPlatform } from './platform.ts';
import { ScriptedAsk, type Scripted } from './scriptedAsk.ts';

/** Sets up what a command sees of the outside, before it starts. */
type Prepare = (context: PlayedContext) => void;

function command(id: string): Command {
  const found = commandTable.find((each) => each.id === id);
  assert.ok(found, `there is no command ${id}`);
  return found;
}

/** A person starts a command from the palette, or from a row that knows something, and gives these answers. */
export async function playCommand(
  on: TestPlatform,
  id: string,
  known: Readonly<Record<string, string>>,
  answers: readonly Scripted[],
  prepare: Prepare = () => undefined,
): Promise<{ readonly context: PlayedContext; readonly ask: ScriptedAsk; readonly result: unknown }> {
  const ask = new ScriptedAsk(...answers);
  const context = new PlayedContext(on, ask);
  prepare(context);
  const result = await command(id).runAsking(known, context);
  ask.finish();
  return { context, ask, result };
}

/** The same on several rows that are selected. */
export async function playOnSeveral(
  on: TestPlatform,
  id: string,
  rows: readonly Readonly<Record<string, string>>[],
  ...answers: readonly Scripted[]
): Promise<{ readonly context: PlayedContext; readonly ask: ScriptedAsk; readonly result: unknown }> {
  const ask = new ScriptedAsk(...answers);
  const context = new PlayedContext(on, ask);
  const result = await command(id).runOnSeveral?.(rows, context);
  ask.finish();
  return { context, ask, result };
}

/** A program runs a command with an argument object: nothing is asked, and nothing is told. */
export async function runCommandWith(
  on: TestPlatform,
  id: string,
  input: object,
  prepare: Prepare = () => undefined,
): Promise<{ readonly context: PlayedContext; readonly result: unknown }> {
  const context = new PlayedContext(on);
  prepare(context);
  const result = await command(id).runWith(input, context);
  assert.deepEqual(context.report.told, []);
  return { context, result };
}

/** The same, expecting a refusal with a code. */
export async function refusesCommandWith(
  on: TestPlatform,
  id: string,
  input: object,
  code: ErrorCode,
  prepare?: Prepare,
): Promise<void> {
  await assert.rejects(
    () => runCommandWith(on, id, input, prepare),
    (error: unknown) => isAddonError(error) && error.code === code,
  );
}

/** The rows of a question as people read them: `label: description`, under headings; no icons, no buttons. */
export function rowTexts(ask: ScriptedAsk, question = 0): readonly string[] {
  return (ask.offered[question] ?? []).flatMap(({ heading, label, description, detail }) => [
    ...(heading === undefined ? [] : [`— ${heading}`]),
    [[label, description].filter(Boolean).join(': '), detail].filter(Boolean).join(' | '),
  ]);
}
