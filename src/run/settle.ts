import { byText } from './order.ts';
import type { CheckRun, Outcome, Verdict } from './run.ts';

/** What a failed prerequisite can explain away. A pass or a mere note stands by itself. */
const explainable: ReadonlySet<Verdict> = new Set(['violation', 'warning', 'error']);
const failing: ReadonlySet<Verdict> = new Set(['violation', 'error', 'blocked']);

/** Blocked by nothing but the end of the run: it says nothing of the checks that build on it. */
export function isNotRun({ verdict, blockedBy }: Pick<CheckRun, 'verdict' | 'blockedBy'>): boolean {
  return verdict === 'blocked' && blockedBy === undefined;
}

/**
 * Lets prerequisites overrule: a failing check whose prerequisite failed is blocked by it, and one whose prerequisite is
 * unsupported is unsupported. A check that passes in spite of its prerequisite stays a pass.
 * Settling what is already settled changes nothing.
 */
export function settle(checks: readonly CheckRun[]): CheckRun[] {
  const own = new Map(checks.map((check) => [check.id, ownOf(check)]));
  const settled = new Map<string, CheckRun>();

  const settledOf = (check: CheckRun): CheckRun => {
    const known = settled.get(check.id);
    if (known !== undefined) return known;
    const made = overruledBy(check, prerequisitesOf(check, own).map(settledOf));
    settled.set(check.id, made);
    return made;
  };
  return [...own.values()].map(settledOf);
}

/** The check as it came out by itself. */
export function ownOf(check: CheckRun): CheckRun {
  const { overruled, blockedBy, expected, ...rest } = check;
  return overruled === undefined ? rest : { ...rest, ...overruled };
}

/** Those that ran, in the order given. A pair that waits for each other explains nothing, so it is left out. */
function prerequisitesOf(check: CheckRun, all: ReadonlyMap<string, CheckRun>): CheckRun[] {
  return (check.after ?? []).flatMap((id) => {
    const found = all.get(id);
    return found === undefined || leadsTo(found, check.id, all) ? [] : [found];
  });
}

function leadsTo(from: CheckRun, id: string, all: ReadonlyMap<string, CheckRun>): boolean {
  const seen = new Set<string>();
  const open = [from.id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(all.get(next)?.after ?? []));
  }
  return false;
}

function overruledBy(check: CheckRun, prerequisites: readonly CheckRun[]): CheckRun {
  if (!explainable.has(check.verdict)) return check;
  const overruled: Outcome = { verdict: check.verdict, reason: check.reason, findings: check.findings };
  const lacking = prerequisites.find(({ verdict }) => verdict === 'unsupported');
  if (lacking !== undefined) {
    return {
      ...check,
      verdict: 'unsupported',
      reason: `needs ${lacking.id}: ${lacking.reason}`,
      findings: [],
      overruled,
    };
  }
  const failed = prerequisites.find((each) => failing.has(each.verdict) && !isNotRun(each));
  if (failed === undefined) return check;
  const root = failed.blockedBy ?? failed.id;
  return { ...check, verdict: 'blocked', reason: `blocked by ${root}`, findings: [], blockedBy: root, overruled };
}

/** The ids of the checks that a failing check holds back, sorted. */
export function blockedBy(id: string, checks: readonly CheckRun[]): string[] {
  return checks
    .filter((check) => check.blockedBy === id)
    .map((check) => check.id)
    .sort(byText);
}
