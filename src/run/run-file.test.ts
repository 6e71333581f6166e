import { expect, test } from '@playwright/test';
import { sampleFinding, sampleResult, sampleRun } from '../../fixtures/runs/sample-run.ts';
import { readRun, writeRun } from './run-file.ts';

const run = sampleRun([
  sampleResult('user-create', { status: 'failed', findings: [sampleFinding()] }),
  sampleResult('user-read', { after: ['user-create'], status: 'failed', error: 'no id' }),
  sampleResult('bulk-limit', { unsupported: 'the target does not claim bulk' }),
]);
const text = writeRun(run);

test('reads back what it wrote, byte for byte', () => {
  expect(readRun(text)).toEqual(run);
  expect(writeRun(readRun(text))).toBe(text);
});

test('bears members that a later tool of the same version added', () => {
  expect(readRun(text.replace('{', '{"extra":{"a":1},'))).toMatchObject({ extra: { a: 1 }, seed: 42 });
});

const faults: readonly (readonly [what: string, text: string, kind: string, message: string])[] = [
  ['an empty file', '', 'truncated', 'old.json is empty'],
  [
    'a file cut in a string',
    text.slice(0, text.indexOf('scimulate') + 3),
    'truncated',
    'old.json is cut short: its JSON ends after 52 characters',
  ],
  [
    'a file cut between members',
    text.slice(0, -3),
    'truncated',
    `old.json is cut short: its JSON ends after ${text.length - 3} characters`,
  ],
  ['something else', '<html></html>', 'not-json', 'old.json is not JSON'],
  ['two commas', text.replace(',', ',,'), 'not-json', 'old.json is not JSON'],
  [
    'another version',
    text.replace('"schemaVersion": 1', '"schemaVersion": 2'),
    'version',
    'old.json is of version 2; this scimulate reads version 1',
  ],
  ['a JSON array', '[]', 'invalid', 'old.json is no run file of version 1: its top level must be object'],
  [
    'a missing member',
    text.replace('"seed"', '"sead"'),
    'invalid',
    "old.json is no run file of version 1: its top level must have required property 'seed'",
  ],
  [
    'an unknown verdict',
    text.replace('"verdict": "unsupported"', '"verdict": "maybe"'),
    'invalid',
    'old.json is no run file of version 1: /checks/0/verdict must be equal to one of the allowed values (pass, violation, warning, info, unsupported, blocked, error)',
  ],
];
for (const [what, faulty, kind, message] of faults) {
  test(`says in one sentence what is wrong with ${what}`, () => {
    expect(() => readRun(faulty, 'old.json')).toThrow(expect.objectContaining({ name: 'RunFileError', kind, message }));
  });
}

test('tells a truncated file wherever it was cut', () => {
  for (let length = 1; length < text.trimEnd().length; length += 97) {
    expect(() => readRun(text.slice(0, length))).toThrow(expect.objectContaining({ kind: 'truncated' }));
  }
});

test('refuses to write a run that its schema would refuse', () => {
  expect(() => writeRun({ ...run, durationMs: Number.NaN })).toThrow(/durationMs must be number/);
});
