import { expect, test } from '@playwright/test';
import { type Kind, kinds } from './kinds.ts';

for (const [kind, text, value] of [
  ['rate', '10/s', 10],
  ['rate', '600/min', 10],
  ['rate', '0.5', 0.5],
  ['rate', 'off', 0],
  ['duration', '500ms', 500],
  ['duration', '1.5s', 1500],
  ['duration', '2min', 120_000],
  ['size', '1mb', 1_048_576],
  ['size', '512KB', 524_288],
  ['size', '10', 10],
  ['shard', '2/3', { index: 2, total: 3 }],
  ['list', 'html, junit,', ['html', 'junit']],
  ['list', '', []],
  ['repeated', 'a: 1\nb: 2', ['a: 1', 'b: 2']],
  ['count', '0', 0],
  ['port', '65535', 65_535],
  ['path', '/scim/v2', '/scim/v2'],
  ['path', '', ''],
  ['switch', 'true', true],
  ['switch', '0', false],
  ['switch', '', false],
] as const satisfies readonly (readonly [Kind, string, unknown])[]) {
  test(`reads "${text.replace('\n', '\\n')}" as ${kind}`, () => expect(kinds[kind](text)).toEqual(value));
}

for (const [kind, text] of [
  ['path', 'scim/v2'],
  ['path', '/a b'],
  ['rate', 'fast'],
  ['rate', '0/s'],
  ['rate', '-1/s'],
  ['duration', '5'],
  ['duration', 's'],
  ['size', '1tb'],
  ['shard', '0/3'],
  ['shard', '4/3'],
  ['shard', '1'],
  ['count', '-1'],
  ['count', '1.5'],
  ['count', '9007199254740993'],
  ['positive', '0'],
  ['port', '65536'],
  ['boolean', 'maybe'],
] as const satisfies readonly (readonly [Kind, string])[]) {
  test(`refuses "${text}" as ${kind}`, () => expect(() => kinds[kind](text)).toThrow(RangeError));
}
