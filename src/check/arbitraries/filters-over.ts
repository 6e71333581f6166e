import fc from 'fast-check';
import { findAttributeByPath, isObject, type JsonObject, type Schema } from '#scim';

export interface FiltersOptions {
  /** Logic is put around comparisons down to this depth. */
  readonly depth?: number;
}

/** Attributes whose comparison nobody disputes, where the target has them: simple, single, and no date. */
const paths = [
  'userName',
  'displayName',
  'title',
  'nickName',
  'userType',
  'name.givenName',
  'name.familyName',
  'active',
];

/**
 * Filters over a known population, as text, in constructs whose meaning is not disputed: eq, co, sw and ew of strings,
 * eq of booleans, pr, and the logic around them. Values are taken from the population, whole and in part, so that
 * filters hit. `not` and `ne` stand only before attributes that everybody has (D12).
 */
export function filtersOver(
  schema: Schema,
  population: readonly JsonObject[],
  { depth = 2 }: FiltersOptions = {},
): fc.Arbitrary<string> {
  const known = paths.flatMap((path) => {
    const attribute = findAttributeByPath(schema, path);
    if (attribute === undefined || attribute.returned !== 'default') return [];
    const values = population
      .map((resource) => valueAt(resource, path))
      .filter((value) => value !== undefined && value !== null);
    return values.length === 0 ? [] : [{ path, values, everybody: values.length === population.length }];
  });
  const compare = fc.oneof(...known.map(({ path, values }) => comparisons(path, values)));
  const certain = fc.oneof(
    ...known.filter(({ everybody }) => everybody).map(({ path, values }) => comparisons(path, values)),
  );
  const negated = certain.map((filter) => `not (${filter})`);

  const level = (left: number): fc.Arbitrary<string> => {
    if (left === 0) return compare;
    const inner = level(left - 1);
    const joined = fc.tuple(fc.constantFrom('and', 'or'), inner, inner).map(([word, a, b]) => `(${a}) ${word} (${b})`);
    return fc.oneof(
      { weight: 3, arbitrary: compare },
      { weight: 2, arbitrary: joined },
      { weight: 1, arbitrary: negated },
    );
  };
  return level(depth);
}

function comparisons(path: string, values: readonly unknown[]): fc.Arbitrary<string> {
  const present = fc.constant(`${path} pr`);
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length === 0) {
    return fc.oneof(
      present,
      fc.constantFrom(...values).map((value) => `${path} eq ${JSON.stringify(value)}`),
    );
  }
  const whole = fc.constantFrom(...texts).map((text) => `${path} eq ${JSON.stringify(text)}`);
  const part = fc
    .tuple(fc.constantFrom('co', 'sw', 'ew'), fc.constantFrom(...texts), fc.nat(3), fc.integer({ min: 1, max: 6 }))
    .map(
      ([operator, text, from, length]) => `${path} ${operator} ${JSON.stringify(partOf(text, operator, from, length))}`,
    );
  return fc.oneof(present, whole, part);
}

function partOf(text: string, operator: string, from: number, length: number): string {
  if (operator === 'sw') return text.slice(0, length);
  if (operator === 'ew') return text.slice(-length);
  return text.slice(from, from + length) || text;
}

function valueAt(resource: JsonObject, path: string): unknown {
  const [name = '', sub] = path.split('.');
  const value = resource[name];
  return sub === undefined ? value : isObject(value) ? value[sub] : undefined;
}
