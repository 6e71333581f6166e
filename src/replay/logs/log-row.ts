/** One row of a provider's own log. */
export interface LogRow {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What the provider calls it: `create`, `application.provision.user.push`. */
  readonly action: string;
  /** Whom it concerns, as the log names them. */
  readonly subject: string;
  readonly status: 'Success' | 'Failure' | 'Skipped' | 'Warning';
  /** Why it failed or was skipped; else empty. */
  readonly reason: string;
  /** The steps or changes that the log tells, in its words. */
  readonly details: readonly string[];
}
