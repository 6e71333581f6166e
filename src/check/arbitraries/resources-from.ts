import fc from 'fast-check';
import type { Attribute, Json, JsonObject, Schema } from '#scim';
import { objectsOf } from './objects-of.ts';
import { valuesOf } from './values-of.ts';

/**
 * Members of create and replace bodies, valid by the schema that the target published. What must be unique, and
 * externalId, is left to the fixtures; so is what cannot be read back, for nothing could be said of it. `active` is left
 * out too: servers have rules of their own for it.
 */
export function resourcesFrom(schema: Schema): fc.Arbitrary<JsonObject> {
  const parts: Record<string, fc.Arbitrary<Json>> = { ...membersOf(schema.base.attributes) };
  for (const { urn, attributes } of schema.extensions.values()) {
    const members = membersOf(attributes);
    if (Object.keys(members).length > 0) parts[urn] = someOf(members);
  }
  return objectsOf(parts, []);
}

function membersOf(attributes: ReadonlyMap<string, Attribute>): Record<string, fc.Arbitrary<Json>> {
  const members: Record<string, fc.Arbitrary<Json>> = {};
  for (const attribute of attributes.values()) {
    if (!isWritable(attribute)) continue;
    const values = valuesOf(attribute);
    if (values !== undefined) members[attribute.name] = values;
  }
  return members;
}

const left: ReadonlySet<string> = new Set(['active', 'externalid', 'username']);

function isWritable({ name, mutability, returned, uniqueness }: Attribute): boolean {
  if (left.has(name.toLowerCase())) return false;
  return mutability === 'readWrite' && (returned === 'default' || returned === 'always') && uniqueness === 'none';
}

/** At least one of the members, so that no empty container is sent. */
function someOf(members: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<JsonObject> {
  const names = Object.keys(members);
  return fc.tuple(objectsOf(members, []), fc.constantFrom(...names)).chain(([some, name]) => {
    const values = members[name];
    if (Object.keys(some).length > 0 || values === undefined) return fc.constant(some);
    return values.map((value): JsonObject => ({ [name]: value }));
  });
}
