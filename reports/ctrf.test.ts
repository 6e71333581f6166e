import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { isObject, type JsonObject } from '#scim';
import { anyRun } from '../fixtures/runs/any-run.ts';
import { showcaseRun } from '../fixtures/runs/showcase-run.ts';
import { ctrf } from './ctrf.ts';

function resultsOf(text: string): JsonObject {
  const report: unknown = JSON.parse(text);
  return isObject(report) && isObject(report.results) ? report.results : {};
}

test('counts as the run does, with a known failure skipped and an error of ours as other', () => {
  expect(resultsOf(ctrf.draw(showcaseRun())).summary).toMatchObject({
    tests: 22,
    passed: 12,
    failed: 5,
    skipped: 4,
    pending: 0,
    other: 1,
    start: 1767323045000,
    stop: 1767323049321,
  });
});

test('keeps to whole milliseconds, and gives every test a name and a suite', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const { tests } = resultsOf(ctrf.draw(run));
      for (const each of Array.isArray(tests) ? tests : []) {
        expect(each).toMatchObject({ name: expect.stringMatching(/./), suite: expect.any(Array) });
        expect(Number.isInteger(isObject(each) && each.duration)).toBe(true);
      }
    }),
  );
});
