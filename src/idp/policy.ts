/** How an identity provider drives its work. The engine reads it; nothing here is code. */
export interface Policy {
  /** `cycles`: changes wait for the next cycle. `events`: a change leads to requests at once. */
  readonly mode: 'cycles' | 'events';
  /** From the start of one cycle to the start of the next. Without meaning in `events`. */
  readonly cycleMs: number;
  /** Jobs of one stage that are at work at a time; the requests of one job always follow each other. */
  readonly concurrency: number;
  /** The time from one request to the next. */
  readonly requestGapMs: number;
  readonly maxRequestsPerSecond?: number;
  /** A request that took longer, by the clock, counts as unanswered: the provider has closed the connection. */
  readonly timeoutMs?: number;
  /** How a job that is told to `wait` (429) is tried again. Absent: it fails at once. */
  readonly backoff?: Backoff;
  readonly onFailure: FailurePolicy;
  readonly quarantine?: Quarantine;
  /** How long a deleted person stays in the bin. Absent: until a `purged` change. */
  readonly purgeMs?: number;
}

export interface Backoff {
  readonly firstMs: number;
  /** Each further wait is so many times the one before. */
  readonly factor: number;
  /** Tries after the first; then the job fails. */
  readonly attempts: number;
  /** A `Retry-After` in whole seconds sets the first wait. */
  readonly honourRetryAfter: boolean;
}

export type FailurePolicy =
  /** Kept aside, and its key handed to later cycles: after `firstMs`, then `factor` times as long, up to `maxMs`. */
  | { readonly kind: 'escrow'; readonly firstMs: number; readonly factor: number; readonly maxMs: number }
  /** Waits for an administrator; `retryOnSync` lets each `sync` stand for the click on Retry. */
  | { readonly kind: 'task'; readonly retryOnSync: boolean };

export interface Quarantine {
  /** Failures counted before the share of them matters. */
  readonly minFailures: number;
  /** The share of failed jobs, from 0 to 1, above which the job is quarantined. */
  readonly share: number;
  /** So many failures quarantine it whatever the share; references are counted by `maxWithReferences` only. */
  readonly maxFailures: number;
  readonly maxWithReferences: number;
  /** The tries after the first failure; from the last on, one each `thenEveryMs`. */
  readonly triesMs: readonly number[];
  readonly thenEveryMs: number;
  /** After this long in quarantine the job is off for good. */
  readonly disabledAfterMs: number;
}
