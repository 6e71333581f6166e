import { isList, isObject, type Json, own, sameJson } from '../json.ts';
import { type Reading, tolerates } from '../profile/reading.ts';
import { identityOf } from '../resource/identity.ts';
import { objectFor, readElements, readParts, readValue, standsForOne } from '../resource/read-value.ts';
import type { Attribute } from '../schema/schema.ts';
import { scimError } from '../scim-error.ts';
import type { Op } from './read-patch.ts';

/** A complex value with one part set or cleared; undefined when nothing is left of it. */
export function withPart(
  held: Json | undefined,
  sub: Attribute,
  json: Json,
  op: Op,
  reading: Reading,
): Json | undefined {
  const object = isObject(held) ? held : {};
  const before = own(object, sub.name);
  const read = readValue(sub, json, reading);
  const after = op === 'add' && isList(before) && isList(read) ? appended(sub, before, read) : read;
  if (sameJson(before, after)) return held;
  refuseImmutable(sub, before);
  return after === undefined ? without(held, sub) : { ...object, [sub.name]: after };
}

function appended(attribute: Attribute, before: readonly Json[], added: readonly Json[]): readonly Json[] {
  const keys = new Set(before.map((element) => identityOf(attribute, element)));
  return [...before, ...added.filter((element) => !keys.has(identityOf(attribute, element)))];
}

/** A complex value without one part; undefined when nothing is left of it. */
function without(held: Json | undefined, sub: Attribute): Json | undefined {
  if (!isObject(held)) return held;
  const before = own(held, sub.name);
  if (before === undefined) return held;
  refuseImmutable(sub, before);
  const left = Object.fromEntries(Object.entries(held).filter(([name]) => name !== sub.name));
  return Object.keys(left).length === 0 ? undefined : left;
}

/** A complex value without what is listed of one part: of a list only these values, or the whole part when none are listed. */
export function withoutListed(
  held: Json | undefined,
  sub: Attribute,
  listed: Json | undefined,
  reading: Reading,
): Json | undefined {
  if (!sub.multiValued || listed === undefined || listed === null) return without(held, sub);
  requireListing(sub, reading);
  const before = isObject(held) ? own(held, sub.name) : undefined;
  if (!isObject(held) || !isList(before)) return held;
  const keys = new Set(readElements(sub, listed, reading).map((element) => identityOf(sub, element)));
  const left = before.filter((element) => !keys.has(identityOf(sub, element)));
  if (left.length === before.length) return held;
  refuseImmutable(sub, before);
  return left.length === 0 ? without(held, sub) : { ...held, [sub.name]: left };
}

/** @throws ScimError invalidValue unless a remove may list what it removes (dispute D02) */
export function requireListing(attribute: Attribute, reading: Reading): void {
  if (tolerates(reading, 'remove-listed', attribute.path)) return;
  throw scimError('invalidValue', `a remove of ${attribute.path} has a value, which means nothing there`, {
    attribute: attribute.path,
  });
}

/** Nothing of a value. What is immutable in it would go as well. */
export function emptied(attribute: Attribute, held: Json | undefined): undefined {
  if (!isObject(held)) return;
  for (const sub of attribute.subAttributes.values()) refuseImmutable(sub, own(held, sub.name));
}

function refuseImmutable(sub: Attribute, before: Json | undefined): void {
  if (sub.mutability !== 'immutable' || before === undefined) return;
  throw scimError('mutability', `${sub.path} is immutable and has a value`, { attribute: sub.path });
}

/** A complex value with the parts that are given; those that are not stay (RFC 7644 §3.5.2.3). */
export function merged(attribute: Attribute, held: Json | undefined, json: Json, reading: Reading): Json | undefined {
  const only = isList(json) && standsForOne(attribute, json, reading) ? (json[0] ?? null) : json;
  const given = objectFor(attribute, only, reading);
  const value: { [name: string]: Json } = isObject(held) ? { ...held } : {};
  for (const [sub, part] of readParts(attribute, given, reading)) {
    const before = own(value, sub.name);
    if (sameJson(before, part)) continue;
    refuseImmutable(sub, before);
    if (part === undefined) delete value[sub.name];
    else value[sub.name] = part;
  }
  return Object.keys(value).length === 0 ? undefined : value;
}
