import type { z } from 'zod/mini';
import type { Action, ActionType } from '../core/actions/action.ts';
import type { App } from '../core/model/app.ts';
import type { State } from '../core/model/state.ts';
import type { Done } from '../core/platform/addonPlatform.ts';
import type { JsonObject } from './jsonBody.ts';
import type { RangeFields } from './range.ts';
import type { Schema } from './schemas.ts';
import type { ServerParts } from './serverParts.ts';
import type { View } from './view.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What an action did, and the state that it made. */
export type DoneThen<Type extends ActionType> = Done<Type> & { readonly next: State };

/** One request, checked, with all that its answer is made from. */
export interface Call<Body = unknown> {
  readonly body: Body;
  /** The body before it was checked. */
  readonly raw: JsonObject;
  /** A segment of the path by its name, decoded. */
  readonly param: (name: string) => string;
  /** The app that `:app` names. @throws AddonError `app_not_found` */
  app(): App;
  /** The newest state, read when the request came. */
  readonly view: View;
  /** The view of the state that an action made: later ones may be committed already. */
  after(done: { readonly next: State }): View;
  perform<Type extends ActionType>(action: Action<Type>): Promise<DoneThen<Type>>;
  /** Performs several actions as one. @returns the view after them */
  performAll(actions: readonly Action[]): Promise<View>;
  readonly server: ServerParts;
}

/** What a handler answers; lists are cut by the `Range` of the request. */
export type Answer =
  | {
      readonly status: 200 | 201 | 202;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | ListAnswer;

/** A list before it is cut; entries become bodies only when they are in the part that is sent. */
export interface ListAnswer {
  readonly status: 'list';
  cut(header: string | undefined, cutter: Cutter): CutList;
}

export interface CutList {
  readonly bodies: readonly unknown[];
  readonly contentRange: string | null;
  readonly nextRange: string | null;
  readonly fields: readonly string[];
}

type Cutter = <Entry>(
  all: readonly Entry[],
  fields: RangeFields<Entry>,
  natural: string | undefined,
  header: string | undefined,
) => { entries: readonly Entry[]; contentRange: string | null; nextRange: string | null };

/** One method of one path. The table of them is all that the server answers, and what `/schema` describes. */
export interface Endpoint {
  readonly method: Method;
  /** With `:name` for what varies. */
  readonly path: string;
  readonly title: string;
  readonly input: Schema | null;
  handle(call: Call): Answer | Promise<Answer>;
}

/** An endpoint that reads. */
export function read(path: string, title: string, handle: Endpoint['handle']): Endpoint {
  return { method: 'GET', path, title, input: null, handle };
}

/** An endpoint that does something; its body is checked by `input`. */
export function write<Input extends Schema>(
  [method, path]: readonly [Exclude<Method, 'GET'>, string],
  title: string,
  input: Input,
  handle: (call: Call<z.infer<Input>>) => Answer | Promise<Answer>,
): Endpoint {
  // The body was checked by this very schema before; the table can't say so.
  return { method, path, title, input, handle: (call) => handle(call as Call<z.infer<Input>>) };
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function created(body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 201, body, headers };
}

/**
 * @param fields by which the list can be ordered and cut; no two entries share a value
 * @param natural the field it is ordered by; left out, it keeps its own order
 */
export function list<Entry>(
  all: readonly Entry[],
  bodyOf: (entry: Entry) => unknown,
  fields: RangeFields<Entry>,
  natural?: string,
): Answer {
  return {
    status: 'list',
    cut: (header, cutter) => {
      const { entries, contentRange, nextRange } = cutter(all, fields, natural, header);
      return { bodies: entries.map(bodyOf), contentRange, nextRange, fields: Object.keys(fields) };
    },
  };
}
