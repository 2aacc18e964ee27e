import * as z from 'zod/mini';
import { failed } from '../core/errors/addonError.ts';
import type { JsonObject } from './jsonBody.ts';

/** What checks an input, and describes it at `/schema`. */
export type Schema = z.ZodMiniType;

const longestText = 1000;
const tooLong = `must be at most ${longestText} characters.`;

/** Names, ids, hostnames: no rule takes anything longer. */
export const text = z.string('must be a text.').check(z.maxLength(longestText, tooLong));

/** The id of something in the state, as we wrote it down ourselves. */
export function idText<Id extends string>(): z.ZodMiniType<Id> {
  return z.custom<Id>((value) => typeof value === 'string');
}

export const truth = z.boolean('must be true or false.');

/** Null and missing mean the same: not given. */
export function maybe<Inner extends Schema>(inner: Inner): z.ZodMiniOptional<z.ZodMiniNullable<Inner>> {
  return z.optional(z.nullable(inner));
}

/** A thing by its name or id: a text, or an object that holds one of both. */
export const reference = z.union(
  [text, z.object({ name: text }), z.object({ id: text })],
  'must be a name, an id, or an object with one of both.',
);
export type Reference = z.infer<typeof reference>;

/** The identifier in a reference. */
export function named(given: Reference): string {
  if (typeof given === 'string') {
    return given;
  }
  return 'name' in given ? given.name : given.id;
}

/** The same for a reference that may be left out. */
export function maybeNamed(given: Reference | null | undefined): string | undefined {
  return given === null || given === undefined ? undefined : named(given);
}

/** Turns "not given" into one word. */
export function given<Value>(value: Value | null | undefined): Value | undefined {
  return value ?? undefined;
}

/**
 * An input, checked. Fields that the schema does not know are dropped.
 *
 * @throws AddonError `invalid_request`, naming the first field that is wrong
 */
export function checked<Checker extends Schema>(schema: Checker, body: JsonObject): z.infer<Checker> {
  const outcome = z.safeParse(schema, body);
  if (outcome.success) {
    return outcome.data;
  }
  const issue = outcome.error.issues[0];
  const path = (issue?.path ?? []).map(String);
  const isMissing = path.length > 0 && valueAt(body, path) === undefined;
  throw failed('invalid_request', {
    field: path.join('.').slice(0, longestText) || 'body',
    problem: isMissing ? 'is missing.' : (issue?.message ?? 'is wrong.'),
  });
}

function valueAt(body: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as JsonObject)[key]
        : undefined,
    body,
  );
}

/** The JSON schema of an input. */
export function described(schema: Schema): unknown {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-4' });
}
