import { queryEncodings, queryFrom } from '#wire';
import type { OneLoginOptions } from './options.ts';

/** The target of the look-up: form encoding, and nothing but the filter. [onelogin-url-02] */
export function matching(userName: string, options: OneLoginOptions): string {
  const encoding = { ...queryEncodings.percent, space: '+' } as const;
  return marked(`/Users?${queryFrom([['filter', `userName eq "${userName}"`]], encoding)}`, options);
}

/** A target with the stray mark that the client appends. [onelogin-url-01] */
export function marked(target: string, { strayQueryMarks }: OneLoginOptions): string {
  if (!strayQueryMarks) return target;
  return target.includes('?') ? `${target}&` : `${target}?`;
}
