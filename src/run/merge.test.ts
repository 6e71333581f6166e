import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { anyRun } from '../../fixtures/runs/any-run.ts';
import { sampleExchange, sampleFinding, sampleResult, sampleRun } from '../../fixtures/runs/sample-run.ts';
import { mergeByTarget, mergeRuns } from './merge.ts';
import type { Run } from './run.ts';
import { writeRun } from './run-file.ts';

const broken = sampleResult('users-create', { status: 'failed', findings: [sampleFinding()] });
const dependent = sampleResult('users-read', {
  after: ['users-create'],
  status: 'failed',
  findings: [sampleFinding()],
});

test('sees over shards that one check blocks another', () => {
  const first = sampleRun([broken]);
  const second = sampleRun([dependent], { exchanges: [sampleExchange('x1', { durationMs: 99 })] });
  expect(second.summary.violation).toBe(1);

  const merged = mergeRuns([first, second]);

  expect(merged.summary).toMatchObject({ violation: 1, blocked: 1 });
  expect(merged.checks[1]).toMatchObject({ id: 'users-read', blockedBy: 'users-create' });
});

test('keeps exchanges of the same name apart and lets each finding keep its own', () => {
  const one = sampleRun([broken]);
  const two = sampleRun([sampleResult('patch-add', { status: 'failed', findings: [sampleFinding()] })], {
    exchanges: [sampleExchange('x1', { durationMs: 99 })],
  });
  const merged = mergeRuns([one, two]);
  const shownBy = (id: string) => {
    const shown = merged.checks.find((check) => check.id === id)?.findings[0]?.exchanges[0];
    return merged.exchanges.find((exchange) => exchange.id === shown)?.durationMs;
  };
  expect([shownBy('users-create'), shownBy('patch-add')]).toEqual([3.2, 99]);
});

test('lets a later machine overrule an earlier one, and frees what was blocked', () => {
  const before = sampleRun([broken, dependent]);
  const after = sampleRun([sampleResult('users-create', { startedAt: '2026-01-02T04:00:00.000Z' })]);
  expect(mergeRuns([before, after]).summary).toMatchObject({ pass: 1, violation: 1, blocked: 0 });
});

test('takes as long as from the first start to the last end', () => {
  const late = sampleRun([dependent], { startedAt: '2026-01-02T03:05:05.000Z', durationMs: 1000 });
  expect(mergeRuns([late, sampleRun([broken])])).toMatchObject({
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 61_000,
  });
});

test('refuses runs of different targets, and no run at all', () => {
  const other = sampleRun([], { target: { url: 'http://other.invalid', name: 'other' } });
  expect(() => mergeRuns([sampleRun([]), other])).toThrow(
    'runs of different targets cannot be merged: "other" and "sample"',
  );
  expect(() => mergeRuns([])).toThrow('there is no run to merge');
});

test('merges by target and leaves the others alone', () => {
  const other = sampleRun([dependent], { target: { url: 'http://other.invalid', name: 'other' } });
  const runs = mergeByTarget([other, sampleRun([broken]), sampleRun([dependent])]);
  expect(runs.map(({ target, checks }) => [target.name, checks.length])).toEqual([
    ['other', 1],
    ['sample', 2],
  ]);
});

test('comes to the same run in any order and any grouping', () => {
  const sameTarget = anyRun.map(
    (run): Run => ({ ...run, target: { url: 'http://127.0.0.1:9000/scim/v2', name: 'sample' } }),
  );
  fc.assert(
    fc.property(sameTarget, sameTarget, sameTarget, (a, b, c) => {
      const all = mergeRuns([a, b, c]);
      expect(mergeRuns([c, a, b])).toEqual(all);
      expect(mergeRuns([mergeRuns([a, b]), c])).toEqual(all);
      expect(mergeRuns([a, mergeRuns([b, c])])).toEqual(all);
      expect(mergeRuns([all, all])).toEqual(all);
      expect(() => writeRun(all)).not.toThrow();
    }),
    { numRuns: 60 },
  );
});

test('shards of a whole leave nothing out, those of a part what none of them had', () => {
  const shard = (id: string, leftOut: number) => sampleRun([sampleResult(id)], { selection: { quick: true, leftOut } });
  expect(mergeRuns([shard('a', 1), shard('b', 1)]).selection).toBeUndefined();
  expect(mergeRuns([shard('a', 5), shard('b', 5)]).selection).toEqual({ quick: true, leftOut: 4 });
});
