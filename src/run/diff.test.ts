import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { anyRun } from '../../fixtures/runs/any-run.ts';
import { sampleFinding, sampleResult, sampleRun } from '../../fixtures/runs/sample-run.ts';
import type { CheckResult } from './check-result.ts';
import { diffRuns, type RunDiff } from './diff.ts';

const states: Readonly<Record<string, Partial<CheckResult>>> = {
  pass: {},
  violation: { status: 'failed', findings: [sampleFinding()] },
  'another violation': { status: 'failed', findings: [sampleFinding({ kind: 'status 500' })] },
  'the violation in other words': { status: 'failed', findings: [sampleFinding({ message: 'now in other words' })] },
  warning: { status: 'failed', findings: [sampleFinding({ verdict: 'warning' })] },
  note: { findings: [sampleFinding({ verdict: 'info' })] },
  unsupported: { unsupported: 'not claimed' },
  error: { status: 'failed', error: 'boom' },
};

const rows: readonly (readonly [
  before: string | undefined,
  after: string | undefined,
  kind: keyof RunDiff | undefined,
])[] = [
  ['pass', 'violation', 'regressed'],
  ['pass', 'warning', 'regressed'],
  ['warning', 'violation', 'regressed'],
  ['unsupported', 'violation', 'regressed'],
  ['violation', 'pass', 'fixed'],
  ['violation', 'warning', 'fixed'],
  ['warning', 'note', 'fixed'],
  [undefined, 'violation', 'new'],
  ['violation', undefined, 'removed'],
  ['violation', 'another violation', 'changed'],
  ['pass', 'unsupported', 'changed'],
  ['pass', 'error', 'changed'],
  ['error', 'violation', 'changed'],
  ['violation', 'the violation in other words', undefined],
  ['pass', 'pass', undefined],
];
for (const [before, after, kind] of rows) {
  test(`calls ${before ?? 'nothing'} then ${after ?? 'nothing'} ${kind ?? 'no change'}`, () => {
    const run = (state: string | undefined) =>
      sampleRun(state === undefined ? [] : [sampleResult('a', states[state] ?? {})]);
    const diff = diffRuns(run(before), run(after));
    expect(Object.entries(diff).flatMap(([name, list]) => list.map(() => name))).toEqual(
      kind === undefined ? [] : [kind],
    );
  });
}

test('says which failures appeared and which vanished', () => {
  const [before, after] = [states.violation ?? {}, states['another violation'] ?? {}].map((state) =>
    sampleRun([sampleResult('a', state)]),
  );
  expect(diffRuns(before ?? sampleRun([]), after ?? sampleRun([])).changed).toMatchObject([
    {
      id: 'a',
      before: 'violation',
      after: 'violation',
      appeared: ['7644-3.3-01 status 500'],
      vanished: ['7644-3.3-01 status 200'],
    },
  ]);
});

test('finds no difference between a run and itself, and mirrors new and removed', () => {
  fc.assert(
    fc.property(anyRun, anyRun, (a, b) => {
      expect(Object.values(diffRuns(a, a)).flat()).toEqual([]);
      const [there, back] = [diffRuns(a, b), diffRuns(b, a)];
      expect(there.new.map(({ id }) => id)).toEqual(back.removed.map(({ id }) => id));
    }),
  );
});
