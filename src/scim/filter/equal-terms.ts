import type { Json } from '../json.ts';
import type { Filter } from './filter.ts';

/** The comparisons of a filter that says nothing but that parts are equal to something; undefined for any other filter. */
export function equalTerms(filter: Filter): readonly { readonly name: string; readonly value: Json }[] | undefined {
  if (filter.kind === 'compare') {
    return filter.operator === 'eq' ? [{ name: filter.attribute.name, value: filter.value }] : undefined;
  }
  if (filter.kind !== 'and') return undefined;
  const terms = filter.terms.map(equalTerms);
  return terms.every((each) => each !== undefined) ? terms.flat() : undefined;
}
