import { expect, test } from '@playwright/test';
import type { JsonObject } from '../json.ts';
import { deviceSchema, userSchema } from '../testing/schemas.ts';
import { urns } from '../urns.ts';
import { sortResources, sortStub } from './sort-resources.ts';

function ids(resources: readonly JsonObject[], sortBy: string, sortOrder?: string, schema = userSchema) {
  return sortResources(schema, resources, sortBy, sortOrder)
    .map(({ id }) => id)
    .join('');
}

const users: JsonObject[] = [
  { id: 'c', userName: 'Bob', externalId: 'b', active: true, name: { familyName: 'x' } },
  { id: 'a', userName: 'alice', externalId: 'B', active: false },
  { id: 'b' },
  { id: 'd', userName: 'bob', externalId: 'a', name: { familyName: 'X' } },
];

for (const [sortBy, ascending, descending] of [
  ['userName', 'acdb', 'bcda'],
  ['USERNAME', 'acdb', 'bcda'],
  ['externalId', 'adcb', 'bcda'],
  ['active', 'acbd', 'bdca'],
  ['name.familyName', 'cdab', 'abcd'],
  [`${urns.user}:userName`, 'acdb', 'bcda'],
  ['nickName', 'abcd', 'abcd'],
] as const) {
  test(`sorts by ${sortBy}, without value last ascending and first descending, ties by id`, () => {
    expect(ids(users, sortBy)).toBe(ascending);
    expect(ids(users, sortBy, 'ascending')).toBe(ascending);
    expect(ids(users, sortBy, 'Descending')).toBe(descending);
  });
}

test('in a list the primary value counts, else the first', () => {
  const mailing: JsonObject[] = [
    { id: 'a', emails: [{ value: 'z' }, { value: 'b', primary: true }] },
    { id: 'b', emails: [{ value: 'A' }, { value: 'z' }] },
    { id: 'c', emails: [{ value: 'c', primary: false }] },
    { id: 'd', emails: [] },
  ];
  expect(ids(mailing, 'emails.value')).toBe('bacd');
  expect(ids(mailing, 'emails')).toBe('bacd');
});

test('sorts numbers as numbers, instants as instants and texts by code point', () => {
  const devices: JsonObject[] = [
    { id: 'a', ports: 10, bought: '2026-01-01T12:00:00+02:00', tags: ['\u{1f600}'] },
    { id: 'b', ports: 9, bought: '2026-01-01T11:00:00Z', tags: ['\uff21'] },
    { id: 'c', ports: 11, bought: 'unknown' },
  ];
  expect(ids(devices, 'ports', 'ascending', deviceSchema)).toBe('bac');
  expect(ids(devices, 'bought', 'ascending', deviceSchema)).toBe('abc');
  expect(ids(devices, 'tags', 'ascending', deviceSchema)).toBe('bac');
});

test('sorts by an extension attribute', () => {
  const people = [
    { id: 'a', [urns.enterpriseUser]: { department: 'z', manager: { value: '1' } } },
    { id: 'b', [urns.enterpriseUser]: { department: 'A' } },
    { id: 'c' },
  ];
  expect(ids(people, `${urns.enterpriseUser}:department`)).toBe('bac');
  expect(ids(people, `${urns.enterpriseUser}:manager.value`)).toBe('abc');
});

test('does not touch the list that it was given, and sorts resources without id', () => {
  const given = [{ userName: 'b' }, { userName: 'a' }];
  expect(sortResources(userSchema, given, 'userName')).toEqual([{ userName: 'a' }, { userName: 'b' }]);
  expect(given[0]).toEqual({ userName: 'b' });
});

for (const sortBy of ['nope', 'name', 'password', 'meta', 'a.b.c', '', 'urn:x:y', 'department']) {
  test(`refuses to sort by ${JSON.stringify(sortBy)}`, () => {
    expect(() => ids(users, sortBy)).toThrow(expect.objectContaining({ scimType: 'invalidPath' }));
  });
}

test('refuses an order that there is not', () => {
  expect(() => ids(users, 'userName', 'up')).toThrow(expect.objectContaining({ scimType: 'invalidValue' }));
});

test('a stub holds the id and the value that counts, and sorts where its resource does', () => {
  const [user] = users;
  const enterprise = { id: 'e', [urns.enterpriseUser]: { department: 'R', division: 'x' } };
  const mailing = { id: 'm', userName: 'm', emails: [{ value: 'z' }, { value: 'b', primary: true }] };
  expect(sortStub(userSchema, user ?? {}, 'name.familyName')).toEqual({ id: 'c', name: { familyName: 'x' } });
  expect(sortStub(userSchema, enterprise, `${urns.enterpriseUser}:department`)).toEqual({
    id: 'e',
    [urns.enterpriseUser]: { department: 'R' },
  });
  expect(sortStub(userSchema, { userName: 'm' }, 'nickName')).toEqual({ id: '' });
  const stub = sortStub(userSchema, mailing, 'emails');
  expect(ids([{ id: 'a', emails: [{ value: 'c' }] }, stub, { id: 'n', emails: [{ value: 'a' }] }], 'emails')).toBe(
    'nma',
  );
});
