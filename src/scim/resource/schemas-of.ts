import { isObject, type JsonObject, own } from '../json.ts';
import type { Schema } from '../schema/schema.ts';

/** The list that is true of a resource: the base schema, and each extension of which there is data (dispute D18). */
export function schemasOf(schema: Schema, resource: JsonObject): readonly string[] {
  const schemas = [schema.base.urn];
  for (const { urn } of schema.extensions.values()) {
    const values = own(resource, urn);
    if (isObject(values) && Object.keys(values).length > 0) schemas.push(urn);
  }
  return schemas;
}
