import { isList, isObject, type Json, type JsonObject, scimError } from '#scim';
import type { Kind } from './kind.ts';

/** A resource taken apart into what is kept in the entry itself and what is kept elsewhere, or nowhere. */
export interface Parts {
  /** Without `id` and `meta`. */
  readonly attributes: JsonObject;
  readonly members: readonly string[];
  readonly password: string | undefined;
}

export function partsOf(kind: Kind, resource: JsonObject): Parts {
  const attributes: { [name: string]: Json } = {};
  let members: readonly string[] = [];
  let password: string | undefined;
  // Not by rest patterns: this runs at every write, and those cost more than all the rest of it.
  for (const name of Object.keys(resource)) {
    const value = resource[name];
    if (value === undefined || name === 'id' || name === 'meta' || (name === 'groups' && kind.hasGroups)) continue;
    if (name === 'members' && kind.hasMembers) members = memberIds(value);
    else if (name === 'password' && kind.hasPassword) password = typeof value === 'string' ? value : undefined;
    else attributes[name] = value;
  }
  return { attributes, members, password };
}

/** What an entry keeps: `schemas` and `id` first, `meta` last. */
export function keptFrom(kind: Kind, id: string, { attributes }: Parts, meta: JsonObject): JsonObject {
  const kept: { [name: string]: Json } = { schemas: attributes.schemas ?? [kind.definition.schema], id };
  for (const name of Object.keys(attributes)) kept[name] = attributes[name] ?? null;
  kept.meta = meta;
  return kept;
}

/** The ids in a list of members, each once. @throws ScimError invalidValue for a member without an id */
export function memberIds(listed: Json | undefined): readonly string[] {
  const ids = new Set<string>();
  for (const item of isList(listed) ? listed : []) {
    const id = isObject(item) ? item.value : item;
    if (typeof id !== 'string' || id === '') {
      const detail = 'each of "members" needs a "value": the id of a User or Group';
      throw scimError('invalidValue', detail, { attribute: 'members' });
    }
    ids.add(id);
  }
  return [...ids];
}
