/** A mapping file that cannot be used. The message says where the fault is and how to mend it, in one sentence. */
export class MappingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MappingError';
  }
}
