import type { Header } from '#wire';
import type { EngineNext } from './reaction.ts';

/** How a provider gets an access token: one form POST. */
export interface TokenRequest {
  readonly url: string;
  /** Besides the type of a form. */
  readonly headers: readonly Header[];
  /** Name and value of each field, in order. */
  readonly form: readonly (readonly [name: string, value: string])[];
  readonly behaviour: string;
  /** What becomes of the work when no token is given. */
  readonly refused: { readonly next: EngineNext; readonly code: string };
}

export interface AccessToken {
  readonly token: string;
  /** Epoch milliseconds. */
  readonly goodUntil: number;
}

/** How long a token is used that does not say how long it is good, and how long before its end it is renewed. */
const usuallyMs = 3_600_000;
const earlyMs = 60_000;

/** Reads the answer of a token endpoint; undefined when there is no token in it. @see RFC 6749 §5.1 */
export function accessTokenIn(body: string, now: number): AccessToken | undefined {
  try {
    const { access_token: token, expires_in: seconds } = JSON.parse(body) ?? {};
    if (typeof token !== 'string' || token === '') return undefined;
    const lifeMs = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : usuallyMs;
    return { token, goodUntil: now + Math.max(lifeMs - earlyMs, lifeMs / 2) };
  } catch {
    return undefined;
  }
}
