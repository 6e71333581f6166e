import type { Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';

const heartbeatMs = 10_000;

/** What is seen while checks run: one living line on a terminal, elsewhere a line every ten seconds. */
export default class Progress implements Reporter {
  readonly #isLive = process.stderr.isTTY === true;
  readonly #done = new Set<string>();
  #total = 0;
  #heartbeat: NodeJS.Timeout | undefined;

  printsToStdio(): boolean {
    return true;
  }

  onBegin(_config: unknown, suite: Suite): void {
    this.#total = suite.allTests().length;
    if (!this.#isLive) this.#heartbeat = setInterval(() => this.#say('\n'), heartbeatMs).unref();
  }

  onTestEnd(test: TestCase): void {
    this.#done.add(test.id);
    if (this.#isLive) this.#say(`  ${test.title}`);
  }

  /** What belongs to no check: a config or a suite that cannot be loaded. */
  onError(error: TestError): void {
    const [first = ''] = (error.message ?? 'the runner failed').split('\n');
    process.stderr.write(`${first}\n`);
  }

  onEnd(): void {
    clearInterval(this.#heartbeat);
    if (this.#isLive) process.stderr.write('\r\u001b[K');
  }

  #say(end: string): void {
    const line = `${this.#done.size} of ${this.#total} checks${end}`;
    const width = process.stderr.columns ?? 80;
    process.stderr.write(this.#isLive ? `\r\u001b[K${line.slice(0, width - 1)}` : line);
  }
}
