import type { Run } from '#run';

/** A report: what it is called on the command line, the file that it becomes, and how it is drawn. */
export interface Format {
  readonly name: string;
  readonly file: string;
  readonly title: string;
  /** Same run, same bytes: no clock, no locale, no environment. */
  readonly draw: (run: Run) => string;
}
