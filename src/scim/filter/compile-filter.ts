import { isList, isObject, type Json, type JsonObject, own, quoted } from '../json.ts';
import { type Profile, profiles } from '../profile/profile.ts';
import type { Tolerance } from '../profile/tolerances.ts';
import type { Attribute, Schema } from '../schema/schema.ts';
import { type ScimError, scimError } from '../scim-error.ts';
import { printAttributeName } from './attribute-name.ts';
import { isAssigned, matcherOf, type ValueTest } from './compare-value.ts';
import type { AttributeName, CompareOperator, Filter, Literal } from './filter.ts';
import { type Place, placeIn, placeWithin } from './place.ts';

export type ResourceTest = (resource: JsonObject) => boolean;

export interface CompileOptions {
  /** Lenient unless given. */
  readonly profile?: Profile;
  /** What a name that the schema lacks does: refused on one resource type, no value in a query over several (dispute D16). */
  readonly unknownAttributes?: 'refuse' | 'no-value';
  /** Hears of each tolerance that was used. */
  readonly note?: (use: Tolerance) => void;
}

/**
 * Makes a test of a filter, for resources in the spelling of the schema.
 * A filter is two-valued: what is unassigned equals nothing but null, and `ne` means that no value is equal (dispute D12).
 * @throws ScimError invalidFilter for a name that the schema lacks, a password, or an operator that the type does not have
 * @see RFC 7644 §3.4.2.2
 */
export function compileFilter(schema: Schema, filter: Filter, options: CompileOptions = {}): ResourceTest {
  const { profile = profiles.lenient, note = ignore, unknownAttributes } = options;
  return compile(filter, {
    profile,
    note,
    resolve: (name) => placeIn(schema, name, profile, note),
    lenientNames: unknownAttributes === 'no-value',
  });
}

/** The same for one value of a complex attribute: what stands within brackets. */
export function compileElementFilter(
  parent: Attribute,
  filter: Filter,
  { profile, note }: { readonly profile: Profile; readonly note: (use: Tolerance) => void },
): ResourceTest {
  return compile(filter, {
    profile,
    note,
    resolve: (name) => placeWithin(parent, name),
    lenientNames: false,
  });
}

interface Context {
  readonly profile: Profile;
  readonly note: (use: Tolerance) => void;
  readonly resolve: (name: AttributeName) => Place | undefined;
  readonly lenientNames: boolean;
}

function ignore(): void {}
const never: ResourceTest = () => false;
const always: ResourceTest = () => true;

function compile(filter: Filter, context: Context): ResourceTest {
  switch (filter.kind) {
    case 'and':
      return all(filter.terms.map((term) => compile(term, context)));
    case 'or':
      return any(filter.terms.map((term) => compile(term, context)));
    case 'not': {
      const term = compile(filter.term, context);
      return (resource) => !term(resource);
    }
    case 'present': {
      const place = placeOf(filter.attribute, context);
      if (place === undefined) return never;
      return presence(place);
    }
    case 'compare':
      return comparison(filter.attribute, filter.operator, filter.value, context);
    case 'value-path':
      return valuePath(filter, context);
  }
}

function all(terms: readonly ResourceTest[]): ResourceTest {
  return (resource) => {
    for (const term of terms) if (!term(resource)) return false;
    return true;
  };
}

function any(terms: readonly ResourceTest[]): ResourceTest {
  return (resource) => {
    for (const term of terms) if (term(resource)) return true;
    return false;
  };
}

function placeOf(name: AttributeName, context: Context): Place | undefined {
  const place = context.resolve(name);
  if (place === undefined && !context.lenientNames) {
    throw refused(name, `${quoted(printAttributeName(name))} is no attribute of this resource type`);
  }
  if (place?.attribute !== undefined && isSecret(place.attribute)) {
    throw refused(name, `${quoted(place.attribute.path)} cannot be filtered by`);
  }
  return place;
}

/** Passwords and whatever else is never shown would be guessed letter by letter (dispute D47). */
function isSecret(attribute: Attribute): boolean {
  return attribute.returned === 'never' || (attribute.parent !== undefined && isSecret(attribute.parent));
}

function presence({ part, read }: Place): ResourceTest {
  return part === undefined
    ? (resource) => isAssigned(read(resource))
    : (resource) => someValue(read(resource), part, isAssigned);
}

function comparison(name: AttributeName, operator: CompareOperator, value: Literal, context: Context): ResourceTest {
  const place = placeOf(name, context);
  if (place === undefined) return (operator === 'eq') === (value === null) && isEquality(operator) ? always : never;
  const { attribute, part, read } = comparable(place, name);
  if (value === null) {
    const isPresent: ResourceTest = (resource) => someValue(read(resource), part, isGiven);
    return nullTest(operator, isPresent, name);
  }
  const test = matcherOf(attribute, operator === 'ne' ? 'eq' : operator, value, name, context);
  const matches: ResourceTest = (resource) => someValue(read(resource), part, test);
  return operator === 'ne' ? (resource) => !matches(resource) : matches;
}

function isEquality(operator: CompareOperator): boolean {
  return operator === 'eq' || operator === 'ne';
}

function nullTest(operator: CompareOperator, isPresent: ResourceTest, name: AttributeName): ResourceTest {
  if (operator === 'eq') return (resource) => !isPresent(resource);
  if (operator === 'ne') return isPresent;
  throw refused(name, `null can be compared with eq and ne only, not with ${operator}`);
}

/** A value that counts as assigned for `eq null`: unlike `pr`, this takes an empty string for a value (dispute D34). */
function isGiven(value: Json | undefined): boolean {
  return value === '' || isAssigned(value);
}

/** The place whose values are compared: a complex attribute stands for its `value` (dispute D13). */
function comparable({ attribute, part, read }: Place, name: AttributeName) {
  if (attribute !== undefined && attribute.type !== 'complex') return { attribute, part, read };
  const value = attribute?.subAttributes.get('value');
  if (value !== undefined && part === undefined) return { attribute: value, part: value.name, read };
  throw refused(
    name,
    `${quoted(printAttributeName(name))} is complex and has no "value": a filter must name one of its sub-attributes`,
  );
}

function valuePath(filter: Extract<Filter, { kind: 'value-path' }>, context: Context): ResourceTest {
  const place = placeOf(filter.attribute, context);
  if (place === undefined) return never;
  const { attribute, read } = place;
  if (attribute?.type !== 'complex') {
    throw refused(
      filter.attribute,
      `${quoted(printAttributeName(filter.attribute))} is not complex, so it takes no brackets`,
    );
  }
  const within: Context = { ...context, resolve: (name) => placeWithin(attribute, name), lenientNames: false };
  const element = compile(filter.filter, within);
  if (filter.after === undefined) return (resource) => someElement(read(resource), element);
  const { sub } = filter.after;
  const name: AttributeName = { urn: undefined, name: sub, sub: undefined, range: filter.range };
  if (filter.after.operator === 'pr') {
    const present = compile({ kind: 'present', attribute: name, range: filter.range }, within);
    return (resource) => someElement(read(resource), (value) => element(value) && present(value));
  }
  const negated = filter.after.operator === 'ne';
  const operator = negated ? 'eq' : filter.after.operator;
  const compared = comparison(name, operator, filter.after.value, within);
  const matches: ResourceTest = (resource) => someElement(read(resource), (value) => element(value) && compared(value));
  return negated ? (resource) => !matches(resource) : matches;
}

/** Whether some value passes: of what is held, or of that part in it. */
function someValue(held: Json | undefined, part: string | undefined, test: ValueTest): boolean {
  if (part === undefined) return isList(held) ? held.some(test) : test(held);
  const inElement = (element: Json | undefined): boolean => {
    if (!isObject(element)) return false;
    const value = own(element, part);
    return isList(value) ? value.some(test) : test(value);
  };
  return isList(held) ? held.some(inElement) : inElement(held);
}

function someElement(held: Json | undefined, test: ResourceTest): boolean {
  if (isList(held)) return held.some((element) => isObject(element) && test(element));
  return isObject(held) && test(held);
}

function refused(name: AttributeName, detail: string): ScimError {
  return scimError('invalidFilter', detail, { at: name.range.start, attribute: printAttributeName(name) });
}
