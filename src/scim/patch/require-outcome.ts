import { isList, isObject, type Json, quoted } from '../json.ts';
import { sameUnordered } from '../resource/identity.ts';
import { requireParts } from '../resource/read-value.ts';
import type { Attribute, AttributeSet } from '../schema/schema.ts';
import { ScimError, scimError } from '../scim-error.ts';
import { type Draft, type Outcome, valueBefore, valueIn } from './draft.ts';
import { located } from './located.ts';
import type { Operation } from './read-patch.ts';

/**
 * Judges the outcome: what is required is there, at the top and within complex values, and what is immutable is as it was.
 * `last` tells the operation that is to be blamed for an attribute.
 * @throws ScimError mutability or invalidValue (dispute D59)
 */
export function requireOutcome(
  draft: Draft,
  outcome: readonly Outcome[],
  last: ReadonlyMap<Attribute, Operation>,
  operations: readonly Operation[],
): void {
  const { base } = draft.schema;
  const extensions = new Set<AttributeSet>();
  for (const [attribute, value] of outcome) {
    const operation = last.get(attribute);
    if (operation === undefined) continue;
    const set = attribute.urn === base.urn ? undefined : draft.schema.extensions.get(attribute.urn.toLowerCase());
    if (set !== undefined) extensions.add(set);
    located(operation, () => {
      requireSame(attribute, valueBefore(draft, attribute), value);
      if (value !== undefined) requireSubAttributes(attribute, value, operation);
      else if (attribute.required && (set === undefined || set.required || hasValues(draft, set)))
        throw missing(attribute, operation);
    });
  }
  for (const set of extensions) requireExtension(draft, set, operations);
}

function requireSame(attribute: Attribute, before: Json | undefined, after: Json | undefined): void {
  if (attribute.mutability !== 'immutable' || before === undefined || sameUnordered(before, after)) return;
  throw scimError('mutability', `${attribute.path} is immutable and has a value`, { attribute: attribute.path });
}

function requireSubAttributes(attribute: Attribute, value: Json, operation: Operation): void {
  if (attribute.requiredParts.length === 0) return;
  for (const element of isList(value) ? value : [value]) {
    if (!isObject(element)) continue;
    try {
      requireParts(attribute, element);
    } catch (error) {
      if (!(error instanceof ScimError) || operation.op !== 'remove') throw error;
      throw scimError('mutability', error.message, error.position);
    }
  }
}

/** A removed one is a matter of mutability, one that was emptied of its value (dispute D59). */
function missing(attribute: Attribute, { op }: Operation) {
  const keyword = op === 'remove' ? 'mutability' : 'invalidValue';
  return scimError(keyword, `${attribute.path} is required`, { attribute: attribute.path });
}

function requireExtension(draft: Draft, set: AttributeSet, operations: readonly Operation[]): void {
  const operation = operations.at(-1);
  if (operation === undefined || (!set.required && !hasValues(draft, set))) return;
  for (const attribute of set.attributes.values()) {
    if (!attribute.required || attribute.mutability === 'readOnly' || isThere(draft, attribute)) continue;
    located(operation, () => {
      throw missing(attribute, { ...operation, op: 'replace' });
    });
  }
  if (!hasValues(draft, set)) {
    located(operation, () => {
      throw scimError('mutability', `the extension ${quoted(set.urn)} is required`);
    });
  }
}

function hasValues(draft: Draft, set: AttributeSet): boolean {
  return [...set.attributes.values()].some((attribute) => isThere(draft, attribute));
}

function isThere(draft: Draft, attribute: Attribute): boolean {
  const isTouched = draft.values.has(attribute) || draft.lists.has(attribute);
  const value = isTouched ? valueIn(draft, attribute) : valueBefore(draft, attribute);
  return value !== undefined && !(isList(value) && value.length === 0);
}
