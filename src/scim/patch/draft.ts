import { isList, isObject, type Json, type JsonObject, own, sameJson } from '../json.ts';
import { schemasOf } from '../resource/schemas-of.ts';
import type { Attribute, Schema } from '../schema/schema.ts';
import { type ListDraft, listDraft, valuesOf } from './list-draft.ts';

/** A resource while a PATCH changes it. What `before` holds is shared until it changes, and never changed itself. */
export interface Draft {
  readonly schema: Schema;
  readonly before: JsonObject;
  /** The attributes that an operation has touched: undefined means unassigned. */
  readonly values: Map<Attribute, Json | undefined>;
  readonly lists: Map<Attribute, ListDraft>;
}

export function draftOf(schema: Schema, before: JsonObject): Draft {
  return { schema, before, values: new Map(), lists: new Map() };
}

/** The value that a top-level attribute has now. */
export function valueIn(draft: Draft, attribute: Attribute): Json | undefined {
  if (attribute.multiValued) return valuesOf(listIn(draft, attribute));
  return draft.values.has(attribute) ? draft.values.get(attribute) : valueBefore(draft, attribute);
}

export function assign(draft: Draft, attribute: Attribute, value: Json | undefined): void {
  draft.values.set(attribute, value);
}

/** The values of a multi-valued attribute, open for change. */
export function listIn(draft: Draft, attribute: Attribute): ListDraft {
  const open = draft.lists.get(attribute);
  if (open !== undefined) return open;
  const held = valueBefore(draft, attribute);
  const list = listDraft(attribute, isList(held) ? held : []);
  draft.lists.set(attribute, list);
  return list;
}

/** The value that a top-level attribute had before the PATCH. */
export function valueBefore(draft: Draft, attribute: Attribute): Json | undefined {
  const holder = attribute.urn === draft.schema.base.urn ? draft.before : own(draft.before, attribute.urn);
  return isObject(holder) ? own(holder, attribute.name) : undefined;
}

/** The attributes that were touched, each with the value that it has now. */
export function* touched(draft: Draft): Iterable<readonly [Attribute, Json | undefined]> {
  yield* draft.values;
  for (const [attribute, list] of draft.lists) {
    const values = valuesOf(list);
    yield [attribute, values.length === 0 ? undefined : values];
  }
}

/** The resource that has come out: `before` itself when nothing differs from it. */
export function finish(draft: Draft): { readonly resource: JsonObject; readonly changed: boolean } {
  const { schema, before } = draft;
  const changes: Changes = {};
  const inExtensions = new Map<string, Changes>();
  for (const [attribute, value] of touched(draft)) {
    if (sameJson(valueBefore(draft, attribute), value)) continue;
    if (attribute.urn === schema.base.urn) {
      changes[attribute.name] = value;
      continue;
    }
    const others = inExtensions.get(attribute.urn) ?? {};
    others[attribute.name] = value;
    inExtensions.set(attribute.urn, others);
  }
  for (const [urn, others] of inExtensions) {
    const held = own(before, urn);
    const container = changedObject(isObject(held) ? held : {}, others);
    changes[urn] = Object.keys(container).length === 0 ? undefined : container;
  }
  if (Object.keys(changes).length === 0) return { resource: before, changed: false };
  const resource = changedObject(before, changes);
  if (inExtensions.size === 0) return { resource, changed: true };
  const schemas = schemasOf(schema, resource);
  return { resource: sameJson(schemas, resource.schemas) ? resource : { ...resource, schemas }, changed: true };
}

/** Names of attributes, or URNs of extensions, with their new value: undefined takes them away. */
interface Changes {
  [name: string]: Json | undefined;
}

function changedObject(object: JsonObject, changes: Changes): JsonObject {
  const result: { [name: string]: Json } = {};
  for (const name of Object.keys(object)) {
    const value = Object.hasOwn(changes, name) ? changes[name] : object[name];
    if (value !== undefined) result[name] = value;
  }
  for (const name of Object.keys(changes)) {
    const value = changes[name];
    if (value !== undefined && !Object.hasOwn(object, name)) result[name] = value;
  }
  return result;
}
