import { isList, isObject, type Json, type JsonObject, own, quoted } from '../json.ts';
import { findAttributeByPath } from '../schema/find-attribute.ts';
import type { Attribute, Schema } from '../schema/schema.ts';
import { scimError } from '../scim-error.ts';
import { compareText } from '../text/compare.ts';
import { fold } from '../text/fold.ts';
import { instantOf } from '../text/instant.ts';

type SortKey = string | number | undefined;

/**
 * Sorts by an attribute: in a list the primary value counts, else the first. What has no value comes last when
 * ascending and first when descending; among equals the id decides, always ascending.
 * @throws ScimError invalidPath for a name that is unknown, complex or secret; invalidValue for an unknown order
 * @see RFC 7644 §3.4.2.3, dispute D42
 */
export function sortResources(
  schema: Schema,
  resources: readonly JsonObject[],
  sortBy: string,
  sortOrder: string = 'ascending',
): JsonObject[] {
  const attribute = sortAttribute(schema, sortBy);
  const order = sortOrder.toLowerCase();
  if (order !== 'ascending' && order !== 'descending') {
    throw scimError('invalidValue', `"sortOrder" must be ascending or descending, not ${quoted(sortOrder)}`);
  }
  const sign = order === 'ascending' ? 1 : -1;
  return resources
    .map((resource) => ({ resource, key: keyOf(schema, resource, attribute), id: String(own(resource, 'id') ?? '') }))
    .sort((a, b) => sign * compareKeys(a.key, b.key) || compareText(a.id, b.id))
    .map(({ resource }) => resource);
}

/**
 * The least of a resource that sorts where it does: its id and the value that counts.
 * @throws ScimError invalidPath as `sortResources` does
 */
export function sortStub(schema: Schema, resource: JsonObject, sortBy: string): JsonObject {
  const attribute = sortAttribute(schema, sortBy);
  const id = own(resource, 'id') ?? '';
  const value = countedValue(schema, resource, attribute);
  if (value === undefined) return { id };
  const { parent, name, urn } = attribute;
  const held: JsonObject = parent === undefined ? { [name]: value } : { [parent.name]: { [name]: value } };
  return urn === schema.base.urn ? { ...held, id } : { id, [urn]: held };
}

function sortAttribute(schema: Schema, sortBy: string): Attribute {
  const named = findAttributeByPath(schema, sortBy);
  const attribute = named?.type === 'complex' && named.multiValued ? named.subAttributes.get('value') : named;
  if (attribute === undefined || attribute.type === 'complex' || attribute.returned === 'never') {
    throw scimError('invalidPath', `"sortBy" must name an attribute with simple values, not ${quoted(sortBy)}`);
  }
  return attribute;
}

function keyOf(schema: Schema, resource: JsonObject, attribute: Attribute): SortKey {
  return comparable(attribute, countedValue(schema, resource, attribute));
}

/** The value that counts. */
function countedValue(schema: Schema, resource: JsonObject, attribute: Attribute): Json | undefined {
  const container = attribute.urn === schema.base.urn ? resource : own(resource, attribute.urn);
  const top = attribute.parent ?? attribute;
  const held = isObject(container) ? chosen(own(container, top.name), top) : undefined;
  const value = attribute.parent === undefined ? held : isObject(held) ? own(held, attribute.name) : undefined;
  return chosen(value, attribute);
}

function chosen(value: Json | undefined, attribute: Attribute): Json | undefined {
  if (!isList(value)) return value;
  const primary = attribute.subAttributes.get('primary')?.name;
  const marked =
    primary === undefined ? undefined : value.find((each) => isObject(each) && own(each, primary) === true);
  return marked ?? value[0];
}

function comparable(attribute: Attribute, value: Json | undefined): SortKey {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  return attribute.type === 'dateTime' ? instantOf(value) : fold(attribute.folding, value);
}

function compareKeys(a: SortKey, b: SortKey): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareText(String(a), String(b));
}
