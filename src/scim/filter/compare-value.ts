import { isList, isObject, type Json } from '../json.ts';
import type { Profile } from '../profile/profile.ts';
import type { Tolerance } from '../profile/tolerances.ts';
import type { Attribute } from '../schema/schema.ts';
import { scimError } from '../scim-error.ts';
import { compareText } from '../text/compare.ts';
import { type Folding, fold, isAscii } from '../text/fold.ts';
import { instantOf } from '../text/instant.ts';
import { printAttributeName } from './attribute-name.ts';
import type { AttributeName, CompareOperator } from './filter.ts';

export type ValueTest = (value: Json | undefined) => boolean;
type Operator = Exclude<CompareOperator, 'ne'>;
type Order = 'gt' | 'ge' | 'lt' | 'le';

/** True for a value that `pr` finds: null, "", [] and {} are as good as none, false and 0 are values. */
export function isAssigned(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (isList(value)) return value.some(isAssigned);
  return !isObject(value) || Object.values(value).some(isAssigned);
}

interface Reading {
  readonly profile: Profile;
  readonly note: (use: Tolerance) => void;
}

/**
 * The test of one value of a simple attribute against a literal.
 * @throws ScimError invalidFilter when the operator or the literal does not fit the type of the attribute
 */
export function matcherOf(
  attribute: Attribute,
  operator: Operator,
  literal: string | number | boolean,
  name: AttributeName,
  reading: Reading,
): ValueTest {
  const refuse = (why: string): never => {
    throw scimError('invalidFilter', `${printAttributeName(name)} ${operator}: ${why}`, {
      at: name.range.start,
      attribute: attribute.path,
    });
  };
  if (operator === 'co' || operator === 'sw' || operator === 'ew') {
    return textPart(operator, attribute.folding, String(literal));
  }
  switch (attribute.type) {
    case 'boolean': {
      if (operator !== 'eq') return refuse('booleans have no order');
      return booleanTest(
        attribute,
        booleanOf(literal, reading, attribute) ?? refuse('a boolean compares with true or false'),
      );
    }
    case 'integer':
    case 'decimal':
      if (typeof literal !== 'number') return refuse('a number compares with a number');
      return numberTest(operator, literal);
    case 'dateTime': {
      const instant = typeof literal === 'string' ? instantOf(literal) : undefined;
      return instantTest(operator, instant ?? refuse('a dateTime compares with a string like "2026-05-13T04:42:34Z"'));
    }
    case 'binary':
      if (operator !== 'eq') return refuse('binary values have no order');
      break;
    default:
  }
  if (typeof literal !== 'string') return refuse(`a ${attribute.type} compares with a string in double quotes`);
  return operator === 'eq' ? sameText(attribute.folding, literal) : textOrder(operator, attribute.folding, literal);
}

/** A value without `primary` is as one that says false (RFC 7643 §2.4). */
function booleanTest(attribute: Attribute, wanted: boolean): ValueTest {
  if (wanted || attribute.name.toLowerCase() !== 'primary') return (value) => value === wanted;
  return (value) => value === false || value === undefined || value === null;
}

function booleanOf(literal: string | number | boolean, { profile, note }: Reading, attribute: Attribute) {
  if (typeof literal === 'boolean') return literal;
  const text = String(literal).toLowerCase();
  if ((text !== 'true' && text !== 'false') || !profile.tolerances.has('filter-text-boolean')) return undefined;
  note({ id: 'filter-text-boolean', attribute: attribute.path });
  return text === 'true';
}

const inOrder: { readonly [operator in Order]: (order: number) => boolean } = {
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};

function numberTest(operator: 'eq' | Order, literal: number): ValueTest {
  if (operator === 'eq') return (value) => value === literal;
  const test = inOrder[operator];
  return (value) => typeof value === 'number' && test(value - literal);
}

function instantTest(operator: 'eq' | Order, literal: number): ValueTest {
  const test = operator === 'eq' ? (order: number) => order === 0 : inOrder[operator];
  return (value) => {
    const instant = typeof value === 'string' ? instantOf(value) : undefined;
    return instant !== undefined && test(instant - literal);
  };
}

function sameText(folding: Folding, literal: string): ValueTest {
  const wanted = fold(folding, literal);
  if (folding === 'exact') return (value) => value === wanted;
  // What folds to ASCII text has as many characters as that text, so most values are settled by their length.
  const { length } = wanted;
  if (isAscii(wanted)) {
    return (value) => typeof value === 'string' && value.length === length && fold(folding, value) === wanted;
  }
  return (value) => typeof value === 'string' && fold(folding, value) === wanted;
}

function textOrder(operator: Order, folding: Folding, literal: string): ValueTest {
  const wanted = fold(folding, literal);
  const test = inOrder[operator];
  return (value) => typeof value === 'string' && test(compareText(fold(folding, value), wanted));
}

/** Parts of text are sought in numbers and booleans as JSON writes them, so that every operator works on every type. */
function textPart(operator: 'co' | 'sw' | 'ew', folding: Folding, literal: string): ValueTest {
  const wanted = fold(folding, literal);
  const holds: { readonly [operator in 'co' | 'sw' | 'ew']: (text: string) => boolean } = {
    co: (text) => text.includes(wanted),
    sw: (text) => text.startsWith(wanted),
    ew: (text) => text.endsWith(wanted),
  };
  const test = holds[operator];
  return (value) => {
    if (typeof value === 'string') return test(fold(folding, value));
    return (typeof value === 'number' || typeof value === 'boolean') && test(String(value));
  };
}
