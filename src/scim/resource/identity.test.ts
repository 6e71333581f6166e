import { expect, test } from '@playwright/test';
import type { Json } from '../json.ts';
import { findAttributeByPath } from '../schema/find-attribute.ts';
import type { Schema } from '../schema/schema.ts';
import { deviceSchema, groupSchema, userSchema } from '../testing/schemas.ts';
import { identityOf, sameValue } from './identity.ts';

function attribute(schema: Schema, path: string) {
  const found = findAttributeByPath(schema, path);
  if (found === undefined) throw new Error(`there is no ${path}`);
  return found;
}

const cases: readonly (readonly [Schema, string, Json, Json, boolean])[] = [
  [userSchema, 'emails', { value: 'A@x', type: 'work' }, { type: 'WORK', value: 'a@x', display: 'd' }, true],
  [userSchema, 'emails', { value: 'a', type: 'work' }, { value: 'a', type: 'home' }, false],
  [userSchema, 'emails', { value: 'a', type: 'work' }, { value: 'a' }, false],
  [userSchema, 'emails', { value: 'b', type: 'a' }, { value: 'a b' }, false],
  [userSchema, 'emails', { type: 'work' }, { type: 'work' }, true],
  [userSchema, 'emails', { value: null, type: 'work' }, { type: 'work' }, false],
  [userSchema, 'emails', 'odd', 'odd', true],
  [userSchema, 'emails', 'odd', { value: 'odd' }, false],
  [userSchema, 'addresses', { type: 'work', region: 'x' }, { region: 'x', type: 'work' }, true],
  [userSchema, 'addresses', { type: 'work', region: 'x' }, { region: 'X', type: 'work' }, false],
  [groupSchema, 'members', { value: 'a', type: 'User' }, { value: 'a', type: 'Group' }, true],
  [groupSchema, 'members', { value: 'a' }, { value: 'A' }, false],
  [deviceSchema, 'tags', 'Red', 'red', true],
];
for (const [schema, path, a, b, expected] of cases) {
  test(`${JSON.stringify(a)} and ${JSON.stringify(b)} are ${expected ? 'one value' : 'two values'} of ${path}`, () => {
    const found = attribute(schema, path);
    expect(identityOf(found, a) === identityOf(found, b)).toBe(expected);
  });
}

test('values are the same as their attribute compares them', () => {
  expect(sameValue(attribute(userSchema, 'userName'), '\uff21da', 'ADA')).toBe(true);
  expect(sameValue(attribute(userSchema, 'externalId'), 'a', 'A')).toBe(false);
  expect(sameValue(attribute(deviceSchema, 'bought'), '2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00')).toBe(true);
  expect(sameValue(attribute(deviceSchema, 'bought'), 'x', 'y')).toBe(false);
  expect(sameValue(attribute(deviceSchema, 'ports'), 5, 5)).toBe(true);
  expect(sameValue(attribute(deviceSchema, 'ports'), 5, 6)).toBe(false);
});
