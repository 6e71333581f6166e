import { isList, isObject, type Json, type JsonObject, own, quoted } from '../json.ts';
import { type Reading, tolerates } from '../profile/reading.ts';
import type { Attribute } from '../schema/schema.ts';
import { scimError } from '../scim-error.ts';
import { urns } from '../urns.ts';
import { identityOf, isMembership } from './identity.ts';
import { subAttributeNamed } from './other-names.ts';
import { readSimple, wrongType } from './read-simple.ts';

/**
 * Reads what a request gives for an attribute: a list when it is multi-valued, undefined when it is unassigned.
 * Names come out as the schema spells them; what is readOnly or unknown is left out.
 * @throws ScimError invalidValue or invalidSyntax with the path of the attribute
 * @see RFC 7643 §2.2–2.5
 */
export function readValue(attribute: Attribute, json: Json, reading: Reading): Json | undefined {
  if (attribute.multiValued) {
    const elements = readElements(attribute, json, reading);
    return elements.length === 0 ? undefined : elements;
  }
  return readOne(attribute, json, reading);
}

/** The values of a multi-valued attribute, without duplicates and with at most one primary. */
export function readElements(attribute: Attribute, json: Json, reading: Reading): readonly Json[] {
  if (json === null) return [];
  const elements: Json[] = [];
  for (const each of listOf(attribute, json, reading)) {
    const element = readOne(attribute, each, reading, true);
    if (element !== undefined) elements.push(element);
  }
  const distinct = withoutDuplicates(attribute, elements);
  refuseTwoPrimaries(attribute, distinct);
  return distinct;
}

function listOf(attribute: Attribute, json: Json, reading: Reading): readonly Json[] {
  const given = fromText(attribute, json, reading);
  if (isList(given)) return given;
  if (given === '' && isBlank(attribute, given, reading)) return [];
  const fits = attribute.type === 'complex' ? isObject(given) : !isObject(given);
  const tolerance = reading.source === 'patch' ? 'patch-one-for-list' : 'body-one-for-list';
  if (fits && tolerates(reading, tolerance, attribute.path)) return [given];
  throw wrongType(attribute, 'a list', given);
}

/** Reads one value: of a single-valued attribute, or one element of a list. */
export function readOne(
  attribute: Attribute,
  json: Json,
  reading: Reading,
  isElement: boolean = false,
): Json | undefined {
  if (json === null || isBlank(attribute, json, reading)) return undefined;
  if (isList(json) && !isElement) {
    if (json.length === 0) return undefined;
    const [only] = json;
    if (only !== undefined && standsForOne(attribute, json, reading)) return readOne(attribute, only, reading, true);
  }
  if (attribute.type !== 'complex') return readSimple(attribute, json, reading);
  const object = objectFor(attribute, json, reading);
  const parts = readParts(attribute, object, reading);
  const value: { [name: string]: Json } = {};
  for (const [sub, part] of parts) if (part !== undefined) value[sub.name] = part;
  if (isGroupMember(attribute)) requireMemberValue(value);
  if (Object.keys(value).length === 0 || isLeftBlank(attribute, parts)) return undefined;
  requireParts(attribute, value);
  return value;
}

/** True for a list of one where a reference to something is due, such as the manager: nothing else is ever sent so. */
export function standsForOne(attribute: Attribute, list: readonly Json[], reading: Reading): boolean {
  const fits = list.length === 1 && attribute.type === 'complex' && attribute.subAttributes.has('value');
  return fits && tolerates(reading, 'list-for-single', attribute.path);
}

/** The object that a complex value is; a bare string may stand for its `value`. */
export function objectFor(attribute: Attribute, json: Json, reading: Reading): JsonObject {
  const given = fromText(attribute, json, reading);
  if (isObject(given)) return given;
  const value = attribute.subAttributes.get('value');
  if (typeof given === 'string' && value !== undefined && !attribute.multiValued) {
    if (tolerates(reading, 'text-complex', attribute.path)) return { [value.name]: given };
  }
  throw wrongType(attribute, 'an object', given);
}

/**
 * Reads the parts of a complex value. What is given as null or [] is there with the value undefined:
 * whoever merges must clear it. What is readOnly is not there.
 */
export function readParts(
  attribute: Attribute,
  object: JsonObject,
  reading: Reading,
): ReadonlyMap<Attribute, Json | undefined> {
  const parts = new Map<Attribute, Json | undefined>();
  const leftOut: Attribute[] = [];
  for (const name of Object.keys(object)) {
    const sub = subAttributeNamed(attribute, name, reading, object);
    if (sub === undefined) {
      refuseUnknown(`${attribute.path}.${name}`, reading);
      continue;
    }
    if (parts.has(sub) || leftOut.includes(sub)) throw twice(sub);
    if (sub.mutability === 'readOnly') leftOut.push(sub);
    else parts.set(sub, readValue(sub, object[name] ?? null, reading));
  }
  return parts;
}

/** @throws ScimError invalidSyntax for a name that no schema defines, when the profile refuses such names (dispute D49) */
export function refuseUnknown(path: string, reading: Reading): void {
  if (reading.profile.unknownAttributes === 'ignore') return;
  throw scimError('invalidSyntax', `no schema of this resource type defines the attribute ${quoted(path)}`);
}

export function twice(attribute: Attribute) {
  return scimError('invalidSyntax', `${attribute.path} is given twice, in different spellings`, {
    attribute: attribute.path,
  });
}

/** @throws ScimError invalidValue when a required part of a complex value is missing */
export function requireParts(attribute: Attribute, value: JsonObject): void {
  for (const sub of attribute.requiredParts) {
    if (own(value, sub.name) !== undefined) continue;
    throw scimError('invalidValue', `${sub.path} is required`, { attribute: sub.path });
  }
}

function isGroupMember({ multiValued, path, urn }: Attribute): boolean {
  return multiValued && path === 'members' && urn === urns.group;
}

/** A member that says not who it is cannot be passed over as empty: the client would believe that it was added, or removed. */
function requireMemberValue({ value }: JsonObject): void {
  if (value !== undefined && value !== '') return;
  throw scimError('invalidValue', 'each of "members" needs a "value": the id of a User or Group', {
    attribute: 'members',
  });
}

/** Values without those that are there already; a later one adds what the earlier lacks or says otherwise. */
export function withoutDuplicates(attribute: Attribute, elements: readonly Json[]): readonly Json[] {
  if (elements.length < 2) return elements;
  const distinct = new Map<string, Json>();
  for (const element of elements) {
    const key = identityOf(attribute, element);
    const earlier = distinct.get(key);
    distinct.set(key, earlier === undefined ? element : mergedElement(attribute, earlier, element));
  }
  return distinct.size === elements.length ? elements : [...distinct.values()];
}

/** One element out of two that are the same; what is immutable stays as it was. */
export function mergedElement(attribute: Attribute, earlier: Json, later: Json): Json {
  if (!isObject(earlier) || !isObject(later)) return earlier;
  if (!isMembership(attribute)) return { ...earlier, ...later };
  const merged: { [name: string]: Json } = { ...earlier };
  for (const { name, mutability } of attribute.subAttributes.values()) {
    const value = own(later, name);
    if (value !== undefined && (mutability !== 'immutable' || own(earlier, name) === undefined)) merged[name] = value;
  }
  return merged;
}

function refuseTwoPrimaries(attribute: Attribute, elements: readonly Json[]): void {
  const primary = attribute.subAttributes.get('primary');
  if (primary === undefined || elements.length < 2) return;
  const marked = elements.filter((element) => isObject(element) && own(element, primary.name) === true);
  if (marked.length < 2) return;
  throw scimError('invalidValue', `${attribute.path} has ${marked.length} primary values; one is allowed`, {
    attribute: attribute.path,
  });
}

/** Templates of identity providers leave "" where they have no value. PATCH writes what it says. */
function isBlank(attribute: Attribute, json: Json, reading: Reading): boolean {
  return (
    json === '' && reading.source === 'body' && !attribute.required && tolerates(reading, 'blank-text', attribute.path)
  );
}

/** An element whose `value` is given and empty is the rest of a template: its type alone says nothing. */
function isLeftBlank(attribute: Attribute, parts: ReadonlyMap<Attribute, Json | undefined>): boolean {
  const value = attribute.subAttributes.get('value');
  return attribute.multiValued && value !== undefined && parts.has(value) && parts.get(value) === undefined;
}

/** True for a string that is to be read as it stands, and not as JSON. */
export function isBareText(attribute: Attribute, json: Json, reading: Reading): json is string {
  return typeof json === 'string' && fromText(attribute, json, reading) === json;
}

function fromText(attribute: Attribute, json: Json, reading: Reading): Json {
  if (
    typeof json !== 'string' ||
    reading.source !== 'patch' ||
    !(attribute.multiValued || attribute.type === 'complex')
  ) {
    return json;
  }
  if (!/^\s*[[{]/.test(json) || !tolerates(reading, 'json-text', attribute.path)) return json;
  try {
    const parsed: Json = JSON.parse(json);
    return parsed;
  } catch {
    throw scimError('invalidValue', `${attribute.path} is given as text that is no JSON`, {
      attribute: attribute.path,
    });
  }
}
