import type { Measured } from './load.ts';

/** What one server did with one operation: each round of it. */
export interface Row {
  readonly users: number;
  readonly operation: string;
  readonly subject: string;
  readonly rounds: readonly Measured[];
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The median over the rounds of one figure. */
export function figure(row: Row, name: 'perSecond' | 'p50Ms' | 'p99Ms' | 'cpuUs'): number {
  return median(row.rounds.map((round) => round[name]));
}

export function rowOf(rows: readonly Row[], users: number, operation: string, subject: string): Row | undefined {
  return rows.find((row) => row.users === users && row.operation === operation && row.subject === subject);
}

/**
 * How fast one is beside another: by the processor time of a request where the system tells it, because that does not
 * depend on what else the machine does, else by rates. NaN if either is missing.
 */
export function ratio(row: Row | undefined, other: Row | undefined): number {
  if (row === undefined || other === undefined) return Number.NaN;
  const byProcessor = figure(other, 'cpuUs') / figure(row, 'cpuUs');
  return Number.isFinite(byProcessor) ? byProcessor : figure(row, 'perSecond') / figure(other, 'perSecond');
}

/** The same by rates alone: rounds of one number ran next to each other, so each is compared with its neighbour. */
export function rateRatio(row: Row | undefined, other: Row | undefined): number {
  if (row === undefined || other === undefined) return Number.NaN;
  return median(row.rounds.map((round, at) => round.perSecond / (other.rounds[at]?.perSecond ?? Number.NaN)));
}
