import * as z from 'zod/mini';
import { configVarKey } from '../core/model/configVar.ts';
import type { AppId } from '../core/model/ids.ts';
import { isAddonName, isAlias, isAppName, isConfigVarName } from '../core/model/names.ts';
import { bucketNames, type BucketName, type State } from '../core/model/state.ts';
import { undoableBuckets } from '../core/model/operation.ts';

const text = z.string();
const texts = z.array(text);
/** Milliseconds UTC, or a sequence number. */
const whole = z.int().check(z.nonnegative());
const named = (isLawful: (name: string) => boolean, what: string): z.ZodMiniString =>
  text.check(z.refine(isLawful, `is no lawful ${what}`));

const meter = z.object({ id: text, name: text, unit: text, centsPerUnit: z.number().check(z.nonnegative()) });
const cents = z.nullable(whole);
const price = z.object({
  cents,
  unit: z.literal('month'),
  metered: z.boolean(),
  meters: z.optional(z.array(meter)),
});
const varChanges = z.object({
  set: z.record(named(isConfigVarName, 'name of a config var'), text),
  unset: texts,
});
const release = z.object({
  id: text,
  version: whole,
  description: text,
  user: text,
  status: z.literal('succeeded'),
  createdAt: whole,
  changes: z.object({ own: varChanges, owned: varChanges }),
  addonPlanNames: texts,
  slug: z.nullable(text),
});
const event = z.object({
  id: text,
  sequence: whole,
  at: whole,
  type: text,
  operationId: text,
  appId: text,
  addonId: z.nullable(text),
  actor: text,
  data: z.record(text, z.union([text, z.number(), texts])),
});

/** Entries of every bucket, as far as a file from outside could be wrong about them. */
const entries: Readonly<Record<BucketName, z.ZodMiniType>> = {
  owners: z.object({ id: text, kind: z.enum(['user', 'team']), name: text, email: text }),
  apps: z.object({
    id: text,
    name: named(isAppName, 'name of an app'),
    ownerId: text,
    region: text,
    stack: text,
    maintenance: z.boolean(),
    createdAt: whole,
    updatedAt: whole,
    releasedAt: whole,
  }),
  configVars: z.object({ appId: text, name: named(isConfigVarName, 'name of a config var'), value: text }),
  addons: z.object({
    id: text,
    name: named(isAddonName, 'name of an add-on'),
    service: text,
    plan: text,
    billingAppId: text,
    state: z.enum(['provisioning', 'provisioned', 'deprovisioning', 'deprovisioned']),
    suffixes: z.array(named(isSuffix, 'ending of a config var')),
    values: z.record(named(isSuffix, 'ending of a config var'), text),
    billedPrice: price,
    providerId: z.nullable(text),
    provisionMessage: z.nullable(text),
    createdAt: whole,
    updatedAt: whole,
  }),
  attachments: z.object({
    id: text,
    appId: text,
    addonId: text,
    alias: named(isAlias, 'alias'),
    namespace: z.nullable(text),
    reason: z.object({
      step: z.enum(['chosen', 'default', 'generated']),
      obstacles: z.array(z.object({ kind: text })),
      isFallback: z.optional(z.literal(true)),
    }),
    createdAt: whole,
    updatedAt: whole,
  }),
  domains: z.object({
    id: text,
    appId: text,
    hostname: text,
    kind: z.enum(['heroku', 'custom']),
    cname: z.nullable(text),
    status: text,
    createdAt: whole,
  }),
  failedAddons: z.object({
    id: text,
    name: text,
    service: text,
    plan: text,
    billingAppId: text,
    alias: text,
    reason: text,
    failedAt: whole,
  }),
  priceSegments: z.object({
    id: text,
    addonId: text,
    addonName: text,
    appId: text,
    appName: text,
    plan: text,
    cents,
    metered: z.boolean(),
    meters: z.array(meter),
    start: whole,
    end: z.nullable(whole),
  }),
  releases: z.object({ appId: text, foldedThrough: whole, releases: z.array(release) }),
  events: z.object({ appId: text, events: z.array(event) }),
  operations: z.object({
    id: text,
    sequence: whole,
    at: whole,
    actor: text,
    origin: text,
    group: z.nullable(text),
    type: text,
    descriptions: z.record(text, text),
    commits: z.record(text, z.object({ before: z.nullable(text), after: z.nullable(text) })),
    cli: z.nullable(text),
    undoneBy: z.nullable(text),
    edits: z.array(
      z.object({ bucket: z.enum(undoableBuckets), key: text, before: z.unknown(), after: z.unknown() }),
    ),
  }),
  counters: whole,
};

/** What follows an alias and `_` in a config var's name (R15). */
function isSuffix(suffix: string): boolean {
  return isConfigVarName(`A_${suffix}`);
}

/** The key that an entry stands under; undefined where any will do. */
function keyOf(bucket: BucketName, entry: unknown): string | undefined {
  const { id, appId, name } = entry as { readonly id: string; readonly appId: AppId; readonly name: string };
  switch (bucket) {
    case 'configVars':
      return configVarKey(appId, name);
    case 'releases':
    case 'events':
      return appId;
    case 'counters':
      return undefined;
    default:
      return id;
  }
}

/**
 * Whether every entry of a state from outside is what its bucket holds, under its key: types, and names by their rules
 * (R1, R2, R4, R5). That the entries fit together is for `brokenInvariants`.
 *
 * @returns where what is wrong, in words that hold no value; undefined when nothing is
 */
export function oddEntry(state: State): string | undefined {
  for (const bucket of bucketNames) {
    for (const [key, entry] of Object.entries(state[bucket])) {
      const problem = problemOf(bucket, key, entry);
      if (problem !== undefined) {
        return problem;
      }
    }
  }
  return undefined;
}

function problemOf(bucket: BucketName, key: string, entry: unknown): string | undefined {
  const { success, error } = entries[bucket].safeParse(entry);
  const [issue] = error?.issues ?? [];
  if (!success) {
    // A key that is no name may be anything.
    const path = issue?.code === 'invalid_key' ? issue.path.slice(0, -1) : (issue?.path ?? []);
    return `${placeOf([bucket, key, ...path])} ${issue === undefined ? oddWords : wordsOf(issue)}`;
  }
  return (keyOf(bucket, entry) ?? key) === key
    ? undefined
    : `${placeOf([bucket, key])} stands under the key of another one`;
}

const oddWords = 'is not as it should be';
const longestKey = 80;

/** `apps["…"].name`. Keys are ids and names; one that is long may be anything. */
function placeOf([bucket = '', ...keys]: readonly PropertyKey[]): string {
  const steps = keys.map((key, depth) => {
    const step = String(key);
    if (depth > 0 && /^[a-z]\w*$/i.test(step) && step.length <= longestKey) {
      return `.${step}`;
    }
    const shown = step.length > longestKey ? `${step.slice(0, longestKey)}…` : step;
    return typeof key === 'number' ? `[${step}]` : `[${JSON.stringify(shown)}]`;
  });
  return [String(bucket), ...steps].join('');
}

/** Never what stands there: it may be a config var's value. */
function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `is no ${issue.expected}, or missing`;
    case 'invalid_value':
      return `is none of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return 'is less than 0';
    case 'invalid_key':
      return 'holds a name that is not lawful';
    case 'custom':
      return issue.message;
    default:
      return oddWords;
  }
}
