import type { Attribute, AttributeSet, Schema } from './schema.ts';

/** A name as a filter, path or projection has it. Without URN it means the base schema. */
export interface NameQuery {
  readonly urn?: string | undefined;
  readonly name: string;
  readonly sub?: string | undefined;
}

/** The attribute of that name, in any letter case; undefined when no schema of the resource type defines it. */
export function findAttribute(schema: Schema, query: NameQuery): Attribute | undefined {
  const set = query.urn === undefined ? schema.base : attributeSetOf(schema, query.urn);
  const attribute = set?.attributes.get(query.name.toLowerCase());
  return query.sub === undefined ? attribute : attribute?.subAttributes.get(query.sub.toLowerCase());
}

/** The same for the text of a name: `name.familyName`, `urn:…:User:department`. */
export function findAttributeByPath(schema: Schema, path: string): Attribute | undefined {
  const colon = path.lastIndexOf(':');
  const dot = path.indexOf('.', colon + 1);
  return findAttribute(schema, {
    urn: colon < 0 ? undefined : path.slice(0, colon),
    name: path.slice(colon + 1, dot < 0 ? undefined : dot),
    sub: dot < 0 ? undefined : path.slice(dot + 1),
  });
}

/** The attributes that a schema URN brings to the resource type, in any letter case. */
export function attributeSetOf(schema: Schema, urn: string): AttributeSet | undefined {
  const key = urn.toLowerCase();
  return key === schema.base.urn.toLowerCase() ? schema.base : schema.extensions.get(key);
}

/**
 * The whole extension that a bare URN means. A name is split at its last colon before any schema is known,
 * so what was taken for an attribute may be the end of a longer URN: the longest registered one wins.
 */
export function findExtension(schema: Schema, query: NameQuery): AttributeSet | undefined {
  if (query.urn === undefined) return undefined;
  const name = query.name === '' ? query.urn : `${query.urn}:${query.name}`;
  return attributeSetOf(schema, query.sub === undefined ? name : `${name}.${query.sub}`);
}
