/** What is wrong with a file that someone handed in: the wrong thing to read, never our own bug. */
export class RunFileError extends Error {
  readonly kind: 'truncated' | 'not-json' | 'version' | 'invalid' | 'unlike';

  /** @param message one sentence that names the file, what was found and where */
  constructor(kind: RunFileError['kind'], message: string) {
    super(message);
    this.name = 'RunFileError';
    this.kind = kind;
  }
}
