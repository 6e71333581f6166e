import type { Quarantine } from './policy.ts';

/** Whether the whole provisioning job is stopped, and when it is tried again. */
export interface QuarantineState {
  /** Counts one job of the running cycle, and says why the job is now quarantined, if it is. */
  count(failed: boolean, isReference: boolean): string | undefined;
  /** Puts the job into quarantine, or keeps it there. */
  enter(atMs: number): void;
  lift(): void;
  /** The next try; undefined when the job is not in quarantine, `never` when it is off for good. */
  nextTry(): number | 'never' | undefined;
}

export function quarantineState(policy: Quarantine | undefined): QuarantineState {
  let since: number | undefined;
  let tries = 0;
  let total = 0;
  let failures = 0;
  let references = 0;
  const reset = (): void => {
    total = 0;
    failures = 0;
    references = 0;
  };
  return {
    count: (failed, isReference) => {
      if (policy === undefined) return undefined;
      total += 1;
      if (!failed) return undefined;
      if (isReference) references += 1;
      else failures += 1;
      if (failures >= policy.minFailures && failures / total > policy.share) {
        return `${failures} of ${total} operations failed`;
      }
      if (failures > policy.maxFailures) return `${failures} operations failed`;
      if (failures + references > policy.maxWithReferences) return `${failures + references} operations failed`;
      return undefined;
    },
    enter: (atMs) => {
      reset();
      if (policy === undefined) return;
      if (since === undefined) {
        since = atMs;
        tries = 0;
      } else tries += 1;
    },
    lift: () => {
      since = undefined;
      reset();
    },
    nextTry: () => {
      if (policy === undefined || since === undefined) return undefined;
      const listed = policy.triesMs[tries];
      const last = policy.triesMs.at(-1) ?? 0;
      const afterMs = listed ?? last + (tries - policy.triesMs.length + 1) * policy.thenEveryMs;
      return afterMs > policy.disabledAfterMs ? 'never' : since + afterMs;
    },
  };
}
