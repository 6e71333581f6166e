import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { deeperThan, placeAt } from './json-text.ts';

test('says where a JSON text goes too deep, whatever brackets stand in its strings', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), fc.integer({ min: 0, max: 8 }), (text, levels) => {
      expect(deeperThan(levels, text) === undefined).toBe(depthOf(JSON.parse(text)) <= levels);
    }),
  );
  expect(deeperThan(1, '{"[{": [1]}')).toBe(7);
});

test('a place counts lines and columns from 1 on', () => {
  expect([0, 1, 2, 4].map((offset) => placeAt('a\nbc\n', offset))).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 2 },
    { line: 2, column: 1 },
    { line: 2, column: 3 },
  ]);
});

function depthOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
}
