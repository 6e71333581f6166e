import { expect, test } from '@playwright/test';
import { sampleFinding, sampleResult, sampleRun } from '../fixtures/runs/sample-run.ts';
import { showcaseRun } from '../fixtures/runs/showcase-run.ts';
import { markdown } from './markdown.ts';

test('shows verdict, counts, causes and failures', () => {
  const text = markdown.draw(showcaseRun());
  expect(text).toMatch(
    /^## FAIL: Example Server 2.4 fails 4 of 17 judged checks; 1 more fail as its baseline expects.\n/,
  );
  expect(text).toContain('| 5 | 1 | 1 | 10 | 1 | 2 | 1 | 21 |');
  expect(text).toContain('### 4 failing checks');
  expect(text).toContain('Against the baseline: 5 new, 1 expected.');
});

test('takes markup, cells and mentions for text', () => {
  const observed = '| `x` <b>@team</b> [a](https://evil.invalid)\n# head';
  const run = sampleRun([sampleResult('a', { status: 'failed', findings: [sampleFinding({ observed })] })]);
  expect(markdown.draw(run)).toContain(
    '\\| \\`x\\` &lt;b\\>&#64;team&lt;/b\\> \\[a\\]\\(https:&#47;/evil.invalid\\) \\# head |',
  );
});

test('stays under 1 MiB with ten thousand failing checks', () => {
  const long = 'word '.repeat(1000);
  const results = Array.from({ length: 10_000 }, (_, at) =>
    sampleResult(`a-${at}`, {
      status: 'failed',
      findings: [sampleFinding({ requirement: `r-${at}`, observed: long, expected: long })],
    }),
  );
  const text = markdown.draw(sampleRun(results));
  expect(text.length).toBeLessThan(200_000);
  expect(text).toContain('… and 9900 more checks.');
});
