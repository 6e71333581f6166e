import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { CheckResult } from './check-result.ts';
import { latestOf } from './order.ts';
import type { Finding, Verdict } from './run.ts';
import { settle } from './settle.ts';
import { verdicts } from './verdicts.ts';

const finding = (verdict: Finding['verdict'], requirement = '7644-3.3-01'): Finding => ({
  requirement,
  level: 'MUST',
  verdict,
  message: 'm',
  expected: 'e',
  observed: 'o',
  exchanges: [],
});

const result = (id: string, more: Partial<CheckResult> = {}): CheckResult => ({
  id,
  title: id,
  requirements: [],
  needs: [],
  after: [],
  tags: [],
  status: 'passed',
  findings: [],
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  attempt: 0,
  ...more,
});

const broken = (id: string, more: Partial<CheckResult> = {}): CheckResult =>
  result(id, { status: 'failed', findings: [finding('violation')], ...more });

const verdictsOf = (results: readonly CheckResult[]): Record<string, Verdict> =>
  Object.fromEntries(verdicts(results).map((check) => [check.id, check.verdict]));

const alone: readonly (readonly [string, Partial<CheckResult>, Verdict, string])[] = [
  ['nothing found', {}, 'pass', ''],
  ['a broken MUST', { status: 'failed', findings: [finding('info'), finding('violation')] }, 'violation', ''],
  ['a broken SHOULD', { status: 'failed', findings: [finding('warning'), finding('info')] }, 'warning', ''],
  ['a choice', { findings: [finding('info')] }, 'info', ''],
  ['a feature that is not claimed', { status: 'skipped', unsupported: 'no PATCH' }, 'unsupported', 'no PATCH'],
  ['an exception of ours', { status: 'failed', error: 'x is not a function' }, 'error', 'x is not a function'],
  [
    'a failure without words',
    { status: 'failed' },
    'error',
    'the check failed and recorded neither a finding nor an error',
  ],
  ['no time left', { status: 'timedOut', findings: [finding('info')] }, 'error', 'the check ran out of time'],
  [
    'a violation before an exception',
    { status: 'failed', findings: [finding('violation')], error: 'boom' },
    'violation',
    'the check broke off after this: boom',
  ],
];
for (const [what, more, verdict, reason] of alone) {
  test(`reads ${what} as ${verdict}`, () => {
    expect(verdicts([result('a', more)])).toMatchObject([{ id: 'a', verdict, reason }]);
  });
}

test('blocks what fails after a failed check, through any number of steps, and names the root', () => {
  const checks = verdicts([
    broken('c', { after: ['b'] }),
    broken('b', { after: ['a'] }),
    broken('a'),
    result('d', { after: ['a'] }),
    result('e', { after: ['c'], status: 'failed', error: 'no id' }),
  ]);

  expect(checks).toMatchObject([
    { id: 'a', verdict: 'violation' },
    { id: 'b', verdict: 'blocked', blockedBy: 'a', reason: 'blocked by a', findings: [] },
    { id: 'c', verdict: 'blocked', blockedBy: 'a' },
    { id: 'd', verdict: 'pass' },
    { id: 'e', verdict: 'blocked', blockedBy: 'a' },
  ]);
  expect(checks[1]?.overruled?.findings).toHaveLength(1);
});

test('takes a failure for the target’s own when the check before it passed', () => {
  expect(verdictsOf([broken('a'), result('b', { after: ['a'] }), broken('c', { after: ['b'] })])).toEqual({
    a: 'violation',
    b: 'pass',
    c: 'violation',
  });
});

test('calls unsupported what fails after something unsupported', () => {
  const checks = verdicts([result('a', { unsupported: 'no bulk' }), broken('b', { after: ['a'] })]);
  expect(checks[1]).toMatchObject({ verdict: 'unsupported', reason: 'needs a: no bulk' });
});

test('keeps the verdicts of checks that wait for each other', () => {
  expect(verdictsOf([broken('a', { after: ['b'] }), broken('b', { after: ['a'] })])).toEqual({
    a: 'violation',
    b: 'violation',
  });
});

test('ignores a prerequisite that did not run', () => {
  expect(verdictsOf([broken('b', { after: ['a'] })])).toEqual({ b: 'violation' });
});

test('lets the last retry count and says how many there were', () => {
  const retried = [
    broken('a', { startedAt: '2026-01-01T00:00:00.000Z' }),
    result('a', { startedAt: '2026-01-01T00:00:02.000Z', attempt: 1 }),
  ];
  expect(verdicts(retried)).toMatchObject([{ verdict: 'pass', attempts: 2 }]);
});

test('lists checks by file, line as a number, and id', () => {
  const at = (id: string, source: string): CheckResult => result(id, { source });
  const checks = verdicts([
    at('d', 'b.spec.ts:1'),
    at('c', 'a.spec.ts:10'),
    at('b', 'a.spec.ts:9'),
    at('a', 'a.spec.ts:10'),
  ]);
  expect(checks.map(({ id }) => id)).toEqual(['b', 'a', 'c', 'd']);
});

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const results = fc
  .array(
    fc.record({
      id: fc.constantFrom(...ids),
      after: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 }),
      how: fc.constantFrom<Partial<CheckResult>>(...alone.map(([, more]) => more)),
      second: fc.integer({ min: 0, max: 2 }),
      attempt: fc.integer({ min: 0, max: 1 }),
    }),
    { maxLength: 14 },
  )
  .map((rows) =>
    rows.map(({ id, after, how, second, attempt }) =>
      result(id, { after, attempt, startedAt: `2026-01-01T00:00:0${second}.000Z`, ...how }),
    ),
  );

test('comes to the same whatever the order of the results', () => {
  const shuffled = results.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  fc.assert(fc.property(shuffled, ([list, other]) => expect(verdicts(other)).toEqual(verdicts(list))));
});

test('settles once: settling again changes nothing, and merging in any grouping comes to the same', () => {
  fc.assert(
    fc.property(results, results, results, (a, b, c) => {
      const [x, y, z] = [verdicts(a), verdicts(b), verdicts(c)];
      const byId = (list: ReturnType<typeof verdicts>) => [...list].sort((p, q) => (p.id < q.id ? -1 : 1));
      expect(settle(x)).toEqual(x);
      expect(byId(latestOf([...latestOf([...x, ...y]), ...z]))).toEqual(
        byId(latestOf([...x, ...latestOf([...y, ...z])])),
      );
    }),
  );
});

test('never blames the target for an error of ours', () => {
  fc.assert(
    fc.property(results, (list) => {
      for (const check of verdicts(list)) {
        if (check.verdict === 'error')
          expect(check.findings.some(({ verdict }) => verdict === 'violation')).toBe(false);
        if (check.verdict === 'blocked') expect(check.blockedBy).toBeDefined();
        expect(
          check.verdict === 'pass' || check.verdict === 'blocked' || check.reason !== '' || check.findings.length > 0,
        ).toBe(true);
      }
    }),
  );
});

test('a check that did not run is blocked, is no pass, and holds nothing back', () => {
  const [first, second] = verdicts([
    result('a', { status: 'skipped', notRun: 'not run: no time' }),
    result('b', { after: ['a'], findings: [finding('violation')] }),
  ]);
  expect(first).toMatchObject({ verdict: 'blocked', reason: 'not run: no time' });
  expect(second).toMatchObject({ verdict: 'violation' });
});

test('a violation that was seen before time was over stands, a pass on fewer values says so', () => {
  const [first, second] = verdicts([
    result('a', { findings: [finding('violation')], notRun: 'no time' }),
    result('b', { cutShort: 'judged on 2 of 15 values' }),
  ]);
  expect(first).toMatchObject({ verdict: 'violation' });
  expect(second).toMatchObject({ verdict: 'pass', reason: 'judged on 2 of 15 values' });
});
