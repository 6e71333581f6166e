import type { CheckRun, Run, Verdict } from './run.ts';

/** Every verdict, the gravest first: the order in which reports tell them. */
export const verdictOrder: readonly Verdict[] = [
  'violation',
  'warning',
  'info',
  'pass',
  'blocked',
  'unsupported',
  'error',
];

/** How many checks came to each verdict. */
export function summaryOf(checks: readonly CheckRun[]): Run['summary'] {
  const counts: Record<Verdict, number> = {
    pass: 0,
    violation: 0,
    warning: 0,
    info: 0,
    unsupported: 0,
    blocked: 0,
    error: 0,
  };
  for (const { verdict } of checks) counts[verdict] += 1;
  return counts;
}

/** Checks that said something about the target: the denominator of "so many of so many". */
export function judgedOf(summary: Run['summary']): number {
  return summary.pass + summary.violation + summary.warning + summary.info;
}
