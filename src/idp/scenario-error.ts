/** A scenario, an option or a change that cannot be followed. The message is one sentence for whoever wrote it. */
export class ScenarioError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ScenarioError';
  }
}
