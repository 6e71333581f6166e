import type { Answer, Judge, RuleId } from '#check';

/** Judges how a wrong token is refused. Providers read 403 as they read 401 (D53), so that is a caution. */
export function judgeRefusedToken(judge: Judge, rule: RuleId, answer: Answer): void {
  if (answer.status !== 403) judge.status(rule, answer, 401);
  else judge.warn(rule, false, { expected: 'status 401', observed: 'status 403', answer, kind: 'status 403' });
}
