/** So many requests in so many milliseconds, for each token. */
export interface Rate {
  readonly requests: number;
  readonly perMs: number;
}

const units = { s: 1000, sec: 1000, min: 60_000, m: 60_000, h: 3_600_000 } as const;

/** Reads `600/min`, `10/s`, `1000/h` or `off`; undefined is returned for anything else, null for `off`. */
export function parseRate(text: string): Rate | null | undefined {
  if (text === 'off') return null;
  const match = /^([1-9]\d{0,8})\/(s|sec|min|m|h)$/.exec(text);
  const unit = Object.entries(units).find(([name]) => name === match?.[2]);
  return match === null || unit === undefined ? undefined : { requests: Number(match[1]), perMs: unit[1] };
}

export interface RateLimit {
  /** Null is no limit. */
  readonly rate: Rate | null;
  /** The rate as the RateLimit-Policy header tells it; undefined without one. */
  readonly policy: string | undefined;
  /** Another rate from now on, with full buckets. */
  set(rate: Rate | null): void;
  /** Takes one request of `key` into account. @returns 0 if it may pass, else the whole seconds to wait */
  take(key: string): number;
  /** What `take` would answer, without taking. */
  peek(key: string): number;
}

/**
 * A token bucket for each key: full at first, refilled evenly. `now` is in milliseconds.
 * A refused request costs nothing, so a client that waits as told gets through.
 */
export function rateLimit(initial: Rate | null, now: () => number): RateLimit {
  const buckets = new Map<string, { level: number; at: number }>();
  let rate = initial;
  let policy = policyOf(initial);
  /** The bucket as it is now. A clock that was set back fills nothing. */
  const bucketOf = (key: string, { requests, perMs }: Rate) => {
    const at = now();
    const bucket = buckets.get(key) ?? { level: requests, at };
    const refill = (Math.max(at - bucket.at, 0) * requests) / perMs;
    return { level: Math.min(bucket.level + refill, requests), at: Math.max(at, bucket.at) };
  };
  return {
    get rate() {
      return rate;
    },
    get policy() {
      return policy;
    },
    set(wanted) {
      rate = wanted;
      policy = policyOf(wanted);
      buckets.clear();
    },
    take(key) {
      if (rate === null) return 0;
      const { level, at } = bucketOf(key, rate);
      const passes = level >= 1;
      buckets.set(key, { level: passes ? level - 1 : level, at });
      return passes ? 0 : secondsToWait(level, rate);
    },
    peek(key) {
      if (rate === null) return 0;
      const { level } = bucketOf(key, rate);
      return level >= 1 ? 0 : secondsToWait(level, rate);
    },
  };
}

function secondsToWait(level: number, { requests, perMs }: Rate): number {
  return Math.max(1, Math.ceil(((1 - level) * perMs) / requests / 1000));
}

/** As the drafts of the IETF on rate limits write it: the quota of a token, and the window in seconds. */
function policyOf(rate: Rate | null): string | undefined {
  return rate === null ? undefined : `"token";q=${rate.requests};w=${Math.max(1, Math.round(rate.perMs / 1000))}`;
}
