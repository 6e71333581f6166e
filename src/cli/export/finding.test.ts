import { expect, test } from '@playwright/test';
import { sampleFinding, sampleResult, sampleRun } from '../../../fixtures/runs/sample-run.ts';
import { findingIn } from './finding.ts';

const failed = (id: string) => sampleResult(id, { status: 'failed', findings: [sampleFinding()] });

test('takes the exchanges of the finding, the blamed one last and marked', () => {
  const run = sampleRun([failed('user-create')]);
  const wanted = run.checks[0]?.findings[0]?.exchanges ?? [];
  const { recording, finding } = findingIn(run, 'run.json', undefined);
  expect(recording.exchanges.map(({ id }) => id)).toEqual(wanted);
  expect(recording.marked).toBe(wanted.at(-1));
  expect(finding).toMatchObject({ check: 'user-create', message: expect.any(String) });
});

test('asks for a name where several checks have findings, and knows them', () => {
  const run = sampleRun([failed('user-create'), failed('user-read'), sampleResult('user-list')]);
  expect(() => findingIn(run, 'run.json', undefined)).toThrow(
    'run.json holds findings of 2 checks; name one of them: user-create, user-read.',
  );
  expect(findingIn(run, 'run.json', 'user-read').finding.check).toBe('user-read');
  expect(() => findingIn(run, 'run.json', 'user-raed')).toThrow('did you mean "user-read"?');
});

test('says so where nothing was found', () => {
  expect(() => findingIn(sampleRun([sampleResult('user-list')]), 'run.json', undefined)).toThrow('no finding');
});
