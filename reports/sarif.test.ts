import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { anyRun } from '../fixtures/runs/any-run.ts';
import { showcaseRun } from '../fixtures/runs/showcase-run.ts';
import { sarif } from './sarif.ts';

interface Log {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri?: string }[] };
    };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly suppressions?: unknown;
    }[];
  }[];
}

function read(text: string): Log['runs'][number] {
  const log = JSON.parse(text) as Log;
  const [run] = log.runs;
  if (run === undefined) throw new Error('there is no run in the log');
  return run;
}

test('has a result for each finding, and suppresses what the baseline expects', () => {
  const { results, tool } = read(sarif.draw(showcaseRun()));
  const levels = results
    .map(({ level, suppressions }) => (suppressions === undefined ? level : `${level} suppressed`))
    .sort();
  expect(levels).toEqual(['error', 'error', 'error', 'error', 'error', 'error suppressed', 'note', 'warning']);
  expect(tool.driver.rules.find(({ id }) => id === '7644-3.12-01')?.helpUri).toBe(
    'https://www.rfc-editor.org/rfc/rfc7644.html#section-3.12',
  );
});

test('points each result at its rule, whatever a target says', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const { results, tool } = read(sarif.draw(run));
      for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    }),
  );
});
