import { isObject, type Json, type JsonObject, kindOf, own, quoted, sameJson } from '../json.ts';
import type { Profile } from '../profile/profile.ts';
import { type Reading, readingOf, tolerates } from '../profile/reading.ts';
import type { Tolerance } from '../profile/tolerances.ts';
import { refuseUnknown, requireParts, twice } from '../resource/read-value.ts';
import { attributeSetOf } from '../schema/find-attribute.ts';
import { currentUrn } from '../schema/older-urns.ts';
import type { Attribute, AttributeSet, Schema } from '../schema/schema.ts';
import { ScimError, scimError } from '../scim-error.ts';
import { applyToAttribute, type Change } from './apply-to-attribute.ts';
import { type Draft, draftOf, finish, touched, valueBefore, valueIn } from './draft.ts';
import { type Op, type Operation, readPatch } from './read-patch.ts';
import { type Target, targetOf } from './target.ts';

export interface Patched {
  /** `before` itself when nothing changed. A new password is in it as it was sent. */
  readonly resource: JsonObject;
  readonly changed: boolean;
  readonly tolerances: readonly Tolerance[];
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
  requireOutcome(patch, operations);
  return { ...finish(patch.draft), tolerances: reading.used };
}

interface Patch {
  readonly draft: Draft;
  readonly reading: Reading;
  /** The operation that touched an attribute last, and whether it was a remove. */
  readonly last: Map<Attribute, Operation>;
}

/** Runs one operation, and says in its errors which one it was. */
function located(operation: Operation, run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    const { index, op, path } = operation;
    const where = `Operations[${index}] (${op}${path === undefined ? '' : ` ${quoted(path)}`})`;
    throw new ScimError(error.status, error.scimType, `${where}: ${error.message}`, {
      ...error.position,
      operation: index,
    });
  }
}

function applyOperation(patch: Patch, operation: Operation): void {
  const { schema } = patch.draft;
  const target: Target =
    operation.path === undefined ? { kind: 'set', set: schema.base } : targetOf(schema, operation.path, patch.reading);
  if (operation.op !== 'remove' && operation.value === undefined) {
    throw scimError('invalidValue', `the operation must have a "value"`);
  }
  if (target.kind === 'attribute') applyTo(patch, operation, target, operation.value, true);
  else if (operation.op === 'remove') removeSet(patch, operation, target.set);
  else applyMembers(patch, operation, target.set, operation.value);
}

/** Applies each member of a value as an operation of its own, whose path is the name. */
function applyMembers(patch: Patch, operation: Operation, set: AttributeSet, value: Json | undefined): void {
  const { schema } = patch.draft;
  if (value === null && set !== schema.base && operation.op === 'replace') {
    removeSet(patch, { ...operation, op: 'remove' }, set);
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

function plainAttribute({ attribute, selection, sub }: Extract<Target, { kind: 'attribute' }>): Attribute | undefined {
  return selection === undefined && sub === undefined ? attribute : undefined;
}

function twiceSet(name: string) {
  return scimError('invalidSyntax', `${quoted(name)} is given twice, in different spellings`);
}

/** What a key means: an attribute, an extension, or a path for those who send paths as keys (dispute D01). */
function memberTarget(patch: Patch, set: AttributeSet, name: string): Target | undefined {
  const { draft, reading } = patch;
  const attribute = set.attributes.get(name.toLowerCase());
  if (attribute !== undefined) return { kind: 'attribute', attribute, selection: undefined, sub: undefined };
  if (set !== draft.schema.base && !/[.[]/.test(name)) return undefined;
  const note = ({ id, attribute }: Tolerance) => tolerates(reading, id, attribute);
  const extension = attributeSetOf(draft.schema, currentUrn(draft.schema, name, reading.profile, note));
  if (extension !== undefined && extension !== set) return { kind: 'set', set: extension };
  const path = set === draft.schema.base ? name : `${set.urn}:${name}`;
  const target = asKnown(() => targetOf(draft.schema, path, reading));
  const isPlain =
    target === undefined || (target.kind === 'attribute' && plainAttribute(target) && !name.includes(':'));
  return isPlain || tolerates(reading, 'pathless-keys', name) ? target : undefined;
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
  target: Extract<Target, { kind: 'attribute' }>,
  value: Json | undefined,
  isExplicit: boolean,
): void {
  const { op } = operation;
  const { attribute, sub } = target;
  const fixed = sub?.mutability === 'readOnly' ? sub : attribute;
  if (fixed.mutability === 'readOnly') {
    if (isExplicit) requireUnchanged(patch, target, op, value);
    return;
  }
  if (attribute.name === 'schemas') {
    if (isExplicit) checkSchemas(patch.draft.schema, op, value);
    return;
  }
  patch.last.set(attribute, operation);
  const earlier = attribute.mutability === 'immutable' ? valueIn(patch.draft, attribute) : undefined;
  const change: Change = { ...target, op, value };
  applyToAttribute(patch.draft, change, patch.reading);
  if (earlier === undefined || (Array.isArray(earlier) && earlier.length === 0)) return;
  if (!sameJson(earlier, valueIn(patch.draft, attribute))) {
    throw scimError('mutability', `${attribute.path} is immutable and has a value`, { attribute: attribute.path });
  }
}

/** A readOnly attribute may be named with the value that it has (dispute D07). */
function requireUnchanged(
  { draft }: Patch,
  { attribute, selection, sub }: Extract<Target, { kind: 'attribute' }>,
  op: Op,
  value: Json | undefined,
): void {
  const held = valueIn(draft, attribute);
  const chosen = (Array.isArray(held) ? held : held === undefined ? [] : [held]).filter(
    (element) => selection === undefined || (isObject(element) && selection.test(element)),
  );
  const present = chosen.map((element) => (sub && isObject(element) ? own(element, sub.name) : element));
  const isSame =
    op !== 'remove' &&
    present.length > 0 &&
    (sub === undefined && selection === undefined
      ? sameJson(held, value)
      : present.every((each) => sameJson(each, value)));
  if (isSame) return;
  const path = (sub ?? attribute).path;
  throw scimError('mutability', `${path} is readOnly`, { attribute: path });
}

/** The list follows from the data (dispute D18), so it can be named but not bent. */
function checkSchemas(schema: Schema, op: Op, value: Json | undefined): void {
  const position = { attribute: 'schemas' };
  if (op === 'remove') throw scimError('mutability', 'schemas is required', position);
  const list = Array.isArray(value) ? value : [value];
  if (!list.every((urn) => typeof urn === 'string')) {
    throw scimError('invalidValue', 'schemas must be a list of URNs', position);
  }
  const wanted = schema.base.urn.toLowerCase();
  if (op === 'replace' && !list.some((urn) => urn.toLowerCase() === wanted)) {
    throw scimError('invalidValue', `schemas must have ${quoted(schema.base.urn)}`, position);
  }
}

function removeSet(patch: Patch, operation: Operation, set: AttributeSet): void {
  if (set === patch.draft.schema.base) {
    throw scimError('noTarget', 'a remove must name an attribute or an extension');
  }
  for (const attribute of set.attributes.values()) {
    if (attribute.mutability === 'readOnly') continue;
    applyTo(patch, operation, { kind: 'attribute', attribute, selection: undefined, sub: undefined }, undefined, false);
  }
}

/** Judges the outcome: what is required is there, at the top and within complex values. */
function requireOutcome({ draft, last }: Patch, operations: readonly Operation[]): void {
  const extensions = new Set<AttributeSet>();
  for (const [attribute, value] of touched(draft)) {
    const operation = last.get(attribute);
    if (operation === undefined) continue;
    const set = draft.schema.extensions.get(attribute.urn.toLowerCase());
    if (set !== undefined) extensions.add(set);
    located(operation, () => {
      if (value !== undefined) requireSubAttributes(attribute, value, operation);
      else if (attribute.required && (set === undefined || hasValues(draft, set))) throw missing(attribute, operation);
    });
  }
  for (const set of extensions) requireExtension(draft, set, operations);
}

function requireSubAttributes(attribute: Attribute, value: Json, operation: Operation): void {
  if (![...attribute.subAttributes.values()].some((sub) => sub.required && sub.mutability !== 'readOnly')) return;
  for (const element of Array.isArray(value) ? value : [value]) {
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
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
