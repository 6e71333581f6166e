import type { Answer, Judge, RuleId, Stranger } from '#check';

/** Judges that an answer says 404. Where the id cannot look like one of the target's own, 400 is a caution only. */
export function judgeNobody(judge: Judge, requirement: RuleId, answer: Answer, stranger: Stranger): boolean {
  const isNoId = answer.status === 400 && !stranger.isLikeOthers;
  return judge[isNoId ? 'warn' : 'that'](requirement, answer.status === 404, {
    expected: 'status 404',
    observed: `status ${answer.status}`,
    answer,
    kind: `status ${answer.status}`,
  });
}
