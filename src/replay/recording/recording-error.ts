/** The input is no recording that can be used. Its message is one sentence that names the file and what is wrong. */
export class RecordingError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RecordingError';
  }
}
