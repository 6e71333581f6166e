/** A config file that cannot be read: one sentence with the file and the place. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}
