import { queryEncodings, queryFrom } from '#wire';

/**
 * The target of a query for equality. The value is put between quotes as it is: a quote in it is not escaped, and such
 * objects cannot be matched. [entra-url-01, entra-url-02]
 */
export function matching(endpoint: '/Users' | '/Groups', attribute: string, value: string): string {
  const filter = `${attribute} eq "${value}"`;
  const excluded = endpoint === '/Groups' ? 'members' : undefined;
  const pairs = [
    ['excludedAttributes', excluded],
    ['filter', filter],
  ] as const;
  return `${endpoint}?${queryFrom(pairs, queryEncodings.form)}`;
}

/** Asks whether a reference is set. [entra-ref-01] */
export function referring(endpoint: '/Users' | '/Groups', id: string, attribute: string, value: string): string {
  const pairs = [
    ['filter', `id eq "${id}" and ${attribute} eq "${value}"`],
    ['attributes', 'id'],
  ] as const;
  return `${endpoint}?${queryFrom(pairs, queryEncodings.form)}`;
}
