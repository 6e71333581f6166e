import type { Transport } from '#wire';

export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** A transport that begins at most `ratePerSecond` requests a second, evenly spread, in the order of the calls. */
export function paced(
  transport: Transport,
  options: { readonly ratePerSecond: number; readonly clock: Clock },
): Transport {
  const gapMs = 1000 / options.ratePerSecond;
  let nextMs = Number.NEGATIVE_INFINITY;
  return async (request) => {
    const now = options.clock.now();
    const beginMs = Math.max(now, nextMs);
    nextMs = beginMs + gapMs;
    if (beginMs > now) await options.clock.sleep(beginMs - now);
    return transport(request);
  };
}
