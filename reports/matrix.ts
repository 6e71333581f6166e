import { type CheckRun, judgedOf, type Run, summaryOf } from '#run';
import { byCapability } from './capability.ts';
import { isJudgedBy, type Standard, standards } from './standard.ts';
import type { Tone } from './words.ts';

/** How a target does in one capability by one standard. */
export interface Cell {
  readonly tone: Tone;
  /** Judged checks in which it holds: passes and notes. */
  readonly held: number;
  readonly judged: number;
  readonly warnings: number;
  readonly violations: number;
  /** Checks that were not judged. */
  readonly open: number;
  /** Every violation is expected by the baseline. */
  readonly expected: boolean;
  /** The check to look at: the first that is worst. */
  readonly lead: string;
}

export interface MatrixRow {
  readonly capability: string;
  readonly all: Cell;
  /** One for each column; undefined where no check asks. */
  readonly cells: readonly (Cell | undefined)[];
}

export interface Matrix {
  readonly columns: readonly Standard[];
  readonly rows: readonly MatrixRow[];
}

/** The columns that some check or simulation of these runs belongs to. */
export function columnsOf(runs: readonly Pick<Run, 'checks' | 'simulations'>[]): Standard[] {
  return standards.filter((standard) =>
    runs.some(
      ({ checks, simulations }) =>
        checks.some((check) => isJudgedBy(check, standard)) || simulations.some(({ idp }) => idp === standard.id),
    ),
  );
}

/** A whole run in one row; undefined where nothing was asked. */
export function cellsOf({ checks }: Pick<Run, 'checks'>, columns: readonly Standard[]): (Cell | undefined)[] {
  return [cellOf(checks), ...columns.map((column) => cellOf(checks.filter((check) => isJudgedBy(check, column))))];
}

/** Capability by standard. Columns that no check of the run belongs to are left out. */
export function matrixOf(run: Pick<Run, 'checks' | 'simulations'>): Matrix {
  const { checks } = run;
  const columns = columnsOf([run]);
  const rows = [...byCapability(checks)].flatMap(([capability, members]) => {
    const all = cellOf(members);
    const cells = columns.map((column) => cellOf(members.filter((check) => isJudgedBy(check, column))));
    return all === undefined ? [] : [{ capability, all, cells }];
  });
  return { columns, rows };
}

function cellOf(checks: readonly CheckRun[]): Cell | undefined {
  const [first] = checks;
  if (first === undefined) return undefined;
  const summary = summaryOf(checks);
  const judged = judgedOf(summary);
  const lead = (['violation', 'warning', 'error', 'blocked', 'unsupported'] as const)
    .map((verdict) => checks.find((check) => check.verdict === verdict))
    .find((check) => check !== undefined);
  return {
    tone: toneOf(summary, judged),
    held: summary.pass + summary.info,
    judged,
    warnings: summary.warning,
    violations: summary.violation,
    open: checks.length - judged,
    expected:
      summary.violation > 0 && checks.every(({ verdict, expected }) => verdict !== 'violation' || expected === true),
    lead: (lead ?? first).id,
  };
}

function toneOf(summary: Run['summary'], judged: number): Tone {
  if (summary.violation > 0) return 'bad';
  if (judged === 0) return summary.error > 0 ? 'ours' : 'none';
  return summary.warning > 0 ? 'caution' : 'good';
}
