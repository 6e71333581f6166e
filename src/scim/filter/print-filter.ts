import { printAttributeName } from './attribute-name.ts';
import type { Filter, Literal } from './filter.ts';

/** The text of a filter, by the strict grammar unless the filter itself goes beyond it. Parsing it gives the same filter. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'present':
      return `${printAttributeName(filter.attribute)} pr`;
    case 'compare':
      return `${printAttributeName(filter.attribute)} ${filter.operator} ${printLiteral(filter.value)}`;
    case 'not':
      return `not (${printFilter(filter.term)})`;
    case 'and':
      return filter.terms.map((term) => grouped(term, term.kind === 'and' || term.kind === 'or')).join(' and ');
    case 'or':
      return filter.terms.map((term) => grouped(term, term.kind === 'or')).join(' or ');
    case 'value-path': {
      const path = `${printAttributeName(filter.attribute)}[${printFilter(filter.filter)}]`;
      if (filter.after === undefined) return path;
      const { sub, operator } = filter.after;
      return `${path}.${sub} ${operator}${operator === 'pr' ? '' : ` ${printLiteral(filter.after.value)}`}`;
    }
  }
}

function grouped(filter: Filter, inParentheses: boolean): string {
  return inParentheses ? `(${printFilter(filter)})` : printFilter(filter);
}

function printLiteral(value: Literal): string {
  return JSON.stringify(value);
}
