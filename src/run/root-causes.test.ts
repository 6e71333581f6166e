import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { anyRun } from '../../fixtures/runs/any-run.ts';
import { sampleFinding, sampleResult, sampleRun } from '../../fixtures/runs/sample-run.ts';
import { rootCauses } from './root-causes.ts';

const over = (id: string, ...requirements: readonly string[]) =>
  sampleResult(id, { status: 'failed', findings: requirements.map((requirement) => sampleFinding({ requirement })) });

test('tells one cause once, with what mending it turns green and what it holds back', () => {
  const run = sampleRun([
    over('a', 'R2'),
    over('b', 'R1'),
    over('c', 'R1', 'R2'),
    { ...over('d', 'R3'), after: ['b'] },
    { ...over('e', 'R3'), after: ['d'] },
  ]);
  expect(rootCauses(run)).toMatchObject([
    { requirement: 'R1', check: 'b', checks: ['b', 'c'], blocked: ['d', 'e'], mends: 1 },
    { requirement: 'R2', check: 'a', checks: ['a'], blocked: [], mends: 1 },
  ]);
});

test('puts what is expected last and violations before warnings', () => {
  const warning = sampleResult('w', {
    status: 'failed',
    findings: [sampleFinding({ requirement: 'R0', verdict: 'warning' })],
  });
  const run = sampleRun([warning, over('a', 'R1'), over('b', 'R2')]);
  const checks = run.checks.map((check) => (check.id === 'a' ? { ...check, expected: true } : check));
  expect(rootCauses({ checks }).map(({ requirement, expected }) => [requirement, expected])).toEqual([
    ['R2', false],
    ['R0', false],
    ['R1', true],
  ]);
});

test('names each failing check in just one cause', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const named = rootCauses(run).flatMap(({ checks }) => checks);
      const failing = run.checks
        .filter(({ verdict }) => verdict === 'violation' || verdict === 'warning')
        .map(({ id }) => id);
      expect(named.sort()).toEqual(failing.sort());
    }),
  );
});
