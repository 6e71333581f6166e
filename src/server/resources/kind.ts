import {
  type Attribute,
  findAttributeByPath,
  fold,
  isList,
  isObject,
  type Json,
  type JsonObject,
  type ResourceTypeDefinition,
  type Schema,
  type SchemaDefinition,
  schemaFrom,
  urns,
  valueKey,
} from '#scim';
import type { IndexKey } from '../store/store.ts';

/** One index of a resource type: what it is called, what it covers, whether two resources may share a value. */
export interface Index {
  readonly path: string;
  readonly attribute: Attribute;
  readonly unique: boolean;
  /** One value, a list of them, or nothing. */
  readonly values: (resource: JsonObject) => Json | undefined;
}

/** A resource type as the server works with it: all of it follows from its definitions. */
export interface Kind {
  readonly name: string;
  /** The first path segment, `Users`. */
  readonly segment: string;
  readonly definition: ResourceTypeDefinition;
  readonly schema: Schema;
  /** All that is kept of a resource is shown when nothing special is asked for. */
  readonly showsAll: boolean;
  readonly indexes: readonly Index[];
  /** It has a list of members, which the store keeps apart. */
  readonly hasMembers: boolean;
  /** Its `groups` are derived from the lists of members. */
  readonly hasGroups: boolean;
  readonly hasPassword: boolean;
  /** Paths of the attributes that are returned only on request. */
  readonly onRequest: readonly string[];
}

/** What provisioning clients look resources up by, beside attributes that must be unique. */
const indexedPaths = ['userName', 'externalId', 'displayName', 'emails.value'];

export function kindFrom(definition: ResourceTypeDefinition, definitions: readonly SchemaDefinition[]): Kind {
  const schema = schemaFrom(definition, definitions);
  const indexes = new Map<string, Index>();
  const add = (attribute: Attribute, unique: boolean) =>
    indexes.set(attribute.path, { path: attribute.path, attribute, unique, values: readerOf(schema, attribute) });
  for (const path of indexedPaths) {
    const attribute = findAttributeByPath(schema, path);
    if (attribute?.type === 'string') add(attribute, false);
  }
  for (const attribute of attributesOf(schema)) {
    if (attribute.uniqueness === 'none' || attribute.name === 'id' || attribute.mutability === 'readOnly') continue;
    add(attribute, true);
  }
  const password = findAttributeByPath(schema, 'password');
  const hasPassword = password?.mutability === 'writeOnly';
  return {
    name: definition.name,
    segment: definition.endpoint.replace(/^\//, ''),
    definition,
    schema,
    showsAll: [...attributesOf(schema)].every(
      (attribute) =>
        attribute.returned === 'default' || attribute.returned === 'always' || (hasPassword && attribute === password),
    ),
    indexes: [...indexes.values()],
    hasMembers: definition.schema === urns.group,
    hasGroups: definition.schema === urns.user,
    hasPassword,
    onRequest: [...attributesOf(schema)].filter(({ returned }) => returned === 'request').map(({ path }) => path),
  };
}

/** The values of a resource that its indexes cover, folded, each once. */
export function keysOf(kind: Kind, resource: JsonObject): readonly IndexKey[] {
  const keys: IndexKey[] = [];
  for (const { path, attribute, values } of kind.indexes) {
    const found = values(resource);
    if (isKey(found)) keys.push({ index: path, value: valueKey(attribute, found) });
    else if (isList(found)) {
      // Two e-mail addresses may differ in nothing but their type.
      const texts = found.filter(isKey).map((value) => valueKey(attribute, value));
      for (const value of new Set(texts)) keys.push({ index: path, value });
    }
  }
  return keys;
}

/** Numbers, too, may have to be unique; filters look up texts only. */
function isKey(value: Json | undefined): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** A value as an index holds it: two values that SCIM calls equal are folded alike. */
export function foldedFor(attribute: Attribute, value: string): string {
  return fold(attribute.folding, value);
}

/** How to read an attribute: settled once, because every write reads all that are indexed. */
function readerOf(schema: Schema, attribute: Attribute): (resource: JsonObject) => Json | undefined {
  const { name, parent } = attribute;
  if (parent !== undefined) {
    const outer = readerOf(schema, parent);
    return (resource) => {
      const held = outer(resource);
      if (isList(held)) return held.flatMap((value) => (isObject(value) ? (value[name] ?? []) : []));
      return isObject(held) ? held[name] : undefined;
    };
  }
  const extension = schema.extensions.get(attribute.urn.toLowerCase());
  if (extension === undefined) return (resource) => resource[name];
  return (resource) => {
    const container = resource[extension.urn];
    return isObject(container) ? container[name] : undefined;
  };
}

function* attributesOf(schema: Schema): Iterable<Attribute> {
  for (const set of [schema.base, ...schema.extensions.values()]) {
    for (const attribute of set.attributes.values()) {
      yield attribute;
      yield* attribute.subAttributes.values();
    }
  }
}
