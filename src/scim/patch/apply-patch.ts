import { isObject, type Json, type JsonObject, kindOf, quoted } from '../json.ts';
import type { Profile } from '../profile/profile.ts';
import { type Reading, readingOf, tolerates } from '../profile/reading.ts';
import type { Tolerance } from '../profile/tolerances.ts';
import { refuseUnknown, twice } from '../resource/read-value.ts';
import type { Attribute, AttributeSet, Schema } from '../schema/schema.ts';
import { ScimError, scimError } from '../scim-error.ts';
import { applyToAttribute } from './apply-to-attribute.ts';
import { type Draft, draftOf, finish, outcomeOf } from './draft.ts';
import { located, locatedError } from './located.ts';
import { type Operation, readPatch } from './read-patch.ts';
import { requireOutcome } from './require-outcome.ts';
import { checkSchemas, requireUnchanged } from './server-owned.ts';
import { type AttributeTarget, type Target, targetOf } from './target.ts';

export interface Patched {
  /** `before` itself when nothing changed. A new password is in it as it was sent. */
  readonly resource: JsonObject;
  readonly changed: boolean;
  readonly tolerances: readonly Tolerance[];
  /** An error about the outcome, from whoever keeps it, as an error of the operation that brought it about. */
  readonly traced: (error: ScimError) => ScimError;
}

/**
 * Applies the body of a PATCH. `before` is not touched, and nothing is half done: one failing operation fails all.
 * What is valid is judged by the outcome, so a required attribute may be removed and set again (dispute D43).
 * @throws ScimError invalidSyntax, invalidPath, invalidFilter, noTarget, mutability or invalidValue, with the index of the operation
 * @see RFC 7644 §3.5.2
 */
export function applyPatch(
  schema: Schema,
  before: JsonObject,
  body: unknown,
  options: { readonly profile: Profile },
): Patched {
  const reading = readingOf(options.profile, 'patch');
  const operations = readPatch(body, reading);
  const patch: Patch = { draft: draftOf(schema, before), reading, last: new Map() };
  for (const operation of operations) {
    reading.operation = operation.index;
    located(operation, () => applyOperation(patch, operation));
  }
  const outcome = outcomeOf(patch.draft);
  requireOutcome(patch.draft, outcome, patch.last, operations);
  const { resource, changed } = finish(patch.draft, outcome);
  return { resource, changed, tolerances: reading.used, traced: (error) => tracedTo(patch.last, operations, error) };
}

/** The operation that touched the attribute last, or the first that gave the value which the error is about. */
function tracedTo(
  last: ReadonlyMap<Attribute, Operation>,
  operations: readonly Operation[],
  error: ScimError,
): ScimError {
  const { attribute: path, value } = error.position;
  for (const [{ path: touched }, operation] of last) {
    if (path !== touched && path?.startsWith(`${touched}.`) !== true) continue;
    const giver = value === undefined ? undefined : operations.find((each) => mentions(each.value, value));
    return locatedError(giver ?? operation, error);
  }
  return error;
}

function mentions(json: Json | undefined, text: string): boolean {
  if (json === text) return true;
  return typeof json === 'object' && json !== null && Object.values(json).some((inner) => mentions(inner, text));
}

interface Patch {
  readonly draft: Draft;
  readonly reading: Reading;
  /** The operation that touched an attribute last. */
  readonly last: Map<Attribute, Operation>;
}

function applyOperation(patch: Patch, operation: Operation): void {
  const { schema } = patch.draft;
  const target: Target =
    operation.path === undefined ? { kind: 'set', set: schema.base } : targetOf(schema, operation.path, patch.reading);
  if (operation.op !== 'remove' && operation.value === undefined) {
    throw scimError('invalidValue', `the operation must have a "value"`);
  }
  if (target.kind === 'attribute') applyTo(patch, operation, target, operation.value, true);
  else if (operation.op === 'remove') clearSet(patch, operation, target.set, undefined);
  else applyMembers(patch, operation, target.set, operation.value);
}

/** Applies each member of a value as an operation of its own, whose path is the name. */
function applyMembers(patch: Patch, operation: Operation, set: AttributeSet, value: Json | undefined): void {
  const { schema } = patch.draft;
  if (value === null && set !== schema.base && operation.op === 'replace') {
    clearSet(patch, operation, set, null);
    return;
  }
  if (!isObject(value)) {
    const reason = `without the path of an attribute, the value must be an object, not ${kindOf(value)}`;
    throw scimError('invalidValue', reason);
  }
  const seen = new Set<Attribute | AttributeSet>();
  for (const name of Object.keys(value)) {
    const member = memberTarget(patch, set, name);
    if (member === undefined) {
      refuseUnknown(name, patch.reading);
      continue;
    }
    const key = member.kind === 'set' ? member.set : plainAttribute(member);
    if (key !== undefined && seen.has(key)) throw 'urn' in key && 'name' in key ? twice(key) : twiceSet(name);
    if (key !== undefined) seen.add(key);
    const json = value[name] ?? null;
    if (member.kind === 'set') applyMembers(patch, operation, member.set, json);
    else applyTo(patch, operation, member, json, false);
  }
}

function plainAttribute({ attribute, selection, sub }: AttributeTarget): Attribute | undefined {
  return selection === undefined && sub === undefined ? attribute : undefined;
}

function twiceSet(name: string) {
  return scimError('invalidSyntax', `${quoted(name)} is given twice, in different spellings`);
}

/**
 * What a key means: an attribute, an extension, or a path for those who send paths as keys (dispute D01).
 * Within an extension there is no other, so the nesting of the value never decides how deep this goes.
 */
function memberTarget(patch: Patch, set: AttributeSet, name: string): Target | undefined {
  const { draft, reading } = patch;
  const attribute = set.attributes.get(name.toLowerCase());
  if (attribute !== undefined) return { kind: 'attribute', attribute, selection: undefined, sub: undefined };
  const path = set === draft.schema.base ? name : `${set.urn}:${name}`;
  const target = asKnown(() => targetOf(draft.schema, path, reading));
  if (target === undefined) return undefined;
  if (target.kind === 'set') return set === draft.schema.base ? target : undefined;
  const isName = plainAttribute(target) !== undefined && !name.includes(':');
  return isName || tolerates(reading, 'pathless-keys', name) ? target : undefined;
}

/** A key that is no good path is an unknown name, and these have their own rule (dispute D49). */
function asKnown(find: () => Target): Target | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof ScimError && error.scimType === 'invalidPath') return undefined;
    throw error;
  }
}

function applyTo(
  patch: Patch,
  operation: Operation,
  target: AttributeTarget,
  value: Json | undefined,
  isExplicit: boolean,
): void {
  const { op } = operation;
  const { attribute, sub } = target;
  const fixed = sub?.mutability === 'readOnly' ? sub : attribute;
  if (fixed.mutability === 'readOnly') {
    if (isExplicit) requireUnchanged(patch.draft, target, op, value);
    return;
  }
  if (attribute === patch.draft.schema.base.attributes.get('schemas')) {
    if (isExplicit) checkSchemas(patch.draft.schema, op, value);
    return;
  }
  patch.last.set(attribute, operation);
  applyToAttribute(patch.draft, { ...target, op, value }, patch.reading);
}

/** Removes each attribute of an extension, or replaces it by null, as the operation says. */
function clearSet(patch: Patch, operation: Operation, set: AttributeSet, value: null | undefined): void {
  for (const attribute of set.attributes.values()) {
    if (attribute.mutability === 'readOnly') continue;
    applyTo(patch, operation, { kind: 'attribute', attribute, selection: undefined, sub: undefined }, value, false);
  }
}
