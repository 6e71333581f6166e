import { queryEncodings, queryFrom } from '#wire';
import type { OktaOptions } from './options.ts';

/** The target of a look-up by equality. The value stands between the quotes as it is. [okta-query-01, okta-query-02] */
export function matching(
  endpoint: '/Users' | '/Groups',
  attribute: string,
  value: string,
  { spaceEncoding }: OktaOptions,
): string {
  const pairs = [
    ['filter', `${attribute} eq "${value}"`],
    ['startIndex', 1],
    ['count', pageSize],
  ] as const;
  return `${endpoint}?${queryFrom(pairs, { ...queryEncodings.percent, space: spaceEncoding })}`;
}

export function page(endpoint: '/Users' | '/Groups', startIndex: number, count: number): string {
  return `${endpoint}?startIndex=${startIndex}&count=${count}`;
}

export const pageSize = 100;
