import type { Reporter, TestCase } from '@playwright/test/reporter';

/** Playwright reporter whose one line, the last of `npm test`, a script can read. */
export default class Tally implements Reporter {
  readonly #tests = new Set<TestCase>();

  onTestEnd(test: TestCase): void {
    this.#tests.add(test);
  }

  printsToStdio(): boolean {
    return false;
  }

  onExit(): Promise<void> {
    const outcomes = [...this.#tests].map((test) => test.outcome());
    const failed = outcomes.filter((outcome) => outcome === 'unexpected').length;
    const skipped = outcomes.filter((outcome) => outcome === 'skipped').length;
    const passed = outcomes.length - failed - skipped;
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return Promise.resolve();
  }
}
