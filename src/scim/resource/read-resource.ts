import { isList, isObject, type Json, type JsonObject, kindOf, own, quoted } from '../json.ts';
import type { Profile } from '../profile/profile.ts';
import { noteIn, type Reading, readingOf } from '../profile/reading.ts';
import type { Tolerance } from '../profile/tolerances.ts';
import { attributeSetOf } from '../schema/find-attribute.ts';
import { currentUrn } from '../schema/older-urns.ts';
import type { Attribute, AttributeSet, Schema } from '../schema/schema.ts';
import { scimError } from '../scim-error.ts';
import { urns } from '../urns.ts';
import { sameUnordered } from './identity.ts';
import { attributeNamed } from './other-names.ts';
import { readValue, refuseUnknown, twice } from './read-value.ts';
import { schemasOf } from './schemas-of.ts';

export interface ReadOptions {
  readonly mode: 'create' | 'replace';
  /** The resource that a PUT replaces. What is readOnly or kept is taken from it. */
  readonly before?: JsonObject;
  readonly profile: Profile;
}

export interface ReadResource {
  readonly resource: JsonObject;
  readonly tolerances: readonly Tolerance[];
}

/**
 * Reads the body of a POST or PUT as a resource in the spelling of the schema. What the client may not set is left out
 * (create) or stays (replace); a password in the result is the clear text that was sent, or what `before` holds.
 * @throws ScimError invalidSyntax, invalidValue or mutability
 * @see RFC 7644 §3.3, §3.5.1
 */
export function readResource(schema: Schema, body: unknown, options: ReadOptions): ReadResource {
  const reading = readingOf(options.profile, 'body');
  if (!isObject(body)) throw scimError('invalidSyntax', `a resource must be a JSON object, not ${kindOf(body)}`);
  const given = readMembers(schema, body, reading);
  requireBaseSchema(schema, given.schemas, reading);
  const before = options.before ?? {};
  const resource: { [name: string]: Json } = { schemas: [] };
  fill(resource, schema.base, given.base, before, options);
  // The default is that of users (dispute D09): what another type calls so is its own affair.
  const active = schema.base.urn === urns.user ? schema.base.attributes.get('active') : undefined;
  if (active?.type === 'boolean' && !given.base.has(active)) resource[active.name] = options.profile.activeDefault;
  for (const set of schema.extensions.values()) {
    const container: { [name: string]: Json } = {};
    const earlier = own(before, set.urn);
    fill(container, set, given.extensions.get(set) ?? nothing, isObject(earlier) ? earlier : {}, options);
    if (Object.keys(container).length > 0) resource[set.urn] = container;
    requireAttributes(set, container);
  }
  requireAttributes(schema.base, resource);
  resource.schemas = schemasOf(schema, resource);
  return { resource, tolerances: reading.used };
}

type Values = Map<Attribute, Json | undefined>;

interface Members {
  schemas: Json | undefined;
  readonly base: Values;
  readonly extensions: Map<AttributeSet, Values>;
}

function readMembers(schema: Schema, body: JsonObject, reading: Reading): Members {
  const members: Members = { schemas: undefined, base: new Map(), extensions: new Map() };
  for (const name of Object.keys(body)) {
    const json = body[name] ?? null;
    if (name.toLowerCase() === 'schemas') {
      if (members.schemas !== undefined)
        throw scimError('invalidSyntax', 'schemas is given twice, in different spellings');
      members.schemas = json;
    } else if (name.includes(':')) {
      readContainer(schema, name, json, members, reading);
    } else {
      readInto(members.base, schema.base, name, body, reading);
    }
  }
  return members;
}

/** Reads the attributes of an extension. The container of an unknown one is dropped with it (dispute D50). */
function readContainer(schema: Schema, name: string, json: Json, members: Members, reading: Reading): void {
  const set = attributeSetOf(schema, currentUrn(schema, name, reading.profile, noteIn(reading)));
  if (set === undefined || set === schema.base) return;
  if (members.extensions.has(set)) {
    throw scimError('invalidSyntax', `${quoted(set.urn)} is given twice, in different spellings`);
  }
  const values: Values = new Map();
  members.extensions.set(set, values);
  if (json === null || (isList(json) && json.length === 0)) return;
  if (!isObject(json)) throw scimError('invalidValue', `${quoted(set.urn)} must be an object, not ${kindOf(json)}`);
  for (const key of Object.keys(json)) readInto(values, set, key, json, reading);
}

function readInto(values: Values, set: AttributeSet, name: string, body: JsonObject, reading: Reading): void {
  const attribute = attributeNamed(set, name, reading, body);
  if (attribute === undefined) {
    refuseUnknown(name, reading);
    return;
  }
  if (values.has(attribute)) throw twice(attribute);
  values.set(
    attribute,
    attribute.mutability === 'readOnly' ? undefined : readValue(attribute, body[name] ?? null, reading),
  );
}

/** The list must name the base schema; unknown URNs in it mean nothing (disputes D48, D50). */
function requireBaseSchema(schema: Schema, given: Json | undefined, reading: Reading): void {
  if (!isList(given) || !given.every((urn) => typeof urn === 'string')) {
    throw scimError('invalidSyntax', `"schemas" must be a list of URNs that has ${quoted(schema.base.urn)}`);
  }
  const wanted = schema.base.urn.toLowerCase();
  const list = given.filter((urn) => typeof urn === 'string');
  if (list.some((urn) => urn.toLowerCase() === wanted)) return;
  const note = noteIn(reading);
  if (list.some((urn) => currentUrn(schema, urn, reading.profile, note) === schema.base.urn)) return;
  throw scimError('invalidSyntax', `"schemas" must have ${quoted(schema.base.urn)}`);
}

const nothing: ReadonlyMap<Attribute, Json | undefined> = new Map();

/** Puts what was given in place, and what stays from before. */
function fill(
  target: { [name: string]: Json },
  set: AttributeSet,
  given: ReadonlyMap<Attribute, Json | undefined>,
  before: JsonObject,
  { mode }: ReadOptions,
): void {
  if (mode === 'create' && given.size === 0) return;
  for (const attribute of set.attributes.values()) {
    // The list of schemas follows from the data; an extension may call something of its own so.
    if (attribute.name === 'schemas' && Object.hasOwn(target, attribute.name)) continue;
    const value = given.get(attribute);
    const settled =
      mode === 'create' ? value : settle(attribute, own(before, attribute.name), value, given.has(attribute));
    if (settled !== undefined) target[attribute.name] = settled;
  }
}

/** What a PUT leaves in an attribute. @see RFC 7644 §3.5.1, disputes D07, D08, D63 */
function settle(
  attribute: Attribute,
  earlier: Json | undefined,
  value: Json | undefined,
  isGiven: boolean,
): Json | undefined {
  switch (attribute.mutability) {
    case 'readOnly':
      return earlier;
    case 'writeOnly':
      return isGiven ? value : earlier;
    case 'immutable':
      if (earlier === undefined || !isGiven || sameUnordered(earlier, value)) return earlier ?? value;
      throw immutable(attribute);
    case 'readWrite':
      return keepParts(attribute, earlier, value);
  }
}

/** Within a single complex value the parts settle each for itself; elements of lists come and go as a whole. */
function keepParts(attribute: Attribute, earlier: Json | undefined, value: Json | undefined): Json | undefined {
  if (attribute.multiValued || !isObject(earlier)) return value;
  const parts: { [name: string]: Json } = isObject(value) ? { ...value } : {};
  for (const sub of attribute.subAttributes.values()) {
    const before = own(earlier, sub.name);
    if (before === undefined || sub.mutability !== 'immutable') continue;
    const now = own(parts, sub.name);
    if (now !== undefined && !sameUnordered(before, now)) throw immutable(sub);
    parts[sub.name] = before;
  }
  if (Object.keys(parts).length === 0) return value;
  // What stays of a value that was not sent is still a value: it has what one must have.
  return { ...requiredOf(attribute, earlier), ...parts };
}

function requiredOf({ requiredParts }: Attribute, value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => requiredParts.some((sub) => sub.name === name)));
}

function immutable(attribute: Attribute) {
  return scimError('mutability', `${attribute.path} is immutable and has another value`, { attribute: attribute.path });
}

function requireAttributes(set: AttributeSet, values: JsonObject): void {
  const isEmpty = Object.keys(values).length === 0;
  if (isEmpty && !set.required) return;
  for (const attribute of set.attributes.values()) {
    if (!attribute.required || attribute.mutability === 'readOnly' || own(values, attribute.name) !== undefined)
      continue;
    throw scimError('invalidValue', `${attribute.path} is required`, { attribute: attribute.path });
  }
  if (isEmpty) throw scimError('invalidValue', `the extension ${quoted(set.urn)} is required`);
}
