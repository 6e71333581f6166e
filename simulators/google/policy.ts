import type { Policy } from '#idp';
import type { GoogleOptions } from './options.ts';

const hourMs = 3_600_000;

/** How Google drives its work: cycles; whoever failed is taken up again by the next one. [google-cycle-01, google-fail-01] */
export function policy(options: GoogleOptions): Policy {
  const cycleMs = options.cycleHours * hourMs;
  return {
    mode: 'cycles',
    cycleMs,
    concurrency: 1,
    requestGapMs: 100,
    // The next cycle, every time.
    onFailure: { kind: 'escrow', firstMs: cycleMs, factor: 1, maxMs: cycleMs },
    quarantine: {
      ...uncounted,
      triesMs: [],
      thenEveryMs: cycleMs,
      disabledAfterMs: options.reauthorize === 'next-cycle' ? Number.POSITIVE_INFINITY : 0,
    },
  };
}

/** No share of failures stops the work; only a refused credential does, and until somebody reauthorises. [google-auth-03] */
const uncounted = {
  minFailures: Number.POSITIVE_INFINITY,
  share: 1,
  maxFailures: Number.POSITIVE_INFINITY,
  maxWithReferences: Number.POSITIVE_INFINITY,
} as const;
