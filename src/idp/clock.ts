/** Time, handed in. `sleep` of a virtual clock returns at once, with the time moved on. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** A clock that moves only when somebody sleeps. */
export function virtualClock(startMs: number): Clock {
  let now = startMs;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += Math.max(0, ms);
    },
  };
}

/** Milliseconds of a duration such as `90s`, `40m`, `6h`, `30d`; undefined when it is none. */
export function durationMs(text: string): number | undefined {
  const match = /^(\d+)(ms|s|m|h|d)$/.exec(text);
  if (match === null) return undefined;
  const unit = units[match[2] ?? ''];
  return unit === undefined ? undefined : Number(match[1]) * unit;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
