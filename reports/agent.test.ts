import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { anyRun } from '../fixtures/runs/any-run.ts';
import { sampleFinding, sampleResult, sampleRun } from '../fixtures/runs/sample-run.ts';
import { showcaseRun } from '../fixtures/runs/showcase-run.ts';
import { agentSummary } from './agent.ts';

test('says of each cause what fails, expected, observed, what mending does and how to run it again', () => {
  expect(agentSummary(showcaseRun(), { targetArguments: ['--target', 'example'] })).toContain(
    [
      'fails: patch-remove-required (suites/patch/patch-remove-required.spec.ts:7)',
      'rule: 7644-3.5.2.2-01 A remove operation without a path is refused with 400 and scimType noTarget.',
      'expected: status 400 with scimType noTarget',
      'observed: status 204; a later read shows a user without emails',
      'mend: mending this turns 3 checks green; 1 check can then be judged',
      'again: npx scimulate test patch-remove-required --target example --seed 42',
    ].join('\n'),
  );
});

test('stays under 4 KB and says how much it left out', () => {
  const results = Array.from({ length: 300 }, (_, at) =>
    sampleResult(`a-${at}`, {
      status: 'failed',
      findings: [sampleFinding({ requirement: `r-${at}`, observed: 'é'.repeat(5000) })],
    }),
  );
  const text = agentSummary(sampleRun(results));
  expect(new TextEncoder().encode(text).length).toBeLessThan(4096);
  expect(text).toMatch(/… and \d+ more in run\.json/);
  fc.assert(
    fc.property(anyRun, (run) => expect(new TextEncoder().encode(agentSummary(run)).length).toBeLessThan(4096)),
  );
});
