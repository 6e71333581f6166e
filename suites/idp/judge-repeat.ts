import type { Answer, Judge, RuleId } from '#check';

export interface Repeated {
  readonly answer: Answer;
  /** Whether the Group is as the provider wants it. */
  readonly isAsMeant: boolean;
  readonly expected: string;
  readonly observed: string;
}

/**
 * Judges a change that was made already, some removal in it. A server may refuse to remove who is not there with 400 (D03):
 * the provider then tries again and comes to no harm, so that is a caution.
 */
export function judgeRepeat(judge: Judge, rule: RuleId, { answer, isAsMeant, ...seen }: Repeated): void {
  const isRefused = isAsMeant && answer.status === 400;
  if (isRefused) judge.warn(rule, false, { ...seen, answer, kind: 'refused again' });
  else judge.that(rule, isAsMeant && answer.status < 300, { ...seen, answer });
}
