import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { isList, isObject, type Json, kindOf, own, quoted, sameJson } from './json.ts';

test('tells objects, lists and the rest apart', () => {
  expect([{}, [], null, 'x', undefined].map(isObject)).toEqual([true, false, false, false, false]);
  expect([isList([]), isList({}), isList(undefined)]).toEqual([true, false, false]);
  expect([undefined, null, [], {}, 'x', 1, true, 1n].map(kindOf)).toEqual([
    'nothing',
    'null',
    'a list',
    'an object',
    'a string',
    'a number',
    'a boolean',
    'bigint',
  ]);
});

test('finds own members only', () => {
  expect(own({}, 'constructor')).toBeUndefined();
  expect(own(JSON.parse('{"__proto__":1}'), '__proto__')).toBe(1);
});

test('quotes the text of a client and cuts it short', () => {
  expect(quoted('a"b')).toBe('"a\\"b"');
  expect(quoted('x'.repeat(61))).toBe(`"${'x'.repeat(57)}..."`);
});

test('two values are the same when they are the same JSON, whatever the order of members', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      expect(sameJson(a as Json, structuredClone(a) as Json)).toBe(true);
      expect(sameJson(a as Json, b as Json)).toBe(canonical(a) === canonical(b));
    }),
  );
  expect(sameJson({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true);
  expect(sameJson([1, 2], [2, 1])).toBe(false);
  expect(sameJson([1], { 0: 1 })).toBe(false);
  expect(sameJson({ a: 1 }, { b: 1 })).toBe(false);
  expect(sameJson({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(sameJson({}, null)).toBe(false);
  expect(sameJson({ constructor: 1 }, {})).toBe(false);
});

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  ).replaceAll('-0', '0');
}
