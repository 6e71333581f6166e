import { isObject, type Json, own, sameJson } from '../json.ts';
import { identityOf } from '../resource/identity.ts';
import { mergedElement, withoutDuplicates } from '../resource/read-value.ts';
import type { Attribute } from '../schema/schema.ts';
import { scimError } from '../scim-error.ts';

/**
 * The values of a multi-valued attribute while a PATCH changes them: copied once, at the first change, and from the
 * third look-up on with an index by identity, so that k members added to n cost k + n.
 */
export interface ListDraft {
  readonly attribute: Attribute;
  readonly before: readonly Json[];
  /** Undefined where an element was removed. */
  elements: (Json | undefined)[] | undefined;
  index: Map<string, number> | undefined;
  lookUps: number;
  /** How many places in `elements` are empty. */
  holes: number;
  /** Parts changed in place, so that two elements may have become the same. */
  rewritten: boolean;
  /** How many elements all filters of the PATCH together have looked at. */
  walked: number;
}

/** Many operations that each look through a long list would otherwise cost the one times the other. */
const maxWalked = 1_000_000;

export function listDraft(attribute: Attribute, before: readonly Json[]): ListDraft {
  return {
    attribute,
    before,
    elements: undefined,
    index: undefined,
    lookUps: 0,
    holes: 0,
    rewritten: false,
    walked: 0,
  };
}

/** The values as they are now. Holes are closed and what has become the same is one, until the next change. */
export function valuesOf(list: ListDraft): readonly Json[] {
  if (list.elements === undefined) return list.before;
  // Without holes each place has a value.
  if (list.holes === 0 && !list.rewritten) return list.elements as readonly Json[];
  const present = list.elements.filter((element) => element !== undefined);
  const values = list.rewritten ? [...withoutDuplicates(list.attribute, present)] : present;
  list.elements = values;
  list.holes = 0;
  list.rewritten = false;
  list.index = undefined;
  return values;
}

/** True when nothing is left. */
export function isEmptyList(list: ListDraft): boolean {
  return (list.elements ?? list.before).length === list.holes;
}

/** Adds values; one that is there already takes what the new one says more. */
export function addValues(list: ListDraft, values: readonly Json[]): void {
  for (const value of values) {
    const at = put(list, value);
    if (isPrimary(list.attribute, value)) demoteOthers(list, at);
  }
}

/** Says where the value now stands. */
function put(list: ListDraft, value: Json): number {
  const key = identityOf(list.attribute, value);
  const at = positionOf(list, key);
  if (at !== undefined) {
    mergeAt(list, at, value);
    return at;
  }
  const elements = changeable(list);
  list.index?.set(key, elements.length);
  return elements.push(value) - 1;
}

/** Adding what is there already must not cost a copy of the list. */
function mergeAt(list: ListDraft, at: number, value: Json): void {
  const earlier = (list.elements ?? list.before)[at];
  if (earlier === undefined) return;
  const merged = mergedElement(list.attribute, earlier, value);
  if (!sameJson(earlier, merged)) changeable(list)[at] = merged;
}

export function replaceAll(list: ListDraft, values: readonly Json[]): void {
  list.elements = [...values];
  list.holes = 0;
  list.index = undefined;
  list.rewritten = false;
}

/** Removes the value of that identity. */
export function removeByKey(list: ListDraft, key: string): void {
  const at = positionOf(list, key);
  if (at === undefined) return;
  changeable(list)[at] = undefined;
  list.holes++;
  list.index?.delete(key);
}

/**
 * Puts for each value that passes what `change` makes of it; undefined removes it.
 * Says how many passed. A value that becomes primary takes that from the others.
 * @throws ScimError tooMany when the filters of this PATCH look at more than a million elements
 */
export function changeWhere(
  list: ListDraft,
  test: (element: Json) => boolean,
  change: (element: Json) => Json | undefined,
): number {
  const current = list.elements ?? list.before;
  list.walked += current.length;
  if (list.walked > maxWalked) {
    const { path } = list.attribute;
    throw scimError('tooMany', `the operations look through ${path} too often; send fewer at a time`, {
      attribute: path,
    });
  }
  const chosen: number[] = [];
  for (const [at, element] of current.entries()) if (element !== undefined && test(element)) chosen.push(at);
  if (chosen.length === 0) return 0;
  const elements = changeable(list);
  let newPrimary: number | undefined;
  for (const at of chosen) {
    const before = elements[at];
    if (before === undefined) continue;
    const after = change(before);
    if (after === before) continue;
    elements[at] = after;
    if (after === undefined) list.holes++;
    else list.rewritten = true;
    if (after !== undefined && isPrimary(list.attribute, after) && !isPrimary(list.attribute, before)) newPrimary = at;
  }
  list.index = undefined;
  if (newPrimary !== undefined) demoteOthers(list, newPrimary);
  return chosen.length;
}

function changeable(list: ListDraft): (Json | undefined)[] {
  list.elements ??= [...list.before];
  return list.elements;
}

const lookUpsWithoutIndex = 2;

function positionOf(list: ListDraft, key: string): number | undefined {
  const current = list.elements ?? list.before;
  if (list.index === undefined && list.lookUps++ < lookUpsWithoutIndex) {
    const at = current.findIndex((element) => element !== undefined && identityOf(list.attribute, element) === key);
    return at < 0 ? undefined : at;
  }
  list.index ??= indexOf(list.attribute, current);
  return list.index.get(key);
}

function indexOf(attribute: Attribute, elements: readonly (Json | undefined)[]): Map<string, number> {
  const index = new Map<string, number>();
  for (const [at, element] of elements.entries()) {
    if (element === undefined) continue;
    const key = identityOf(attribute, element);
    if (!index.has(key)) index.set(key, at);
  }
  return index;
}

function isPrimary(attribute: Attribute, element: Json): boolean {
  const name = attribute.subAttributes.get('primary')?.name;
  return name !== undefined && isObject(element) && own(element, name) === true;
}

/** @see RFC 7644 §3.5.2: the value that was set last is the primary one */
function demoteOthers(list: ListDraft, keep: number): void {
  const name = list.attribute.subAttributes.get('primary')?.name;
  for (const [at, element] of (list.elements ?? list.before).entries()) {
    if (at === keep || name === undefined || !isObject(element) || own(element, name) !== true) continue;
    changeable(list)[at] = { ...element, [name]: false };
  }
}
