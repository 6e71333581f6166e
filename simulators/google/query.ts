import { queryEncodings, queryFrom } from '#wire';
import type { GoogleOptions } from './options.ts';

/** The target of the look-up before a create: `startIndex`, and no `count`. [google-lookup-01, google-lookup-02] */
export function matching(userName: string, { queryEncoding }: GoogleOptions): string {
  const pairs = [
    ['filter', `userName eq "${userName}"`],
    ['startIndex', 1],
  ] as const;
  return `/Users?${queryFrom(pairs, { ...queryEncodings.percent, space: queryEncoding })}`;
}
