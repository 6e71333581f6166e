import type { CheckRun } from './run.ts';

/** Compares by code units, so that no locale has a say in the bytes of a report. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same, but numbers count as numbers: 3.9 stands before 3.12, and x9 before x12. */
export function byNumbers(a: string, b: string): number {
  const padded = (id: string): string => id.replace(/\d+/g, (digits) => digits.padStart(6, '0'));
  return byText(padded(a), padded(b)) || byText(a, b);
}

/** File, then line, then id: the order in which a reader finds the checks in suites/. */
export function inSourceOrder(a: CheckRun, b: CheckRun): number {
  const [fileA, lineA] = place(a);
  const [fileB, lineB] = place(b);
  return byText(fileA, fileB) || lineA - lineB || byText(a.id, b.id);
}

function place(check: CheckRun): [string, number] {
  const match = /^(.*):(\d{1,9})$/.exec(check.source ?? '');
  return [match?.[1] ?? check.source ?? '', Number(match?.[2] ?? 0)];
}

/**
 * One run for each check: the one that started last. The order of the argument plays no part: what starts in the same
 * instant is ordered by attempt and then by its own text, so that merging is associative and commutative.
 */
export function latestOf(checks: readonly CheckRun[]): CheckRun[] {
  const latest = new Map<string, CheckRun>();
  for (const check of checks) {
    const before = latest.get(check.id);
    if (before === undefined || laterThan(check, before)) latest.set(check.id, check);
  }
  return [...latest.values()];
}

function laterThan(a: CheckRun, b: CheckRun): boolean {
  const order =
    byText(a.startedAt ?? '', b.startedAt ?? '') ||
    (a.attempts ?? 1) - (b.attempts ?? 1) ||
    byText(JSON.stringify(a), JSON.stringify(b));
  return order > 0;
}
