import { isList, isObject, type Json, type JsonObject, own, sameJson } from '../json.ts';
import { sameUnordered } from '../resource/identity.ts';
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

/** An attribute that was touched, with the value that it has at the end. */
export type Outcome = readonly [Attribute, Json | undefined];

export function outcomeOf(draft: Draft): readonly Outcome[] {
  const outcome: Outcome[] = [...draft.values];
  for (const [attribute, list] of draft.lists) {
    const values = valuesOf(list);
    outcome.push([attribute, values.length === 0 ? undefined : values]);
  }
  return outcome;
}

/** The resource that has come out: `before` itself when nothing differs from it. */
export function finish(
  draft: Draft,
  outcome: readonly Outcome[],
): { readonly resource: JsonObject; readonly changed: boolean } {
  const { schema, before } = draft;
  const changed = outcome.filter(([attribute, value]) => {
    const isSame = attribute.mutability === 'immutable' ? sameUnordered : sameJson;
    return !isSame(valueBefore(draft, attribute), value);
  });
  if (changed.length === 0) return { resource: before, changed: false };
  const resource = { ...before };
  const extensions = new Set<string>();
  for (const [attribute, value] of changed) {
    if (attribute.urn === schema.base.urn) set(resource, attribute.name, value);
    else extensions.add(attribute.urn);
  }
  if (extensions.size === 0) return { resource, changed: true };
  for (const urn of extensions) {
    const held = own(before, urn);
    const container = isObject(held) ? { ...held } : {};
    for (const [attribute, value] of changed) if (attribute.urn === urn) set(container, attribute.name, value);
    set(resource, urn, Object.keys(container).length === 0 ? undefined : container);
  }
  const schemas = schemasOf(schema, resource);
  return { resource: sameJson(schemas, resource.schemas) ? resource : { ...resource, schemas }, changed: true };
}

/** Undefined takes the member away. */
function set(object: { [name: string]: Json }, name: string, value: Json | undefined): void {
  if (value === undefined) delete object[name];
  else object[name] = value;
}
