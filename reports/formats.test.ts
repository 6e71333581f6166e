import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { readRun, writeRun } from '#run';
import { anyRun } from '../fixtures/runs/any-run.ts';
import { sampleFinding, sampleResult, sampleRun } from '../fixtures/runs/sample-run.ts';
import { formats } from './formats.ts';

test('names each format and each file once', () => {
  for (const key of ['name', 'file', 'title'] as const) {
    expect(new Set(formats.map((format) => format[key])).size).toBe(formats.length);
  }
});

for (const { name, draw } of formats) {
  test(`draws the same ${name} from a run and from its file`, () => {
    fc.assert(
      fc.property(anyRun, (run) => expect(draw(readRun(writeRun(run)))).toBe(draw(run))),
      { numRuns: 50 },
    );
  });

  test(`lets nothing unseen through to ${name}`, () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const text = name === 'har' ? '' : draw(run);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is what this is for
        expect(text).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
        expect(draw(run).isWellFormed() || name === 'har').toBe(true);
      }),
    );
  });
}

test('keeps every format small when a target answers with five megabytes', () => {
  const huge = `{"a":"${'x'.repeat(5_000_000)}"}`;
  const run = sampleRun([sampleResult('a-b', { status: 'failed', findings: [sampleFinding({ observed: huge })] })]);
  const withBody = {
    ...run,
    exchanges: run.exchanges.map((each) => ({ ...each, response: { status: 200, headers: [], body: huge } })),
  };
  for (const { name, draw } of formats.filter((format) => format.name !== 'har')) {
    expect(draw(withBody).length, name).toBeLessThan(200_000);
  }
});
