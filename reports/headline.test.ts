import { expect, test } from '@playwright/test';
import type { SimulationRun } from '#run';
import { sampleFinding, sampleResult, sampleRun } from '../fixtures/runs/sample-run.ts';
import { headlineOf } from './headline.ts';

const broken = sampleResult('b', { status: 'failed', findings: [sampleFinding()] });
const warned = sampleResult('c', {
  status: 'failed',
  findings: [sampleFinding({ verdict: 'warning', level: 'SHOULD' })],
});
const ours = sampleResult('d', { status: 'failed', error: 'boom' });
const lacking = sampleResult('e', { unsupported: 'no bulk' });
const run = sampleRun([sampleResult('a'), broken, lacking]);
const known = { ...run, checks: run.checks.map((check) => (check.id === 'b' ? { ...check, expected: true } : check)) };

const simulation: SimulationRun = {
  idp: 'okta',
  scenario: 'rehire',
  options: {},
  steps: [{ step: 'sync', exchanges: ['x1', 'x2'], provisioning: [] }],
  converged: true,
  silent: true,
  differences: [],
  behaviours: {},
};
const apart = { ...simulation, converged: false, differences: ['a', 'b'] };
const simulated = (...simulations: readonly SimulationRun[]) => sampleRun([], { kind: 'simulate', simulations });

const rows = [
  ['PASS', sampleRun([sampleResult('a'), sampleResult('b')]), 'sample passes all 2 judged checks.'],
  ['PASS', sampleRun([sampleResult('a'), warned]), 'sample passes all 2 judged checks, 1 of them with warnings.'],
  [
    'FAIL',
    sampleRun([sampleResult('a'), warned, sampleResult('z')], { failOn: 'warning' }),
    'sample fails 1 of 3 judged checks.',
  ],
  ['FAIL', run, 'sample fails 1 of 2 judged checks.'],
  ['PASS', known, 'sample fails nothing new: 1 of 2 judged checks hold, and 1 fail as its baseline expects.'],
  [
    'UNCLEAR',
    sampleRun([sampleResult('a'), ours]),
    '1 check of 2 broke on our side; sample fails none of the other 1 judged.',
  ],
  ['NOTHING RAN', sampleRun([]), 'No check ran against sample.'],
  ['NOTHING RAN', sampleRun([lacking]), 'Nothing was judged: sample does not claim what 1 check needs.'],
  [
    'PASS',
    simulated(simulation),
    'Okta and sample agree after rehire (1 step, 2 requests), and one more cycle is silent.',
  ],
  ['FAIL', simulated(apart), 'Okta and sample do not agree after rehire: 2 differences left (1 step, 2 requests).'],
  ['FAIL', simulated(simulation, apart), '1 of 2 simulations end with the identity provider and sample agreed.'],
  ['FAIL', sampleRun([broken], { simulations: [simulation] }), 'sample fails 1 of 1 judged check.'],
] as const;
for (const [word, judged, sentence] of rows) {
  test(`says: ${word}, ${sentence}`, () => {
    expect(headlineOf(judged)).toMatchObject({ word, sentence });
  });
}

test('says what was not judged, and why', () => {
  expect(headlineOf(sampleRun([broken, lacking, ours])).details).toEqual([
    '1 requirement judged, 1 broken.',
    '2 of 3 checks were not judged: 1 unsupported and 1 error of ours.',
  ]);
});
