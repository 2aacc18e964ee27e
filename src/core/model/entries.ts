/** Moments that every release moves: no part of what an operation changed, nor of what undo restores (R37). */
const movingFields: ReadonlySet<string> = new Set(['updatedAt', 'releasedAt']);

const noFields: ReadonlySet<string> = new Set();

/** Whether two entries say the same, but for the moments that every release moves. */
export function isSameEntry(first: unknown, second: unknown): boolean {
  return isEqual(first, second, movingFields);
}

/** Whether two values are equal all the way down. */
export function isEqual(first: unknown, second: unknown, ignored: ReadonlySet<string> = noFields): boolean {
  if (Object.is(first, second)) {
    return true;
  }
  if (!isObject(first) || !isObject(second) || Array.isArray(first) !== Array.isArray(second)) {
    return false;
  }
  const names = definedNames(first, ignored);
  return (
    names.length === definedNames(second, ignored).length &&
    names.every((name) => Object.hasOwn(second, name) && isEqual(first[name], second[name]))
  );
}

/** A field that is undefined is not there once the state was written and read. */
function definedNames(
  object: Readonly<Record<string, unknown>>,
  ignored: ReadonlySet<string>,
): readonly string[] {
  return Object.keys(object).filter((name) => object[name] !== undefined && !ignored.has(name));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
