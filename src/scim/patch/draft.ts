import { isList, isObject, type Json, type JsonObject, own, sameJson } from '../json.ts';
import { schemasOf } from '../resource/schemas-of.ts';
import type { Attribute, AttributeSet, Schema } from '../schema/schema.ts';
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
  const changes = new Map<AttributeSet, { readonly [name: string]: Json | undefined }>();
  for (const [attribute, value] of touched(draft)) {
    if (sameJson(valueBefore(draft, attribute), value)) continue;
    const set = setOf(draft.schema, attribute);
    changes.set(set, { ...changes.get(set), [attribute.name]: value });
  }
  if (changes.size === 0) return { resource: draft.before, changed: false };
  const extensions: { [urn: string]: Json | undefined } = {};
  for (const [set, values] of changes) {
    if (set === draft.schema.base) continue;
    const held = own(draft.before, set.urn);
    const container = changedObject(isObject(held) ? held : {}, values);
    extensions[set.urn] = Object.keys(container).length === 0 ? undefined : container;
  }
  const resource = changedObject(draft.before, { ...changes.get(draft.schema.base), ...extensions });
  const schemas = schemasOf(draft.schema, resource);
  return { resource: sameJson(schemas, resource.schemas) ? resource : { ...resource, schemas }, changed: true };
}

function setOf(schema: Schema, attribute: Attribute): AttributeSet {
  return schema.extensions.get(attribute.urn.toLowerCase()) ?? schema.base;
}

function changedObject(object: JsonObject, changes: { readonly [name: string]: Json | undefined }): JsonObject {
  const result: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries({ ...object, ...changes })) if (value !== undefined) result[name] = value;
  return result;
}
