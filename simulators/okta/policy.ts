import type { Policy } from '#idp';
import type { OktaOptions } from './options.ts';

/** How Okta drives its work: at once, and only a 429 is tried again by itself. [okta-timing-01, okta-error-01, okta-error-02] */
export function policy(options: OktaOptions): Policy {
  return {
    mode: 'events',
    cycleMs: 0,
    concurrency: options.concurrency,
    requestGapMs: options.requestGapMs,
    timeoutMs: options.timeoutSeconds * 1000,
    backoff: {
      firstMs: options.rateLimitSeconds * 1000,
      factor: options.rateLimitFactor,
      attempts: options.rateLimitAttempts,
      honourRetryAfter: true,
    },
    onFailure: { kind: 'task', retryOnSync: options.adminRetry !== 'none' },
  };
}
