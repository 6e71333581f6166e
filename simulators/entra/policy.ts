import type { Policy } from '#idp';
import type { EntraOptions } from './options.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How Entra drives its work: cycles, escrow in doubling steps, quarantine. [entra-cycle-02, entra-fail-01 … -03] */
export function policy(options: EntraOptions): Policy {
  const cycleMs = options.cycleMinutes * minuteMs;
  return {
    mode: 'cycles',
    cycleMs,
    concurrency: options.concurrency,
    requestGapMs: 100,
    ...(options.maxRequestsPerSecond === undefined ? {} : { maxRequestsPerSecond: options.maxRequestsPerSecond }),
    ...(options.honourRetryAfter ? { backoff } : {}),
    onFailure: { kind: 'escrow', firstMs: cycleMs, factor: 2, maxMs: dayMs },
    ...(options.quarantine ? { quarantine: quarantine(options) } : {}),
    purgeMs: options.purgeDays * dayMs,
  };
}

const backoff = { firstMs: minuteMs, factor: 2, attempts: 5, honourRetryAfter: true } as const;

function quarantine(options: EntraOptions): NonNullable<Policy['quarantine']> {
  return {
    minFailures: options.quarantineMinFailures,
    share: options.quarantineShare / 100,
    maxFailures: options.quarantineMaxFailures,
    maxWithReferences: options.quarantineMaxWithReferences,
    triesMs: [6 * hourMs, 12 * hourMs, 24 * hourMs],
    thenEveryMs: dayMs,
    disabledAfterMs: 28 * dayMs,
  };
}
