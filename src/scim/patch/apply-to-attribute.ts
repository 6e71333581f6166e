import { equalTerms } from '../filter/equal-terms.ts';
import type { Filter } from '../filter/filter.ts';
import { isList, isObject, type Json, type JsonObject, own } from '../json.ts';
import { type Reading, tolerates } from '../profile/reading.ts';
import { identityOf, isMembership, valueNameOf } from '../resource/identity.ts';
import { isBareText, objectFor, readElements, readOne, readParts } from '../resource/read-value.ts';
import type { Attribute } from '../schema/schema.ts';
import { scimError } from '../scim-error.ts';
import { emptied, merged, requireListing, withoutListed, withPart } from './complex-value.ts';
import { assign, type Draft, listIn, valueIn } from './draft.ts';
import { addValues, changeWhere, isEmptyList, type ListDraft, removeByKey, replaceAll } from './list-draft.ts';
import type { Op } from './read-patch.ts';
import { removeListed } from './remove-listed.ts';
import type { Selection } from './target.ts';

/** One operation on one top-level attribute, or on a part of it. */
export interface Change {
  readonly attribute: Attribute;
  readonly selection: Selection | undefined;
  readonly sub: Attribute | undefined;
  readonly op: Op;
  /** Undefined only for a remove. */
  readonly value: Json | undefined;
}

/**
 * Applies one operation to the draft.
 * @throws ScimError noTarget, mutability or invalidValue
 * @see RFC 7644 §3.5.2.1–3
 */
export function applyToAttribute(draft: Draft, change: Change, reading: Reading): void {
  const { attribute, op, selection, sub } = change;
  if (!attribute.multiValued) {
    assign(draft, attribute, singleAfter(valueIn(draft, attribute), change, reading));
    return;
  }
  const list = listIn(draft, attribute);
  if (op === 'remove') removeFrom(list, change, reading);
  else if (selection === undefined && sub === undefined) setList(list, change, reading);
  else setWithin(list, change, reading);
}

/** What a single-valued attribute is after the operation. */
function singleAfter(held: Json | undefined, change: Change, reading: Reading): Json | undefined {
  const { attribute, op, sub, selection } = change;
  if (selection !== undefined && !(isObject(held) && selection.test(held))) {
    if (op === 'remove') return held;
    if (held !== undefined || equalTerms(selection.filter) === undefined) throw noMatch(attribute);
    return created(change, reading);
  }
  if (op === 'remove') {
    return sub === undefined ? emptied(attribute, held) : withoutListed(held, sub, change.value, reading);
  }
  const json = change.value ?? null;
  if (sub !== undefined) return withPart(held, sub, json, op, reading);
  if (attribute.type !== 'complex') return readOne(attribute, json, reading);
  if (json === null) return emptied(attribute, held);
  return isBareText(attribute, json, reading)
    ? named(attribute, held, json, reading)
    : merged(attribute, held, json, reading);
}

/** A bare string is the `value` and all there is to say: of another value nothing stays. An empty one is nothing. */
function named(attribute: Attribute, held: Json | undefined, json: Json, reading: Reading): Json | undefined {
  const object = objectFor(attribute, json, reading);
  const value = valueNameOf(attribute);
  if (isObject(held) && own(held, value) === own(object, value)) return held;
  emptied(attribute, held);
  return json === '' ? undefined : readOne(attribute, object, reading);
}

function setList(list: ListDraft, { attribute, op, value }: Change, reading: Reading): void {
  const elements = readElements(attribute, value ?? null, reading);
  if (op === 'add') addValues(list, elements);
  else replaceAll(list, elements);
}

/** Sets elements, or a part of them: those that the filter picks, or all when there is none. */
function setWithin(list: ListDraft, change: Change, reading: Reading): void {
  const { attribute, selection, sub, op } = change;
  const json = change.value ?? null;
  const test = testOf(selection);
  const replacement = sub === undefined && op === 'replace' ? swapFor(attribute, json, reading) : undefined;
  const matched = changeWhere(list, test, (element) => {
    if (sub !== undefined) return withPart(element, sub, json, op, reading);
    return op === 'replace' ? replacement : merged(attribute, element, json, reading);
  });
  if (matched > 0) return;
  requireCreation(list, change, reading);
  const element = json === null ? undefined : created(change, reading);
  if (element !== undefined) addValues(list, [element]);
}

/** A whole element takes the place of those that match; what it does not say is gone (dispute D37). */
function swapFor(attribute: Attribute, json: Json, reading: Reading): Json | undefined {
  const elements = readElements(attribute, json, reading);
  if (elements.length < 2) return elements[0];
  throw scimError(
    'invalidValue',
    `${attribute.path}: one value can take the place of those that match, not ${elements.length}`,
    {
      attribute: attribute.path,
    },
  );
}

/** @throws ScimError noTarget unless an element may be made where the filter matched none (dispute D04) */
function requireCreation(list: ListDraft, { attribute, selection, op }: Change, reading: Reading): void {
  if (selection === undefined) return;
  const isAllowed =
    equalTerms(selection.filter) !== undefined &&
    (op === 'add'
      ? tolerates(reading, 'filtered-add-creates', attribute.path)
      : isEmptyList(list) || tolerates(reading, 'filtered-replace-creates', attribute.path));
  if (!isAllowed) throw noMatch(attribute);
}

function noMatch(attribute: Attribute) {
  return scimError('noTarget', `no value of ${attribute.path} matches the filter`, { attribute: attribute.path });
}

/** The element that the operation describes: what its filter says is equal, and the value. */
function created({ attribute, selection, sub, value }: Change, reading: Reading): Json | undefined {
  const json = value ?? null;
  const described: { [name: string]: Json } = {};
  for (const term of (selection && equalTerms(selection.filter)) ?? []) {
    const part = attribute.subAttributes.get(term.name.toLowerCase());
    if (part !== undefined) described[part.name] = literalFor(part, term.value);
  }
  if (sub !== undefined) described[sub.name] = json;
  else if (json !== null) Object.assign(described, assignedParts(attribute, onlyOf(json), reading));
  return readOne(attribute, described, reading, true);
}

function onlyOf(json: Json): Json {
  return (isList(json) && json.length === 1 ? json[0] : json) ?? null;
}

function assignedParts(attribute: Attribute, json: Json, reading: Reading): JsonObject {
  const assigned: { [name: string]: Json } = {};
  for (const [part, value] of readParts(attribute, objectFor(attribute, json, reading), reading)) {
    if (value !== undefined) assigned[part.name] = value;
  }
  return assigned;
}

/** A filter may say `primary eq "True"` and mean the boolean; it was read as such, so it is written as such. */
function literalFor(attribute: Attribute, value: Json): Json {
  return attribute.type === 'boolean' && typeof value === 'string' ? value.toLowerCase() === 'true' : value;
}

function removeFrom(list: ListDraft, change: Change, reading: Reading): void {
  const { attribute, selection, sub } = change;
  if (sub !== undefined) {
    changeWhere(list, testOf(selection), (element) => withoutListed(element, sub, change.value, reading));
  } else if (selection !== undefined) {
    const key = membershipKey(attribute, selection.filter);
    if (key === undefined) changeWhere(list, testOf(selection), () => undefined);
    else removeByKey(list, key);
  } else if (change.value === undefined || change.value === null) {
    replaceAll(list, []);
  } else {
    requireListing(attribute, reading);
    removeListed(list, change.value, reading);
  }
}

/** The identity that `members[value eq "…"]` names, which needs no walk over all members. */
function membershipKey(attribute: Attribute, filter: Filter): string | undefined {
  if (!isMembership(attribute)) return undefined;
  const terms = equalTerms(filter);
  const only = terms?.length === 1 ? terms[0] : undefined;
  if (only?.name.toLowerCase() !== 'value' || typeof only.value !== 'string') return undefined;
  return identityOf(attribute, { [valueNameOf(attribute)]: only.value });
}

function testOf(selection: Selection | undefined): (element: Json) => boolean {
  if (selection === undefined) return isObject;
  return (element) => isObject(element) && selection.test(element);
}
