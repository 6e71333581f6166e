/** What is wrong at one place of a JSON document. */
export interface Fault {
  /** An error is refused by a server that follows the RFCs; a warning is taken by some and not by others. */
  readonly level: 'error' | 'warning';
  /** JSON pointer of the value, or of the member, at fault. */
  readonly pointer: string;
  /** Characters into the text that the pointer names, as a fault inside a filter has them. */
  readonly offset?: number;
  /** One sentence without a full stop. */
  readonly says: string;
  /** What to write instead. */
  readonly mend?: string;
}

/** One more step of a JSON pointer. @see RFC 6901 §3 */
export function below(pointer: string, step: string | number): string {
  return `${pointer}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The faults of a part, as faults of the whole. */
export function moved(faults: readonly Fault[], pointer: string): Fault[] {
  return faults.map((fault) => ({ ...fault, pointer: `${pointer}${fault.pointer}` }));
}
