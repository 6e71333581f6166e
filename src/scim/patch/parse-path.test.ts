import { expect, test } from '@playwright/test';
import { profiles } from '../profile/profile.ts';
import { userSchema, warrantyUrn } from '../testing/schemas.ts';
import { urns } from '../urns.ts';
import { parsePath, printPath } from './parse-path.ts';

for (const text of [
  'members',
  'name.familyName',
  'addresses[type eq "work"]',
  'members[value eq "2819c223"].displayName',
  'emails[type eq "a]b" or not (value pr)].value',
  `${urns.enterpriseUser}:manager.value`,
  `${urns.enterpriseUser}:manager[value eq "x"]`,
  `${urns.enterpriseUser}:department`,
  warrantyUrn,
]) {
  test(`reads and prints ${text}`, () => {
    expect(printPath(parsePath(text, undefined, { profile: profiles.strict }))).toBe(text);
  });
}

test('tells attribute, filter and sub-attribute apart', () => {
  expect(parsePath('emails[type eq "work"].value')).toMatchObject({
    attribute: { urn: undefined, name: 'emails', sub: undefined },
    filter: { kind: 'compare', range: { start: 7, end: 21 } },
    sub: 'value',
  });
  expect(parsePath('name.familyName')).toMatchObject({
    attribute: { name: 'name', sub: 'familyName' },
    sub: undefined,
  });
});

test('reads a URN that the schema knows as the whole extension', () => {
  expect(parsePath(urns.enterpriseUser.toUpperCase(), userSchema)).toMatchObject({
    attribute: { urn: urns.enterpriseUser.toUpperCase(), name: '' },
  });
  expect(parsePath(urns.enterpriseUser)).toMatchObject({ attribute: { name: 'User' } });
  expect(parsePath(`${urns.enterpriseUser}:department`, userSchema)).toMatchObject({
    attribute: { urn: urns.enterpriseUser, name: 'department' },
  });
});

for (const [text, scimType, at] of [
  ['', 'invalidPath', 0],
  [' members', 'invalidPath', 0],
  ['members ', 'invalidPath', 0],
  ['name..familyName', 'invalidPath', 0],
  ['name.', 'invalidPath', 0],
  ['name.a.b', 'invalidPath', 0],
  ['[type pr]', 'invalidPath', 0],
  ['1st', 'invalidPath', 0],
  ['name familyName', 'invalidPath', 0],
  ['/name/familyName', 'invalidPath', 0],
  ['emails[type eq "work"', 'invalidPath', 21],
  ['emails]type pr[', 'invalidPath', 0],
  ['emails[type pr]value', 'invalidPath', 15],
  ['emails[type pr].', 'invalidPath', 15],
  ['emails[type pr].a.b', 'invalidPath', 15],
  ['emails.value[type pr]', 'invalidPath', 12],
  [`${warrantyUrn}[type pr]`, 'invalidPath', warrantyUrn.length],
  ['emails[]', 'invalidFilter', 7],
  ['emails[type eq]', 'invalidFilter', 14],
  ['emails[type regex "x"]', 'invalidFilter', 12],
  ['emails[type pr] or emails[value pr]', 'invalidFilter', 6],
  ['emails[a[b pr]]', 'invalidFilter', 8],
] as const) {
  test(`refuses ${JSON.stringify(text)} as ${scimType} at ${at}`, () => {
    expect(() => parsePath(text)).toThrow(
      expect.objectContaining({ scimType, position: expect.objectContaining({ at }) }),
    );
  });
}
