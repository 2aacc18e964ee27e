import assert from 'node:assert/strict';
import type { Vars } from '../../src/core/model/configVar.ts';
import { findApp } from '../../src/core/model/identifiers.ts';
import * as queries from '../../src/core/model/queries.ts';
import type { Done } from '../../src/core/platform/addonPlatform.ts';
import { configVarsPage } from '../../src/webviews/configVars/presenter.ts';
import {
  requests,
  type Asked,
  type ComparedName,
  type Model,
  type TakenVar,
} from '../../src/webviews/configVars/protocol.ts';
import type { RequestContext } from '../../src/webviews/host/page.ts';
import { PlayedContext } from './commandContext.ts';
import { TestPlatform } from './platform.ts';
import { wishing } from './scriptedChance.ts';

export const app = 'example-app';
export const secret = 'hunter2';

export interface OpenedConfigVars {
  readonly on: TestPlatform;
  readonly played: PlayedContext;
  readonly context: RequestContext;
  readonly subject: string;
  readonly model: () => Extract<Model, { kind: 'vars' }>;
  readonly ask: <Type extends keyof Asked>(
    type: Type,
    input: Asked[Type]['input'],
  ) => Promise<Asked[Type]['reply']>;
  readonly set: (name: string, value: string | null) => Promise<Done<'setConfigVars'>>;
  /** Mark of a var's value as the page would be shown it now. */
  readonly markOfNow: (name: string) => string | null;
  readonly config: () => Vars;
}

/** An app with a var of the user's own and one of an add-on, and its page. */
export async function openedConfigVars(
  parts: Parameters<typeof TestPlatform.open>[0] = {},
): Promise<OpenedConfigVars> {
  const on = await TestPlatform.open({ randomness: wishing('ROSE'), ...parts });
  await on.createApps(app, 'other-app');
  await on.perform({ type: 'createAddon', app, plan: 'heroku-redis', name: 'important-redis' });
  await on.perform({ type: 'setConfigVars', app, configVars: [{ name: 'WORKERS', value: secret }] });
  const played = new PlayedContext(on);
  const subject = findApp(on.state, app).id as string;
  const context = played.requestContext(subject);
  const model = (): Extract<Model, { kind: 'vars' }> => {
    const shown = configVarsPage.model(subject, context) as Model;
    assert.equal(shown.kind, 'vars');
    return shown;
  };
  const ask = async <Type extends keyof Asked>(
    type: Type,
    input: Asked[Type]['input'],
  ): Promise<Asked[Type]['reply']> => {
    assert.ok(requests[type].safeParse(input).success, `${type} ${JSON.stringify(input)}`);
    return (await configVarsPage.handlers.get(type)?.(input, context)) as Asked[Type]['reply'];
  };
  const set = (name: string, value: string | null) =>
    on.perform({ type: 'setConfigVars', app, configVars: [{ name, value }] });
  const markOfNow = (name: string) => model().rows.find((row) => row.name === name)?.mark ?? null;
  const config = () => queries.configOf(on.state, findApp(on.state, app).id);
  return { on, played, context, subject, model, ask, set, markOfNow, config };
}

/** Rows of a comparison as the page asks for them to be brought to the app. */
export function chosen(rows: readonly ComparedName[], ...names: readonly string[]): TakenVar[] {
  return rows
    .filter(({ name }) => names.includes(name))
    .map(({ name, mark, fileMark }) => ({ name, mark, fileMark }));
}
