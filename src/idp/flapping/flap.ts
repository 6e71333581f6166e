/** Why something comes and goes although nobody in the directory asked for it. */
export type FlapCause =
  | 'two writers'
  | 'order of operations'
  | 'incremental beside overwrite'
  | 'server drops members'
  | 'case of ids';

/** Something that does not stay as it was told. Same shape as the run file's. */
export interface Flap {
  /** The resource, as its place at the target: `/Groups/42`. */
  readonly subject: string;
  /** What of it: `3 members`, or the path of an attribute. */
  readonly what: string;
  readonly cause: FlapCause;
  /** One sentence that explains it. */
  readonly because: string;
  /** The exchanges that show it; the first told it, the last contradicts that. */
  readonly exchanges: readonly string[];
}
