import { type CheckRun, isFailure, type Run, type Verdict } from '#run';

/** What a test runner would call it: pipelines know no more than these. */
export type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

const outcomes: Readonly<Record<Verdict, Outcome>> = {
  pass: 'passed',
  info: 'passed',
  warning: 'passed',
  violation: 'failure',
  error: 'error',
  blocked: 'skipped',
  unsupported: 'skipped',
};

/** A failure that the baseline expects is skipped, so that a pipeline stays green and still shows it. */
export function outcomeOf({ failOn }: Pick<Run, 'failOn'>, check: CheckRun): Outcome {
  if (isFailure(check, failOn)) return 'failure';
  return isFailure({ ...check, expected: false }, failOn) ? 'skipped' : outcomes[check.verdict];
}

/** The reason that a pipeline shows beside it; empty for what passed. */
export function messageOf(run: Pick<Run, 'failOn'>, check: CheckRun): string {
  const outcome = outcomeOf(run, check);
  if (outcome === 'passed') return '';
  const first = check.findings.find(({ verdict }) => verdict === check.verdict);
  const message = first?.message || check.reason || check.verdict;
  return outcome === 'skipped' && check.expected === true ? `expected by the baseline: ${message}` : message;
}
