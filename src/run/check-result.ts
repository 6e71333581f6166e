import type { Finding, RequirementText } from './run.ts';

/** The raw result of one execution of a check, as the runner's reporter collects it. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly source?: string;
  readonly requirements: readonly string[];
  readonly needs: readonly string[];
  /** Ids of checks without which this one means nothing. */
  readonly after: readonly string[];
  readonly tags: readonly string[];
  /** The runner's own word. */
  readonly status: 'passed' | 'failed' | 'timedOut' | 'skipped' | 'interrupted';
  readonly findings: readonly Finding[];
  /** Requirements that no catalogue holds: rows of a mapping file, by id. */
  readonly rules?: Readonly<Record<string, RequirementText>>;
  /** What the target lacks, in one sentence; its presence makes the check unsupported. */
  readonly unsupported?: string;
  /** Why the check was not put, or not to its end: no time was left, or the run was stopped. */
  readonly notRun?: string;
  /** A pass on fewer values than planned, and how many. */
  readonly cutShort?: string;
  /** What broke on our side. A failed judgement is a finding, not an error. */
  readonly error?: string;
  /** What broke is that the target gave no answer. */
  readonly isUnanswered?: boolean;
  /** ISO 8601, UTC. Of several results of one check (retries, shards, machines) the latest counts. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** 0 at first, one more with each retry. */
  readonly attempt: number;
}
