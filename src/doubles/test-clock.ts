/** Time that a test holds in its hand: it runs as everybody's does until it is set, and moves on request. */
export interface TestClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /**
   * Stops the clock at an instant: milliseconds since 1970, or ISO 8601.
   * @throws RangeError for what is no instant
   */
  readonly set: (instant: number | string) => void;
  /** Moves it on by so many milliseconds, whether it runs or stands. */
  readonly advance: (ms: number) => void;
  /** Lets it run with everybody's again. */
  readonly release: () => void;
}

export function testClock(real: () => number = Date.now): TestClock {
  let frozen: number | undefined;
  let ahead = 0;
  return {
    now: () => (frozen ?? real()) + ahead,
    set: (instant) => {
      const ms = typeof instant === 'number' ? instant : Date.parse(instant);
      if (!Number.isFinite(ms)) throw new RangeError(`"${instant}" is no instant; write milliseconds or ISO 8601`);
      frozen = ms;
      ahead = 0;
    },
    advance: (ms) => {
      ahead += ms;
    },
    release: () => {
      frozen = undefined;
      ahead = 0;
    },
  };
}
