import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { anyRun } from '../../fixtures/runs/any-run.ts';
import { sampleFinding, sampleResult, sampleRun } from '../../fixtures/runs/sample-run.ts';
import {
  applyBaseline,
  type Baseline,
  type BaselineEntry,
  baselineFrom,
  pruneBaseline,
  readBaseline,
  writeBaseline,
} from './baseline.ts';
import type { CheckResult } from './check-result.ts';
import { exitOf } from './exit.ts';
import type { BaselineOutcome, Finding } from './run.ts';

const now = '2026-03-01T12:00:00.000Z';
const failing = (id: string, ...findings: readonly Partial<Finding>[]): CheckResult =>
  sampleResult(id, { status: 'failed', findings: findings.map(sampleFinding) });
const entry = (check: string, more: Partial<BaselineEntry> = {}): BaselineEntry => ({
  target: 'sample',
  check,
  signature: '7644-3.3-01 status 200',
  reason: 'known',
  owner: 'ada',
  since: '2026-01-01',
  ...more,
});
const baseline = (...entries: readonly BaselineEntry[]): Baseline => ({ schemaVersion: 1, entries });

test('expects just what a run found, so that the same run then exits 0', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const applied = applyBaseline(run, baselineFrom(run, now), now);
      expect(applied.baseline).toMatchObject({ new: [], changed: [], stale: [], expired: [], unseen: [] });
      expect(exitOf({ ...applied, simulations: [] }, { failOn: 'warning' })).not.toBe(1);
      expect(applyBaseline(applied, baselineFrom(run, now), now)).toEqual(applied);
    }),
  );
});

test('reads back what it wrote', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const made = baselineFrom(run, now);
      expect(readBaseline(writeBaseline(made))).toEqual(made);
    }),
  );
});

test('tells new, changed, known, stale, expired and unseen failures apart', () => {
  const run = sampleRun([
    failing('new', {}),
    failing('changed', { kind: 'status 500' }),
    failing('known', { message: 'other words, other id' }),
    failing('expired', {}),
    failing('half', {}, { kind: 'missing' }),
    sampleResult('stale'),
    sampleResult('unseen'),
    sampleResult('unsupported', { unsupported: 'no bulk' }),
  ]);
  const outcome = applyBaseline(
    run,
    baseline(
      entry('changed'),
      entry('known', { expires: '2026-03-01' }),
      entry('expired', { expires: '2026-02-28' }),
      entry('half'),
      entry('stale'),
      entry('unseen', { sometimes: true }),
      entry('unsupported'),
      entry('not-run'),
      entry('new', { target: 'another' }),
    ),
    now,
  );
  const kinds: readonly (keyof BaselineOutcome)[] = ['new', 'changed', 'expected', 'expired', 'stale', 'unseen'];
  const named = Object.fromEntries(kinds.map((kind) => [kind, outcome.baseline?.[kind].map(({ check }) => check)]));
  expect(named).toEqual({
    new: ['new'],
    changed: ['changed', 'half'],
    expected: ['known', 'half'],
    expired: ['expired'],
    stale: ['changed', 'stale'],
    unseen: ['unseen'],
  });
  expect(outcome.checks.filter(({ expected }) => expected === true).map(({ id }) => id)).toEqual(['known']);
});

test('keeps reason, owner and date of what is still there, and what it cannot judge', () => {
  const run = sampleRun([
    failing('known', {}),
    failing('fresh', { seed: 7 }),
    sampleResult('mended'),
    sampleResult('blocked', { unsupported: 'x' }),
  ]);
  const before = baseline(
    entry('known'),
    entry('mended'),
    entry('blocked'),
    entry('elsewhere', { target: 'another' }),
    entry('mended', { signature: 's', sometimes: true }),
  );
  expect(baselineFrom(run, now, before).entries).toEqual([
    entry('elsewhere', { target: 'another' }),
    entry('blocked'),
    entry('fresh', { reason: '', owner: '', since: '2026-03-01', sometimes: true }),
    entry('known'),
    entry('mended', { signature: 's', sometimes: true }),
  ]);
});

test('prunes what is stale, and only when asked what was not seen', () => {
  const run = sampleRun([failing('known', {}), sampleResult('mended'), sampleResult('rare')]);
  const all = baseline(
    entry('known'),
    entry('mended'),
    entry('mended', { target: 'another' }),
    entry('rare', { sometimes: true }),
  );
  const checksOf = ({ entries }: Baseline): string[] => entries.map(({ target, check }) => `${target} ${check}`);
  expect(checksOf(pruneBaseline(all, run, now))).toEqual(['sample known', 'another mended', 'sample rare']);
  expect(checksOf(pruneBaseline(all, run, now, { unseen: true }))).toEqual(['sample known', 'another mended']);
});

test('says in one sentence what is wrong with a baseline', () => {
  const text = (entries: unknown): string => JSON.stringify({ schemaVersion: 1, entries });
  const { owner, ...noOwner } = entry('a');
  expect(() => readBaseline(text([noOwner]), 'b.json')).toThrow(
    "b.json is no baseline of version 1: /entries/0 must have required property 'owner'",
  );
  expect(() => readBaseline(text([entry('a', { expires: 'soon' })]), 'b.json')).toThrow(
    /\/entries\/0\/expires must match pattern/,
  );
  expect(() => readBaseline(text([{ ...entry('a'), expiry: 'x' }]), 'b.json')).toThrow(
    '/entries/0 must NOT have additional properties ("expiry")',
  );
  expect(() => readBaseline('{"schemaVersion":1', 'b.json')).toThrow('b.json is cut short');
});
