import fc from 'fast-check';
import type { Json, JsonObject } from '#scim';

/** JSON objects of these members; those not required may be missing. */
export function objectsOf(
  parts: Readonly<Record<string, fc.Arbitrary<Json>>>,
  required: readonly string[],
): fc.Arbitrary<JsonObject> {
  return fc
    .record({ ...parts }, { requiredKeys: [...required], noNullPrototype: true })
    .map((some) =>
      Object.fromEntries(Object.entries(some).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    );
}
