import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { anyRun } from '../fixtures/runs/any-run.ts';
import { sampleResult, sampleRun } from '../fixtures/runs/sample-run.ts';
import { showcaseRun } from '../fixtures/runs/showcase-run.ts';
import { terminalSummary } from './terminal.ts';

test('tells verdict, causes, counts, seed, report, the command and the next step, in this order', () => {
  const text = terminalSummary(showcaseRun(), {
    color: false,
    width: 80,
    report: 'scimulate-report/index.html',
    targetArguments: ['--target', 'example'],
  });
  const order = [
    'FAIL  Example Server 2.4 fails 4 of 17',
    'Root causes',
    'mending this turns 3 checks green',
    'Counts',
    'Seed     42',
    'Report   scimulate-report/index.html',
  ];
  const places = order.map((part) => text.indexOf(part));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(text).toContain('Again    npx scimulate test patch-remove-required --target example --seed 42');
  expect(text).toContain('Next     npx scimulate explain 7644-3.5.2.2-01');
});

test('says the same with and without colour', () => {
  const plain = terminalSummary(showcaseRun(), { color: false, width: 80 });
  const coloured = terminalSummary(showcaseRun(), { color: true, width: 80 });
  expect(coloured).toContain('\u001b[1;31mFAIL');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours
  expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain);
});

test('sends who has no failure on to the simulators', () => {
  const text = terminalSummary(sampleRun([sampleResult('users-create')]), {
    color: false,
    width: 80,
    targetArguments: [],
  });
  expect(text).toBe(`PASS  sample passes the one judged check.
      1 requirement judged, 0 broken.

Counts   1 pass
Seed     42 (the run took 4.3 s)
Next     npx scimulate simulate all
`);
});

test('stays within the width, but for a word of a command that must stay whole', () => {
  fc.assert(
    fc.property(anyRun, fc.integer({ min: 40, max: 120 }), (run, width) => {
      const lines = terminalSummary(run, { color: false, width, targetArguments: [] }).split('\n');
      const prose = lines.filter((line) => !/^(?:Again|Next| {9})/.test(line));
      for (const line of prose) expect([...line].length).toBeLessThanOrEqual(width);
    }),
  );
});

test('writes no control character of a target to the terminal', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is what this is for
      expect(terminalSummary(run, { color: false, width: 80 })).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
    }),
  );
});
