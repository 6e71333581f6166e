import { expect, test } from '@playwright/test';
import { sampleResult, sampleRun } from '../fixtures/runs/sample-run.ts';
import { csv } from './csv.ts';

test('has a head, one row a check, and nothing that a spreadsheet would run', () => {
  const run = sampleRun([
    sampleResult('a', { title: '=1+1' }),
    sampleResult('b', { title: 'says "no", twice\nover', unsupported: 'no bulk' }),
  ]);
  expect(csv.draw(run).split('\r\n')).toEqual([
    'target,check,capability,verdict,expected,title,requirements,reason,durationMs,source',
    "sample,a,a,pass,,'=1+1,7644-3.3-01,,12.5,suites/a/a.spec.ts:7",
    'sample,b,b,unsupported,,"says ""no"", twice over",7644-3.3-01,no bulk,12.5,suites/b/b.spec.ts:7',
    '',
  ]);
});
