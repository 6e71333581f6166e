import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { writeRun } from '#run';
import { sampleResult, sampleRun } from '../../../fixtures/runs/sample-run.ts';
import { listedChecks } from '../checks.ts';
import type { Values } from '../flags.ts';
import { UsageError } from '../usage-error.ts';
import { chosen } from './chosen.ts';
import { quickChecks } from './quick.ts';

const ids = (values: Values, words: readonly string[] = [], runFile = 'nowhere.json') =>
  chosen(words, values, runFile).map(({ id }) => id);

test('shards part the checks: every check is in one of them, and each has some of every large suite', () => {
  const parts = [1, 2, 3].map((index) => ids({ shard: { index, total: 3 } }));
  expect(parts.flat().sort()).toEqual(ids({}).sort());
  expect(new Set(parts.flat()).size).toBe(parts.flat().length);
  const patches = ids({}, ['patch']);
  for (const part of parts) expect(part.filter((id) => patches.includes(id)).length).toBeGreaterThan(10);
});

test('leaves out the needs of the identity providers that are not named', () => {
  expect(ids({ idp: ['none'] }, ['idp', 'users'])).toEqual(ids({}, ['users']));
  expect(ids({ idp: ['entra', 'okta'] }, ['idp'])).toEqual(ids({}, ['idp/entra', 'idp/okta']));
  expect(ids({ idp: ['all'] })).toEqual(ids({}));
  expect(() => ids({ idp: ['entre'] })).toThrow(/no identity provider "entre"; did you mean "entra"\?/);
});

test('a quick run has what its checks build on', () => {
  const all = listedChecks();
  const known = new Set(all.map(({ id }) => id));
  expect([...quickChecks].filter((id) => !known.has(id))).toEqual([]);
  for (const { id, after } of all.filter((check) => quickChecks.has(check.id))) {
    expect(
      after.filter((other) => !quickChecks.has(other)),
      id,
    ).toEqual([]);
  }
  expect(ids({ quick: true })).toHaveLength(quickChecks.size);
});

test('repeats what failed, broke or did not run the last time', () => {
  const finding = {
    requirement: '7644-3.3-07',
    level: 'MUST',
    verdict: 'violation',
    message: '',
    expected: '',
    observed: '',
    exchanges: [],
  } as const;
  const run = sampleRun([
    sampleResult('user-create', { findings: [finding] }),
    sampleResult('user-read', { error: 'broke' }),
    sampleResult('user-delete', { notRun: 'no time' }),
    sampleResult('user-list'),
    sampleResult('patch-replace', { findings: [{ ...finding, verdict: 'warning' }] }),
  ]);
  mkdirSync(test.info().outputDir, { recursive: true });
  const file = path.join(test.info().outputDir, 'run.json');
  writeFileSync(file, writeRun(run));
  expect(ids({ lastFailed: true }, [], file).sort()).toEqual(['user-create', 'user-delete', 'user-read']);
  expect(() => ids({ lastFailed: true })).toThrow(UsageError);
});
