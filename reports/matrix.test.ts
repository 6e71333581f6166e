import { expect, test } from '@playwright/test';
import { sampleFinding, sampleResult, sampleRun } from '../fixtures/runs/sample-run.ts';
import { capabilityOf } from './capability.ts';
import { matrixOf } from './matrix.ts';

const sources: readonly (readonly [source: string | undefined, capability: string])[] = [
  ['patch/remove.spec.ts:12', 'patch'],
  ['suites/patch/remove.spec.ts:12', 'patch'],
  ['/tmp/node_modules/scimulate/dist/suites/idp/entra/match.spec.js:3', 'match'],
  ['C:\\work\\suites\\idp\\okta\\match.spec.ts:3', 'match'],
  ['remove.spec.ts:12', 'remove'],
  [undefined, 'remove'],
];
for (const [source, capability] of sources) {
  test(`finds ${capability} in ${source ?? 'the id alone'}`, () => {
    expect(capabilityOf({ id: 'remove-all', ...(source === undefined ? {} : { source }) })).toBe(capability);
  });
}

test('counts by capability and standard, and leads to the worst check', () => {
  const at = (folder: string) => ({ source: `${folder}/a.spec.ts:1` });
  const { columns, rows } = matrixOf(
    sampleRun([
      sampleResult('a', { ...at('users'), requirements: ['7643-4.1-01'] }),
      sampleResult('b', {
        ...at('users'),
        requirements: ['7643-4.1-01', '7644-3.3-01'],
        status: 'failed',
        findings: [sampleFinding()],
      }),
      sampleResult('c', { ...at('users'), requirements: ['7644-3.3-01'], unsupported: 'x' }),
      sampleResult('d', { source: 'idp/entra/match.spec.ts:1', requirements: [] }),
      sampleResult('e', { ...at('groups'), requirements: ['entra-group-01'], tags: [] }),
    ]),
  );
  expect(columns.map(({ id }) => id)).toEqual(['rfc7643', 'rfc7644', 'entra']);
  expect(
    rows.map(({ capability, cells }) => [
      capability,
      ...cells.map((cell) => cell && `${cell.held}/${cell.judged} ${cell.tone}`),
    ]),
  ).toEqual([
    ['groups', undefined, undefined, '1/1 good'],
    ['match', undefined, undefined, '1/1 good'],
    ['users', '1/2 bad', '0/1 bad', undefined],
  ]);
  expect(rows[2]?.all).toMatchObject({ held: 1, judged: 2, violations: 1, open: 1, lead: 'b' });
});
