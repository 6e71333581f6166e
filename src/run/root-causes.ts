import { byText } from './order.ts';
import type { CheckRun, Finding, Run } from './run.ts';
import { blockedBy } from './settle.ts';

/** One reason for many red checks: told once, with what mending it would turn green. */
export interface RootCause {
  readonly requirement: string;
  readonly verdict: 'violation' | 'warning';
  /** What was seen first, to say what it is about. */
  readonly finding: Finding;
  /** The check that shows it best: the first in source order. */
  readonly check: string;
  /** Failing checks that trip over this first. */
  readonly checks: readonly string[];
  /** Checks that those hold back. */
  readonly blocked: readonly string[];
  /** How many checks fail over nothing else, so that mending this alone turns them green. */
  readonly mends: number;
  /** Every failing check of it is expected by the baseline. */
  readonly expected: boolean;
}

/**
 * Groups the failing checks by the first requirement that each breaks: unexpected ones first, then violations before
 * warnings, then what holds back most.
 */
export function rootCauses(run: Pick<Run, 'checks'>): RootCause[] {
  const groups = new Map<string, { readonly verdict: RootCause['verdict']; readonly checks: CheckRun[] }>();
  for (const check of run.checks) {
    if (check.verdict !== 'violation' && check.verdict !== 'warning') continue;
    const requirement = firstOf(check)?.requirement;
    if (requirement === undefined) continue;
    const key = `${check.verdict} ${requirement}`;
    const group = groups.get(key) ?? { verdict: check.verdict, checks: [] };
    group.checks.push(check);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ verdict, checks }) => causeOf(verdict, checks, run.checks)).sort(gravestFirst);
}

/** The first finding that makes the verdict. */
function firstOf(check: CheckRun): Finding | undefined {
  return check.findings.find(({ verdict }) => verdict === check.verdict);
}

function causeOf(verdict: RootCause['verdict'], checks: readonly CheckRun[], all: readonly CheckRun[]): RootCause[] {
  const [lead] = checks;
  const finding = lead === undefined ? undefined : firstOf(lead);
  if (lead === undefined || finding === undefined) return [];
  const { requirement } = finding;
  const isSole = (check: CheckRun): boolean =>
    check.findings.every((each) => each.verdict === 'info' || each.requirement === requirement);
  return [
    {
      requirement,
      verdict,
      finding,
      check: lead.id,
      checks: checks.map(({ id }) => id),
      blocked: [...new Set(checks.flatMap(({ id }) => blockedBy(id, all)))].sort(byText),
      mends: checks.filter(isSole).length,
      expected: checks.every(({ expected }) => expected === true),
    },
  ];
}

function gravestFirst(a: RootCause, b: RootCause): number {
  return (
    Number(a.expected) - Number(b.expected) ||
    byText(a.verdict, b.verdict) ||
    reachOf(b) - reachOf(a) ||
    byText(a.requirement, b.requirement)
  );
}

function reachOf({ checks, blocked }: RootCause): number {
  return checks.length + blocked.length;
}
