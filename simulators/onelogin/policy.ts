import type { Policy } from '#idp';
import { approvalMs } from './approval.ts';
import type { OneLoginOptions } from './options.ts';

/** How OneLogin drives its work: at once, one request after another, and nothing is tried again by itself. [onelogin-task-01, onelogin-fail-01] */
export function policy(options: OneLoginOptions): Policy {
  const firstMs = approvalMs(options);
  return {
    mode: 'events',
    cycleMs: 0,
    concurrency: 1,
    requestGapMs: 250,
    // Only a task that is to be approved waits; no answer of a server makes one wait.
    ...(firstMs === undefined ? {} : { backoff: { firstMs, factor: 1, attempts: 1, honourRetryAfter: false } }),
    onFailure: { kind: 'task', retryOnSync: options.adminRetry !== 'none' },
  };
}
