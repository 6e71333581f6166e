import fc from 'fast-check';
import type { Attribute, Json, Schema } from '#scim';
import { valuesOf } from './values-of.ts';

/** One attribute that a PATCH can set and remove without leave, with a value for it. */
export interface Patchable {
  readonly attribute: Attribute;
  readonly value: Json;
}

/**
 * Optional attributes of a schema with valid values: simple ones, sub-attributes of single complex ones
 * (`name.givenName`), and whole multi-valued ones. `active` has rules of its own and is left out.
 */
export function patchesFrom(schema: Schema): fc.Arbitrary<Patchable> {
  const sets = [schema.base, ...schema.extensions.values()];
  const targets = sets.flatMap(({ attributes }) => [...attributes.values()]).flatMap(partsOf);
  return fc.oneof(
    ...targets.flatMap((attribute) => {
      const values = valuesOf(attribute);
      return values === undefined ? [] : [values.map((value) => patchable(attribute, value))];
    }),
  );
}

/** Reads in a counterexample as `title = "Ada"`. */
function patchable(attribute: Attribute, value: Json): Patchable {
  return Object.assign(
    { attribute, value },
    { [fc.toStringMethod]: () => `${attribute.path} = ${JSON.stringify(value)}` },
  );
}

function partsOf(attribute: Attribute): readonly Attribute[] {
  if (!isFree(attribute)) return [];
  if (attribute.type !== 'complex' || attribute.multiValued) return [attribute];
  return [...attribute.subAttributes.values()].filter(isFree);
}

const left: ReadonlySet<string> = new Set(['active', 'externalid', 'schemas', 'id', 'meta']);

function isFree({ name, required, mutability, returned, uniqueness }: Attribute): boolean {
  if (required || left.has(name.toLowerCase())) return false;
  return mutability === 'readWrite' && returned === 'default' && uniqueness === 'none';
}
