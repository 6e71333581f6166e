import { equalTerms } from '../filter/equal-terms.ts';
import { isList, isObject, type Json, type JsonObject, own } from '../json.ts';
import type { Profile } from '../profile/profile.ts';
import { type Reading, readingOf, tolerates } from '../profile/reading.ts';
import type { Tolerance } from '../profile/tolerances.ts';
import { isMembership, valueNameOf } from '../resource/identity.ts';
import { readElements } from '../resource/read-value.ts';
import type { Attribute, Schema } from '../schema/schema.ts';
import { ScimError } from '../scim-error.ts';
import { type Operation, readPatch } from './read-patch.ts';
import { targetOf } from './target.ts';

/** One step of a change of membership; the order of steps counts. */
export type MemberChange =
  | { readonly op: 'add' | 'replace'; readonly members: readonly JsonObject[] }
  | { readonly op: 'remove'; readonly values: readonly string[] };

export interface MemberChanges {
  readonly attribute: Attribute;
  readonly changes: readonly MemberChange[];
  readonly tolerances: readonly Tolerance[];
}

/**
 * Reads a PATCH that does nothing but add, remove or replace members by value, for a store that keeps members in a
 * table and need not load them. Undefined for any other PATCH, a faulty one included: that is for `applyPatch`,
 * which gives the same result in both cases.
 */
export function memberChanges(
  schema: Schema,
  body: unknown,
  options: { readonly profile: Profile },
): MemberChanges | undefined {
  const reading = readingOf(options.profile, 'patch');
  try {
    const changes: MemberChange[] = [];
    let attribute: Attribute | undefined;
    for (const operation of readPatch(body, reading)) {
      reading.operation = operation.index;
      const read = memberChange(schema, operation, reading);
      if (read === undefined || (attribute !== undefined && attribute !== read.attribute)) return undefined;
      attribute = read.attribute;
      changes.push(read.change);
    }
    return attribute && { attribute, changes, tolerances: reading.used };
  } catch (error) {
    if (error instanceof ScimError) return undefined;
    throw error;
  }
}

interface Read {
  readonly attribute: Attribute;
  readonly change: MemberChange;
}

function memberChange(schema: Schema, { op, path, value }: Operation, reading: Reading): Read | undefined {
  if (path === undefined) return undefined;
  const target = targetOf(schema, path, reading);
  if (target.kind !== 'attribute' || target.sub !== undefined) return undefined;
  const { attribute, selection } = target;
  if (!attribute.multiValued || !isMembership(attribute) || attribute.mutability !== 'readWrite') return undefined;
  if (selection !== undefined) {
    const terms = op === 'remove' ? equalTerms(selection.filter) : undefined;
    const only = terms?.length === 1 ? terms[0] : undefined;
    if (only?.name.toLowerCase() !== 'value' || typeof only.value !== 'string') return undefined;
    return { attribute, change: { op: 'remove', values: [only.value] } };
  }
  if (op !== 'remove') {
    if (value === undefined) return undefined;
    const members = readElements(attribute, value, reading).filter(isObject);
    return valuesOf(attribute, members).length < members.length ? undefined : { attribute, change: { op, members } };
  }
  if (value === undefined || value === null) return { attribute, change: { op: 'replace', members: [] } };
  if (!tolerates(reading, 'remove-listed', attribute.path)) return undefined;
  const listed = (isList(value) ? value : [value]).map((each) =>
    typeof each === 'string' ? asMember(attribute, each) : each,
  );
  return { attribute, change: { op: 'remove', values: valuesOf(attribute, readElements(attribute, listed, reading)) } };
}

function asMember(attribute: Attribute, value: string): Json {
  return { [valueNameOf(attribute)]: value };
}

function valuesOf(attribute: Attribute, members: readonly Json[]): readonly string[] {
  const name = valueNameOf(attribute);
  return members
    .map((member) => (isObject(member) ? own(member, name) : undefined))
    .filter((each) => typeof each === 'string');
}
