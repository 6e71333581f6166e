import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { depthOf, placesAt, without } from './body-parts.ts';
import { ddmin } from './ddmin.ts';

test('what is left shows the fault, and without any one of it the fault is gone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.array(fc.nat(59), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
      async (size, causes) => {
        const all = Array.from({ length: size }, (_, at) => at);
        // The fault is there when all of one cause are.
        const shows = async (kept: readonly number[]): Promise<boolean> =>
          causes.some((cause) => cause.every((at) => kept.includes(at % size)));

        const left = await ddmin(all, shows);

        expect(await shows(left)).toBe(true);
        for (const one of left) expect(await shows(left.filter((other) => other !== one))).toBe(false);
      },
    ),
    { numRuns: 200 },
  );
});

test('what needs each other is taken away together', async () => {
  const left = await ddmin([1, 2, 3, 4], async (kept) => kept.includes(4), {
    closed: (kept) => kept.filter((each) => each !== 4 || kept.includes(2)),
  });
  expect(left).toEqual([2, 4]);
});

test('stops when it is told, with what is known by then', async () => {
  let trials = 0;
  const left = await ddmin([...Array(64).keys()], async (kept) => kept.includes(7), {
    stop: () => {
      trials += 1;
      return trials > 3;
    },
  });
  expect(left).toContain(7);
  expect(left.length).toBeLessThan(64);
  expect(left.length).toBeGreaterThan(1);
});

test('takes members and elements away, and leaves the rest in its order', () => {
  const body = { b: [1, { c: 2, d: 3 }], a: 'x' };
  expect(placesAt(body, 1)).toEqual([['b'], ['a']]);
  expect(placesAt(body, 3)).toEqual([
    ['b', 1, 'c'],
    ['b', 1, 'd'],
  ]);
  expect(depthOf(body)).toBe(3);
  expect(
    JSON.stringify(
      without(body, [
        ['b', 0],
        ['b', 1, 'd'],
      ]),
    ),
  ).toBe('{"b":[{"c":2}],"a":"x"}');
});
