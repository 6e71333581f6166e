import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { create } from 'xmlbuilder2';
import { isFailure, type Run } from '#run';
import { anyRun } from '../fixtures/runs/any-run.ts';
import { showcaseRun } from '../fixtures/runs/showcase-run.ts';
import { junit } from './junit.ts';

/** What a reader of the file counts, and what the file says of itself. */
function readBack(text: string): { counted: Record<string, number>; said: Record<string, number> } {
  const document = create(text);
  const counted = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  const names: Readonly<Record<string, keyof typeof counted>> = {
    testcase: 'tests',
    failure: 'failures',
    error: 'errors',
    skipped: 'skipped',
  };
  document.each(
    ({ node }) => {
      const name = names[node.nodeName];
      if (name !== undefined) counted[name] += 1;
    },
    false,
    true,
  );
  const said = Object.fromEntries(
    Object.keys(counted).map((name) => {
      const suites = [...text.matchAll(new RegExp(`<testsuite [^>]*${name}="(\\d+)"`, 'g'))];
      return [name, suites.reduce((sum, match) => sum + Number(match[1]), 0)];
    }),
  );
  return { counted, said };
}

function countsOf(run: Run): Record<string, number> {
  const { summary, simulations, checks } = run;
  const unexpected = checks.filter((check) => isFailure(check)).length;
  return {
    tests: checks.length + simulations.length,
    failures: unexpected + simulations.filter(({ converged }) => !converged).length,
    errors: summary.error,
    skipped: summary.blocked + summary.unsupported + (summary.violation - unexpected),
  };
}

test('is read back with the counts of the run', () => {
  const run = showcaseRun();
  const { counted, said } = readBack(junit.draw(run));
  expect(counted).toEqual(countsOf(run));
  expect(said).toEqual(counted);
});

test('is XML with the right counts, whatever a target says', () => {
  fc.assert(
    fc.property(anyRun, (run) => {
      const { counted, said } = readBack(junit.draw(run));
      expect(counted).toEqual(countsOf(run));
      expect(said).toEqual(counted);
    }),
  );
});

test('says why a known failure is skipped', () => {
  expect(junit.draw(showcaseRun())).toContain(
    '<skipped>expected by the baseline: the answer is not what was asked for',
  );
});

test('keeps to what the common schema allows on each element', () => {
  const allowed: Readonly<Record<string, string>> = {
    testsuites: 'name tests failures errors time',
    testsuite: 'name id package hostname timestamp tests failures errors skipped time',
    property: 'name value',
    testcase: 'name classname time',
    failure: 'message type',
    error: 'message type',
    skipped: '',
  };
  const text = junit.draw(showcaseRun());
  for (const [, name = '', attributes = ''] of text.matchAll(/<([a-z-]+)((?: [a-z]+="[^"]*")*)\/?>/g)) {
    const given = [...attributes.matchAll(/ ([a-z]+)="/g)].map((match) => match[1]);
    expect(
      given.filter((each) => !(allowed[name] ?? '').split(' ').includes(each ?? '')),
      name,
    ).toEqual([]);
  }
  expect(text).toMatch(/<testsuites name="[^"]+" tests="22" failures="5" errors="1" time="4\.321">/);
});
