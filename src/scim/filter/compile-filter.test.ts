import { expect, test } from '@playwright/test';
import type { JsonObject } from '../json.ts';
import { profiles } from '../profile/profile.ts';
import type { Tolerance } from '../profile/tolerances.ts';
import type { Schema } from '../schema/schema.ts';
import { deviceSchema, deviceUrn, groupSchema, userSchema, warrantyUrn } from '../testing/schemas.ts';
import { urns } from '../urns.ts';
import { type CompileOptions, compileFilter } from './compile-filter.ts';
import { parseFilter } from './parse-filter.ts';

const ada: JsonObject = {
  schemas: [urns.user, urns.enterpriseUser],
  id: 'Ab1',
  externalId: 'Ext-1',
  userName: 'Ada@Example.com',
  name: { givenName: 'Ada', familyName: "O'Malley" },
  title: '',
  active: false,
  emails: [
    { value: 'ada@work.test', type: 'work', primary: true },
    { value: 'Ada@home.test', type: 'home' },
  ],
  x509Certificates: [{ value: 'AAAA' }],
  groups: [],
  meta: { resourceType: 'User', created: '2026-03-01T12:00:00.500+02:00', location: 'https://x.test/Users/Ab1' },
  [urns.enterpriseUser]: { department: 'R&D', manager: { value: 'M1' } },
};
const blank: JsonObject = { schemas: [urns.user], id: 'z', userName: 'zoe' };

function matches(text: string, resource: JsonObject = ada, schema: Schema = userSchema, options?: CompileOptions) {
  return compileFilter(schema, parseFilter(text), options)(resource);
}

for (const [text, expected] of [
  ['userName eq "ada@example.COM"', true],
  ['USERNAME eq "ada@example.com"', true],
  ['userName eq "ada"', false],
  ['userName ne "ada@example.com"', false],
  ['userName co "@EXAMPLE"', true],
  ['userName sw "ADA"', true],
  ['userName ew ".COM"', true],
  ['userName gt "ada"', true],
  ['userName ge "ada@example.com"', true],
  ['userName lt "b"', true],
  ['userName le "ADA@example.com"', true],
  ['userName gt "ada@example.com"', false],
  ['id eq "Ab1"', true],
  ['id eq "ab1"', false],
  ['externalId eq "ext-1"', false],
  ['externalId sw "Ext"', true],
  ['name.familyName co "o\'m"', true],
  ['NAME.FAMILYNAME pr', true],
  ['name pr', true],
  ['nickName pr', false],
  ['title pr', false],
  ['groups pr', false],
  ['active pr', true],
  ['active eq false', true],
  ['active ne false', false],
  ['active co "als"', true],
  ['emails pr', true],
  ['emails.display pr', false],
  ['emails co "HOME"', true],
  ['emails eq "ADA@work.test"', true],
  ['emails.type eq "HOME"', true],
  ['emails.type ne "work"', false],
  ['emails.type ne "other"', true],
  ['emails[type eq "work" and value co "home"]', false],
  ['emails[type eq "home" and value co "home"]', true],
  ['emails[type eq "home" and primary eq true]', false],
  ['emails[not (primary eq true)]', true],
  ['emails[primary pr and type eq "home"]', false],
  ['emails.primary eq false', true],
  ['emails[primary eq false and type eq "work"]', false],
  ['emails[type eq "work"].value eq "ADA@work.test"', true],
  ['emails[type eq "home"].value eq "ada@work.test"', false],
  ['emails[type eq "home"].value ne "ada@work.test"', true],
  ['emails[type eq "work"].value ne "ada@work.test"', false],
  ['emails[type eq "work"].value sw "ada"', true],
  ['emails[type eq "work"].display pr', false],
  ['emails[type eq "work"].value pr', true],
  ['emails[type eq "work"].display eq null', true],
  ['name[givenName eq "ada"]', true],
  ['phoneNumbers[type eq "work"]', false],
  ['nickName eq null', true],
  ['title eq null', false],
  ['groups eq null', true],
  ['userName eq null', false],
  ['userName ne null', true],
  ['nickName ne null', false],
  ['nickName eq "x"', false],
  ['nickName ne "x"', true],
  ['not (nickName eq "x")', true],
  ['meta.created eq "2026-03-01T10:00:00.5Z"', true],
  ['meta.created gt "2026-03-01T11:00:00Z"', false],
  ['meta.created ge "2026-03-01T10:00:00.5Z"', true],
  ['meta.created lt "2026-03-01T10:00:00.501Z"', true],
  ['meta.created le "2026-03-01T05:00:00-05:00"', false],
  ['meta.created sw "2026-03"', true],
  ['meta.lastModified eq "2026-03-01T10:00:00Z"', false],
  ['meta.resourceType eq "user"', false],
  ['meta.resourceType eq "User"', true],
  ['schemas eq "urn:ietf:params:scim:schemas:core:2.0:User"', true],
  ['schemas eq "urn:x"', false],
  ['x509Certificates.value eq "AAAA"', true],
  ['x509Certificates.value eq "aaaa"', false],
  ['x509Certificates co "AA"', true],
  [`${urns.user}:userName sw "ada"`, true],
  [`${urns.user.toUpperCase()}:name.givenName eq "Ada"`, true],
  [`${urns.enterpriseUser}:department eq "r&d"`, true],
  [`${urns.enterpriseUser}:manager.value eq "M1"`, true],
  [`${urns.enterpriseUser}:manager eq "M1"`, true],
  [`${urns.enterpriseUser}:manager eq "m1"`, false],
  [`${urns.enterpriseUser}:costCenter pr`, false],
  [`${urns.enterpriseUser} pr`, true],
  ['userName pr and active eq true', false],
  ['userName pr and active eq false', true],
  ['nickName pr or active eq true', false],
  ['nickName pr or active eq true or id pr', true],
] as const) {
  test(`${text} is ${expected} of Ada`, () => expect(matches(text)).toBe(expected));
}

for (const [text, expected] of [
  [`${urns.enterpriseUser}:department eq "x"`, false],
  [`${urns.enterpriseUser}:department ne "x"`, true],
  [`${urns.enterpriseUser} pr`, false],
  ['emails.primary eq false', false],
  ['emails[type ne "work"]', false],
  ['name.givenName eq "x"', false],
  ['active eq false', false],
  ['meta.created gt "2020-01-01T00:00:00Z"', false],
] as const) {
  test(`${text} is ${expected} of a user who has a name and no more`, () =>
    expect(matches(text, blank)).toBe(expected));
}

const device: JsonObject = {
  weight: 1.5,
  ports: 0,
  tags: ['Red', 'blue'],
  parts: [
    { value: 'a', lot: 3, labels: ['x', 'Y'] },
    { value: 'b', lot: 7 },
  ],
  maker: { name: 'Acme', codes: ['A', 'B'] },
  firmware: 'AAAA',
  bought: 'not a date',
  [warrantyUrn]: { terms: 'Full' },
};

for (const [text, expected] of [
  ['weight eq 1.5', true],
  ['weight gt 1', true],
  ['weight le 1.4', false],
  ['ports pr', true],
  ['ports lt 1', true],
  ['ports ge 0', true],
  ['weight sw "1."', true],
  ['weight co 5', true],
  ['tags eq "RED"', true],
  ['tags ne "red"', false],
  ['tags pr', true],
  ['parts[lot gt 3 and value eq "a"]', false],
  ['parts[lot gt 3 and value eq "b"]', true],
  ['parts.labels eq "y"', true],
  ['parts[labels eq "y" and lot eq 3]', true],
  ['parts.lot ne 3', false],
  ['maker.codes eq "b"', true],
  ['constructor pr', false],
  ['constructor ne "x"', true],
  ['firmware ew "AA"', true],
  ['bought gt "2020-01-01T00:00:00Z"', false],
  ['bought sw "NOT"', true],
  [`${warrantyUrn}:terms eq "full"`, true],
  [`${warrantyUrn} pr`, true],
  [`${deviceUrn}:ports eq 0`, true],
] as const) {
  test(`${text} is ${expected} of a device`, () => expect(matches(text, device, deviceSchema)).toBe(expected));
}

for (const [text, schema] of [
  ['nope pr', userSchema],
  ['nope eq "x"', userSchema],
  ['name.nope eq "x"', userSchema],
  ['emails.nope pr', userSchema],
  ['emails[nope pr]', userSchema],
  ['emails[name.x pr]', userSchema],
  ['emails[urn:x:value pr]', userSchema],
  ['emails[type pr].nope pr', userSchema],
  ['nope[type pr]', userSchema],
  ['userName[value pr]', userSchema],
  ['schemas[value eq "x"]', userSchema],
  [`${urns.enterpriseUser}[value pr]`, userSchema],
  [`${urns.enterpriseUser} eq "x"`, userSchema],
  [`${urns.enterpriseUser}:nope pr`, userSchema],
  ['urn:x:2.0:User:userName pr', userSchema],
  ['password eq "x"', userSchema],
  ['password pr', userSchema],
  ['secret sw "x"', deviceSchema],
  ['name eq "Ada"', userSchema],
  ['active gt true', userSchema],
  ['active le false', userSchema],
  ['active eq "yes"', userSchema],
  ['active eq 1', userSchema],
  ['userName eq 5', userSchema],
  ['userName eq true', userSchema],
  ['userName gt null', userSchema],
  ['userName co null', userSchema],
  ['x509Certificates.value ge "A"', userSchema],
  ['meta.created gt "yesterday"', userSchema],
  ['meta.created eq 5', userSchema],
  ['ports eq "5"', deviceSchema],
  ['members[value eq 5]', groupSchema],
] as const) {
  test(`refuses ${text} with invalidFilter and names the attribute`, () => {
    expect(() => matches(text, {}, schema)).toThrow(
      expect.objectContaining({
        scimType: 'invalidFilter',
        position: expect.objectContaining({ attribute: expect.any(String), at: expect.any(Number) }),
      }),
    );
  });
}

for (const [text, expected] of [
  ['nope eq "x"', false],
  ['nope ne "x"', true],
  ['nope eq null', true],
  ['nope ne null', false],
  ['nope gt 1', false],
  ['nope pr', false],
  ['nope[value pr]', false],
  ['not (nope pr)', true],
  ['nope pr or userName sw "ada"', true],
] as const) {
  test(`in a query over several types ${text} is ${expected}: what a type lacks has no value`, () => {
    expect(matches(text, ada, userSchema, { unknownAttributes: 'no-value' })).toBe(expected);
  });
}

test('a query over several types does not open passwords to filters', () => {
  expect(() => matches('password pr', ada, userSchema, { unknownAttributes: 'no-value' })).toThrow(/password/);
});

test('members of a group are found by their id, in its own letter case', () => {
  const group = { members: [{ value: 'Ab1' }] };
  expect(matches('members eq "Ab1"', group, groupSchema)).toBe(true);
  expect(matches('members.value eq "ab1"', group, groupSchema)).toBe(false);
});

test('user names are the same across width, letter case and normalization form', () => {
  const user = { userName: 'E\u0301lodie\uff20x' };
  expect(matches('userName eq "\u00c9LODIE@X"', user)).toBe(true);
  expect(matches('userName sw "\u00e9lo"', user)).toBe(true);
  expect(matches('userName eq "elodie@x"', user)).toBe(false);
});

test('texts are in order of their code points, astral ones last', () => {
  expect(matches('nickName gt "\uff21"', { nickName: '\u{1f600}' })).toBe(true);
  expect(matches('nickName lt "\u{1f600}"', { nickName: '\uff21' })).toBe(true);
});

test('a boolean compares with the strings that Entra sends, and says so', () => {
  const used: Tolerance[] = [];
  const roles = { roles: [{ value: 'Admin', primary: true }] };
  expect(
    matches('roles[primary eq "True"].value eq "admin"', roles, userSchema, { note: (use) => used.push(use) }),
  ).toBe(true);
  expect(used).toEqual([{ id: 'filter-text-boolean', attribute: 'roles.primary' }]);
  expect(() => matches('active eq "True"', ada, userSchema, { profile: profiles.strict })).toThrow(/true or false/);
});

test('the bare name of an extension attribute means that attribute, and says so', () => {
  const used: Tolerance[] = [];
  expect(matches('id eq "Ab1" and manager eq "M1"', ada, userSchema, { note: (use) => used.push(use) })).toBe(true);
  expect(matches('manager.value eq "m1"')).toBe(false);
  expect(used).toEqual([{ id: 'filter-bare-name', attribute: `${urns.enterpriseUser}:manager` }]);
  expect(() => matches('manager eq "M1"', ada, userSchema, { profile: profiles.strict })).toThrow(/no attribute/);
  const [extension] = userSchema.extensions.values();
  if (extension === undefined) throw new Error('the user schema has no extension');
  const extensions = new Map([...userSchema.extensions, ['urn:x', { ...extension, urn: 'urn:x' }]]);
  expect(() => matches('manager eq "M1"', ada, { ...userSchema, extensions })).toThrow(/no attribute/);
});

test('an older URN leads to the schema that took its place, and says so', () => {
  const used: Tolerance[] = [];
  const options: CompileOptions = { note: (use) => used.push(use) };
  expect(matches('urn:scim:schemas:core:1.0:userName sw "ada"', ada, userSchema, options)).toBe(true);
  expect(matches('urn:scim:schemas:extension:enterprise:1.0:department pr', ada, userSchema, options)).toBe(true);
  expect(used.map(({ id }) => id)).toEqual(['older-urn', 'older-urn']);
  expect(() =>
    matches('urn:scim:schemas:core:1.0:userName pr', ada, userSchema, { profile: profiles.strict }),
  ).toThrow();
});

test('names of Object.prototype and __proto__ are names like others', () => {
  for (const name of ['constructor', 'toString', 'hasOwnProperty', 'prototype']) {
    expect(() => matches(`${name} pr`)).toThrow(expect.objectContaining({ scimType: 'invalidFilter' }));
  }
  expect(() => parseFilter('__proto__ pr')).toThrow(expect.objectContaining({ scimType: 'invalidFilter' }));
});
