import type { CheckRun, FailOn, Run } from './run.ts';
import { isNotRun } from './settle.ts';

/** What became of a fault that was looked for again. */
const replayed = { FIXED: 0, 'STILL FAILS': 1, 'CANNOT REPLAY': 5 } as const;

/** What the exit code of a finished run depends on. */
export type Ended = Pick<Run, 'checks' | 'simulations'> & Partial<Pick<Run, 'baseline' | 'failOn' | 'replay'>>;

/**
 * The exit code of a run that came to its end: 5 nothing was judged (nothing could be, or no time was left), 1 an unexpected failure or no convergence,
 * 70 checks of ours broke, 3 the target left requests unanswered, 4 only the baseline is stale, else 0.
 */
export function exitOf(run: Ended, options: { readonly failOn?: FailOn } = {}): number {
  if (run.replay !== undefined) return replayed[run.replay.verdict];
  const failOn = options.failOn ?? run.failOn ?? 'violation';
  const rules: readonly (readonly [code: number, applies: boolean])[] = [
    [5, run.simulations.length === 0 && run.checks.every((each) => each.verdict === 'unsupported' || isNotRun(each))],
    [1, run.simulations.some(({ converged }) => !converged)],
    [1, run.checks.some((check) => isFailure(check, failOn))],
    [70, run.checks.some(({ verdict, isUnanswered }) => verdict === 'error' && isUnanswered !== true)],
    [3, run.checks.some(({ verdict }) => verdict === 'error')],
    [4, (run.baseline?.stale.length ?? 0) > 0],
  ];
  return rules.find(([, applies]) => applies)?.[0] ?? 0;
}

/** A verdict that fails the run, unless the baseline expects it. */
export function isFailure(check: CheckRun, failOn: FailOn = 'violation'): boolean {
  const counts = check.verdict === 'violation' || (failOn === 'warning' && check.verdict === 'warning');
  return counts && check.expected !== true;
}
