import { byText } from './order.ts';
import type { CheckRun, Run, Verdict } from './run.ts';
import { signaturesOf } from './signature.ts';

/** One check in two runs. */
export interface CheckChange {
  readonly id: string;
  readonly title: string;
  readonly before?: Verdict;
  readonly after?: Verdict;
  /** Signatures that only the later run has. */
  readonly appeared: readonly string[];
  /** Signatures that only the earlier run has. */
  readonly vanished: readonly string[];
}

/** What changed between two runs; each check stands in one list at most, sorted by id. */
export interface RunDiff {
  readonly regressed: readonly CheckChange[];
  readonly fixed: readonly CheckChange[];
  readonly new: readonly CheckChange[];
  readonly removed: readonly CheckChange[];
  /** Another verdict that is neither better nor worse for the target, or the same failure in another way. */
  readonly changed: readonly CheckChange[];
}

/** How bad a verdict is for the target; what says nothing about it has no grade. */
const grade: Readonly<Partial<Record<Verdict, number>>> = { pass: 0, info: 0, warning: 1, violation: 2 };

/** Compares two runs, check by check. The caller fails on `regressed`. */
export function diffRuns(before: Pick<Run, 'checks'>, after: Pick<Run, 'checks'>): RunDiff {
  const earlier = new Map(before.checks.map((check) => [check.id, check]));
  const later = new Map(after.checks.map((check) => [check.id, check]));
  const ids = [...new Set([...earlier.keys(), ...later.keys()])].sort(byText);
  const lists = { regressed: [], fixed: [], new: [], removed: [], changed: [] } satisfies Record<string, CheckChange[]>;
  const diff: Record<keyof RunDiff, CheckChange[]> = lists;
  for (const id of ids) {
    const old = earlier.get(id);
    const now = later.get(id);
    const kind = kindOf(old, now);
    if (kind !== undefined) diff[kind].push(changeOf(id, old, now));
  }
  return diff;
}

function kindOf(old: CheckRun | undefined, now: CheckRun | undefined): keyof RunDiff | undefined {
  if (old === undefined || now === undefined) return old === undefined ? 'new' : 'removed';
  const from = grade[old.verdict];
  const to = grade[now.verdict];
  if (to !== undefined && from !== undefined && to !== from) return to > from ? 'regressed' : 'fixed';
  // A feature that the target has begun to claim, and that fails at once, is worse than not claiming it.
  if (to === 2 && old.verdict === 'unsupported') return 'regressed';
  const differs = old.verdict !== now.verdict || signaturesOf(old).join('\n') !== signaturesOf(now).join('\n');
  return differs ? 'changed' : undefined;
}

function changeOf(id: string, old: CheckRun | undefined, now: CheckRun | undefined): CheckChange {
  const before = old === undefined ? [] : signaturesOf(old);
  const after = now === undefined ? [] : signaturesOf(now);
  return {
    id,
    title: now?.title ?? old?.title ?? id,
    ...(old === undefined ? {} : { before: old.verdict }),
    ...(now === undefined ? {} : { after: now.verdict }),
    appeared: after.filter((each) => !before.includes(each)),
    vanished: before.filter((each) => !after.includes(each)),
  };
}
