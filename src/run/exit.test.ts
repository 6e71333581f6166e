import { expect, test } from '@playwright/test';
import { sampleFinding, sampleResult, sampleRun } from '../../fixtures/runs/sample-run.ts';
import type { CheckResult } from './check-result.ts';
import { exitOf } from './exit.ts';
import type { BaselineOutcome, SimulationRun } from './run.ts';

const pass = sampleResult('a');
const broken = sampleResult('b', { status: 'failed', findings: [sampleFinding()] });
const warned = sampleResult('c', {
  status: 'failed',
  findings: [sampleFinding({ verdict: 'warning', level: 'SHOULD' })],
});
const ours = sampleResult('d', { status: 'failed', error: 'boom' });
const lacking = sampleResult('e', { unsupported: 'no bulk' });
const unanswered = sampleResult('h', { status: 'failed', error: 'no answer', isUnanswered: true });
const late = sampleResult('g', { status: 'skipped', notRun: 'no time' });
const held = sampleResult('f', { after: ['b'], status: 'failed', findings: [sampleFinding()] });

const cases: readonly (readonly [what: string, results: readonly CheckResult[], exit: number, failOn?: 'warning'])[] = [
  ['all that was judged holds', [pass, lacking], 0],
  ['there is only a warning', [pass, warned], 0],
  ['there is a warning and warnings fail', [pass, warned], 1, 'warning'],
  ['there is a violation', [pass, broken], 1],
  ['there is a violation and an error of ours', [broken, ours], 1],
  ['only an error of ours stands out', [pass, ours], 70],
  ['the target left a check unanswered', [pass, unanswered], 3],
  ['a violation was seen before the target fell silent', [broken, unanswered], 1],
  ['something of ours broke besides', [unanswered, ours], 70],
  ['nothing ran', [], 5],
  ['nothing was judged', [lacking], 5],
  ['no time was left for any check', [lacking, late], 5],
  ['no time was left for some', [pass, late], 0],
];
for (const [what, results, exit, failOn] of cases) {
  test(`is ${exit} when ${what}`, () => {
    expect(sampleRun(results, failOn === undefined ? {} : { failOn }).exit).toBe(exit);
    expect(exitOf(sampleRun(results), failOn === undefined ? {} : { failOn })).toBe(exit);
  });
}

test('does not count what a violation blocks, once the violation is expected', () => {
  const run = sampleRun([broken, held]);
  const checks = run.checks.map((check) => (check.id === 'b' ? { ...check, expected: true } : check));
  expect(exitOf({ ...run, checks })).toBe(0);
});

const nothing: BaselineOutcome = { expected: [], new: [], changed: [], stale: [], expired: [], unseen: [] };
const gone = [{ check: 'a', signature: '7644-3.3-01' }];

test('is 4 when only the baseline is stale, and 1 when more is wrong', () => {
  expect(exitOf({ ...sampleRun([pass]), baseline: { ...nothing, stale: gone } })).toBe(4);
  expect(exitOf({ ...sampleRun([pass]), baseline: { ...nothing, unseen: gone } })).toBe(0);
  expect(exitOf({ ...sampleRun([broken]), baseline: { ...nothing, stale: gone } })).toBe(1);
});

const simulation: SimulationRun = {
  idp: 'entra',
  scenario: 's',
  options: {},
  steps: [],
  converged: true,
  silent: true,
  differences: [],
  behaviours: {},
};

test('is 1 when an identity provider and the target do not converge', () => {
  expect(exitOf({ checks: [], simulations: [simulation] })).toBe(0);
  expect(exitOf({ checks: [], simulations: [simulation, { ...simulation, converged: false }] })).toBe(1);
});
