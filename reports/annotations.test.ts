import { expect, test } from '@playwright/test';
import { sampleFinding, sampleResult, sampleRun } from '../fixtures/runs/sample-run.ts';
import { annotations } from './annotations.ts';

test('writes a command for each cause, ten at most', () => {
  const failed = Array.from({ length: 20 }, (_, index) =>
    sampleResult(`users-${index}`, {
      status: 'failed',
      requirements: [`7644-3.3-${index}`],
      findings: [sampleFinding({ requirement: `7644-3.3-${index}` })],
    }),
  );
  const lines = annotations(sampleRun(failed));
  expect(lines).toHaveLength(10);
  expect(lines[0]).toMatch(
    /^::error title=users-0 \(7644-3\.3-0\),file=suites\/users\/users-0\.spec\.ts,line=7::.*%0Aexpected%?.*status 201%0Aobserved: status 200%0A/,
  );
});

test('lets no text of a target end the command or begin another', () => {
  const evil = '100%\n::set-output name=x::y\r::error::z, a:b';
  const finding = sampleFinding({ observed: evil, message: evil });
  const [line = '', ...others] = annotations(sampleRun([sampleResult('a', { status: 'failed', findings: [finding] })]));
  expect(others).toEqual([]);
  expect(line).not.toMatch(/[\r\n]/);
  expect(line).toContain('100%25');
});
