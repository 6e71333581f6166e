import { findAttribute } from '../schema/find-attribute.ts';
import type { Attribute, Schema } from '../schema/schema.ts';
import { fold } from '../text/fold.ts';
import type { AttributeName, CompareOperator, Filter, Literal } from './filter.ts';

/** A condition that every match of a filter meets, such as an index can answer. */
export interface Equality {
  /** Path of the attribute in the spelling of the schema: `userName`, `emails.value`. */
  readonly path: string;
  readonly operator: 'eq' | 'sw';
  readonly value: string | number | boolean;
  /** The value as the attribute compares: a string in its folded form. */
  readonly folded: string | number | boolean;
}

/**
 * The terms of the top-level `and` that a store may look up in an index before it applies the filter itself;
 * those within brackets count too, for some value must meet each of them.
 */
export function equalities(schema: Schema, filter: Filter): readonly Equality[] {
  switch (filter.kind) {
    case 'and':
      return filter.terms.flatMap((term) => equalities(schema, term));
    case 'compare':
      return equality(attributeOf(schema, filter.attribute), filter.operator, filter.value);
    case 'value-path': {
      const parent = findAttribute(schema, filter.attribute);
      const operation = filter.after;
      const after =
        parent === undefined || operation === undefined || operation.operator === 'pr'
          ? []
          : equality(parent.subAttributes.get(operation.sub.toLowerCase()), operation.operator, operation.value);
      return [...within(parent, filter.filter), ...after];
    }
    default:
      return [];
  }
}

function within(parent: Attribute | undefined, filter: Filter): readonly Equality[] {
  if (filter.kind === 'and') return filter.terms.flatMap((term) => within(parent, term));
  if (filter.kind !== 'compare') return [];
  return equality(parent?.subAttributes.get(filter.attribute.name.toLowerCase()), filter.operator, filter.value);
}

function attributeOf(schema: Schema, name: AttributeName): Attribute | undefined {
  const attribute = findAttribute(schema, name);
  return attribute?.type === 'complex' ? attribute.subAttributes.get('value') : attribute;
}

function equality(attribute: Attribute | undefined, operator: CompareOperator, value: Literal): readonly Equality[] {
  if (attribute === undefined || value === null || (operator !== 'eq' && operator !== 'sw')) return [];
  if (attribute.type === 'dateTime' || attribute.type === 'boolean') return [];
  if (typeof value !== 'string')
    return operator === 'eq' ? [{ path: attribute.path, operator, value, folded: value }] : [];
  return [{ path: attribute.path, operator, value, folded: fold(attribute.folding, value) }];
}
