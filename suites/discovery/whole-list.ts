import { type Answer, brief, type Judge, resourcesOf, totalOf } from '#check';
import { urns } from '#scim';

/** Judges that a discovery endpoint answers a list, and all of it at once. */
export function judgeWholeList(judge: Judge, answer: Answer): void {
  const { schemas, Resources } = answer.json;
  judge.that('7644-4-08', Array.isArray(schemas) && schemas.includes(urns.listResponse) && Array.isArray(Resources), {
    expected: `a list with schemas ${urns.listResponse} and Resources`,
    observed: brief({ schemas, Resources: Array.isArray(Resources) ? `${Resources.length} elements` : Resources }),
    answer,
  });
  judge.that('7644-4-08', totalOf(answer) === resourcesOf(answer).length, {
    expected: `totalResults ${resourcesOf(answer).length}`,
    observed: `totalResults ${brief(answer.json.totalResults)}`,
    answer,
  });
}
