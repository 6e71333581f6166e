import { isList, isObject, type Json, own, sameJson } from '../json.ts';
import type { Attribute } from '../schema/schema.ts';
import { fold } from '../text/fold.ts';
import { instantOf } from '../text/instant.ts';

/**
 * What tells two values of a multi-valued attribute apart, as a key: type and value where there is a value,
 * the value alone where it is a membership, everything where there is no value (dispute D56).
 */
export function identityOf(attribute: Attribute, element: Json): string {
  if (attribute.type !== 'complex') return valueKey(attribute, element);
  if (!isObject(element)) return wholeKey(element);
  const valueAttribute = attribute.subAttributes.get('value');
  const value = valueAttribute && own(element, valueAttribute.name);
  if (valueAttribute === undefined || value === undefined || value === null) return wholeKey(element);
  const key = valueKey(valueAttribute, value);
  const typeAttribute = isMembership(attribute) ? undefined : attribute.subAttributes.get('type');
  const type = typeAttribute && own(element, typeAttribute.name);
  return typeAttribute === undefined || type === undefined ? key : `${valueKey(typeAttribute, type)}${separator}${key}`;
}

const separator = '\u0000';

/** True for members of groups and the like: a value that can be added and removed and never changes. */
export function isMembership(attribute: Attribute): boolean {
  return attribute.subAttributes.get('value')?.mutability === 'immutable';
}

/** How the schema spells the `value` of an attribute. */
export function valueNameOf(attribute: Attribute): string {
  return attribute.subAttributes.get('value')?.name ?? 'value';
}

/** True when two values of a simple attribute, or two parts of elements, are equal as the attribute compares. */
export function sameValue(attribute: Attribute, a: Json, b: Json): boolean {
  return a === b || valueKey(attribute, a) === valueKey(attribute, b);
}

/** True when two lists hold the same values: their order is no part of them (dispute D74). */
export function sameUnordered(a: Json | undefined, b: Json | undefined): boolean {
  if (sameJson(a, b)) return true;
  if (!isList(a) || !isList(b) || a.length !== b.length) return false;
  const left = [...b];
  return a.every((element) => {
    const at = left.findIndex((other) => sameJson(element, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** A key that is the same for values that compare as equal. */
export function valueKey(attribute: Attribute, value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (attribute.type === 'dateTime') return String(instantOf(value) ?? value);
  // The common case, members by id, must not cost a new string for each of 50,000.
  return fold(attribute.folding, value);
}

/** Begins with a character that no key by value begins with. */
function wholeKey(element: Json): string {
  const members = isObject(element) ? Object.entries(element).sort(([a], [b]) => (a < b ? -1 : 1)) : element;
  return `${separator}${JSON.stringify(members)}`;
}
