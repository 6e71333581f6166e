import { expect, test } from '@playwright/test';
import type { Json, JsonObject } from '../json.ts';
import { type Profile, profiles } from '../profile/profile.ts';
import type { Schema } from '../schema/schema.ts';
import { deviceSchema, groupSchema, userSchema } from '../testing/schemas.ts';
import { urns } from '../urns.ts';
import { memberChanges } from './member-changes.ts';

function read(operations: Json, schema: Schema = groupSchema, profile: Profile = profiles.lenient) {
  const body: JsonObject = { schemas: [urns.patchOp], Operations: operations };
  return memberChanges(schema, body, { profile });
}

test('lists the steps of a PATCH that only changes members, in their order', () => {
  const found = read([
    { op: 'Remove', path: 'members', value: [{ value: 'a', display: 'A', $ref: null }] },
    { op: 'remove', path: 'members[value eq "b"]' },
    { op: 'add', path: 'MEMBERS', value: [{ value: 'c', display: 'C', type: 'User' }, { value: 'c' }] },
    { op: 'add', path: `${urns.group}:members`, value: { value: 'd' } },
    { op: 'replace', path: 'members', value: [] },
    { op: 'remove', path: 'members' },
    { op: 'remove', path: 'members', value: 'e' },
  ]);
  expect(found?.attribute.path).toBe('members');
  expect(found?.changes).toEqual([
    { op: 'remove', values: ['a'] },
    { op: 'remove', values: ['b'] },
    { op: 'add', members: [{ value: 'c', type: 'User' }] },
    { op: 'add', members: [{ value: 'd' }] },
    { op: 'replace', members: [] },
    { op: 'replace', members: [] },
    { op: 'remove', values: ['e'] },
  ]);
  expect(found?.tolerances.map(({ id }) => id)).toEqual([
    'op-case',
    'remove-listed',
    'patch-one-for-list',
    'remove-listed',
  ]);
});

for (const [what, operations] of [
  [
    'another attribute',
    [
      { op: 'add', path: 'members', value: [] },
      { op: 'replace', path: 'displayName', value: 'x' },
    ],
  ],
  ['no path', [{ op: 'replace', value: { members: [] } }]],
  ['a part of a member', [{ op: 'replace', path: 'members[value eq "a"].type', value: 'User' }]],
  ['members picked by more than their value', [{ op: 'remove', path: 'members[value eq "a" and type eq "User"]' }]],
  ['members picked by something else', [{ op: 'remove', path: 'members[type eq "User"]' }]],
  ['members picked by a pattern', [{ op: 'remove', path: 'members[value sw "a"]' }]],
  ['a replaced member', [{ op: 'replace', path: 'members[value eq "a"]', value: { value: 'b' } }]],
  ['a member without value', [{ op: 'add', path: 'members', value: [{ type: 'User' }] }]],
  ['an add without value', [{ op: 'add', path: 'members' }]],
  ['a fault', [{ op: 'add', path: 'members', value: [5] }]],
  ['an unknown path', [{ op: 'add', path: 'nope', value: [] }]],
  ['the whole resource', [{ op: 'add', path: urns.group, value: {} }]],
  ['no operations', []],
] as const) {
  test(`leaves a PATCH with ${what} to applyPatch`, () => expect(read(operations)).toBeUndefined());
}

test('leaves lists that are no membership to applyPatch', () => {
  expect(read([{ op: 'add', path: 'emails', value: [{ value: 'x' }] }], userSchema)).toBeUndefined();
  expect(read([{ op: 'remove', path: 'userName' }], userSchema)).toBeUndefined();
  expect(read([{ op: 'add', path: 'keys', value: ['x'] }], deviceSchema)).toBeUndefined();
});

test('leaves an element without value to applyPatch, where the schema lets one be', () => {
  const members = groupSchema.base.attributes.get('members');
  if (members === undefined) throw new Error('the group schema has no members');
  const attributes = new Map([['members', { ...members, urn: 'urn:x' }]]);
  const schema: Schema = { ...groupSchema, base: { ...groupSchema.base, attributes } };
  expect(read([{ op: 'add', path: 'members', value: [{ value: 'a' }] }], schema)?.changes).toHaveLength(1);
  expect(read([{ op: 'add', path: 'members', value: [{ value: 'a' }, { type: 'User' }] }], schema)).toBeUndefined();
});

test('does what the profile allows', () => {
  const profile: Profile = { ...profiles.strict, tolerances: new Set() };
  expect(read([{ op: 'remove', path: 'members', value: [{ value: 'a' }] }], groupSchema, profile)).toBeUndefined();
});
