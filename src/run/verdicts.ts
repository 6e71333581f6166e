import type { CheckResult } from './check-result.ts';
import { inSourceOrder, latestOf } from './order.ts';
import { outcomeOf } from './outcome.ts';
import type { CheckRun } from './run.ts';
import { settle } from './settle.ts';

/**
 * The verdict of every check, from all results of a run in any order: retries, shards and machines may be thrown together.
 * Of several results of one check the latest counts; *blocked* comes from `after`, *unsupported* from the target's claims,
 * and *error* is ours.
 */
export function verdicts(results: readonly CheckResult[]): CheckRun[] {
  return settle(latestOf(results.map(checkRunOf))).sort(inSourceOrder);
}

function checkRunOf(result: CheckResult): CheckRun {
  const { id, title, source, requirements, needs, after, tags, startedAt, durationMs, attempt } = result;
  return {
    id,
    title,
    ...(source === undefined ? {} : { source }),
    requirements,
    needs,
    after,
    tags,
    startedAt,
    durationMs,
    ...(attempt === 0 ? {} : { attempts: attempt + 1 }),
    ...outcomeOf(result),
  };
}
