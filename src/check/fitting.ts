import { findAttributeByPath, isObject, type Json, type JsonObject, type Schema } from '#scim';

/**
 * A body from values by attribute path (`name.givenName`, `urn:…:User:department`), without those that clients of this
 * target cannot write and read back: a strict server would refuse what its schema lacks.
 */
export function fitting(schema: Schema, values: Readonly<Record<string, Json>>): JsonObject {
  const body: Record<string, Json> = {};
  for (const [path, value] of Object.entries(values)) {
    const attribute = findAttributeByPath(schema, path);
    if (attribute === undefined || attribute.mutability !== 'readWrite') continue;
    if (attribute.returned === 'never' || attribute.returned === 'request') continue;
    const { canonicalValues } = attribute;
    if (typeof value === 'string' && canonicalValues.length > 0 && !canonicalValues.includes(value)) continue;
    const container = attribute.parent?.name ?? (attribute.urn === schema.base.urn ? undefined : attribute.urn);
    if (container === undefined) body[attribute.name] = value;
    else body[container] = { ...partsOf(body[container]), [attribute.name]: value };
  }
  return body;
}

function partsOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
