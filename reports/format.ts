import type { Run } from '#run';

/** Runs that a report may show beside its own. */
export interface Beside {
  /** Of other targets: together they make one matrix. */
  readonly others?: readonly Run[];
  /** An earlier run of the same target, to say what changed. */
  readonly before?: Run;
}

/** A report: what it is called on the command line, the file that it becomes, and how it is drawn. */
export interface Format {
  readonly name: string;
  readonly file: string;
  readonly title: string;
  /** Same runs, same bytes: no clock, no locale, no environment. */
  readonly draw: (run: Run, beside?: Beside) => string;
}
