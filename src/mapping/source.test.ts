import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { urns } from '#scim';
import type { MappingRow, Source, Transform } from './mapping.ts';
import { placeOf, valuesAt, withValues } from './place.ts';
import { fieldOf } from './source.ts';

const enterprise = urns.enterpriseUser;
const ada = {
  userName: 'Ada@Example.com',
  name: { givenName: 'Ada', familyName: 'Quill' },
  active: false,
  emails: [
    { value: 'home@x.example', type: 'Home' },
    { value: 'work@x.example', type: 'work', primary: true },
  ],
  [enterprise]: { department: 'R&D', manager: { value: 'm1' } },
};
const row = (scim: Source, more: Partial<MappingRow> = {}): MappingRow => ({
  id: 'r',
  scim,
  field: '/f',
  direction: 'in',
  ...more,
});

for (const [what, source, more, field] of [
  ['a plain attribute', 'userName', {}, 'Ada@Example.com'],
  ['an attribute in other letter case', 'USERNAME', {}, 'Ada@Example.com'],
  ['a part of an extension', `${enterprise}:manager.value`, {}, 'm1'],
  ['the element that the brackets choose', 'emails[type eq "home"].value', {}, 'home@x.example'],
  ['two conditions', 'emails[type eq "work" and primary eq true].value', {}, 'work@x.example'],
  ['the first of several', { firstOf: ['displayName', 'name.formatted', 'userName'] }, {}, 'Ada@Example.com'],
  ['parts in a row', { concat: ['name.givenName', 'name.middleName', 'name.familyName'] }, {}, 'Ada Quill'],
  ['all values', 'emails.value', { many: {} }, ['home@x.example', 'work@x.example']],
  ['no value', 'nickName', {}, undefined],
  ['a default', 'nickName', { default: 'none' }, 'none'],
  ['a complex value as no value', `${enterprise}:manager`, {}, undefined],
] as const) {
  test(`a field comes from ${what}`, () => {
    expect(fieldOf(row(source as Source, more), ada)).toEqual(field);
  });
}

for (const [transform, source, field] of [
  ['lower-case', 'userName', 'ada@example.com'],
  ['upper-case', 'name.givenName', 'ADA'],
  ['to-text', 'active', 'false'],
  [{ booleanToText: { true: 'on', false: 'off' } }, 'active', 'off'],
  [{ map: { Ada: 1 } }, 'name.givenName', 1],
  [{ map: { Grace: 1 }, otherwise: 0 }, 'name.givenName', 0],
  [{ map: { Grace: 1 } }, 'name.givenName', undefined],
] as const) {
  test(`${JSON.stringify(transform)} makes ${JSON.stringify(field)}`, () => {
    expect(fieldOf(row(source, { transform: transform as Transform }), ada)).toEqual(field);
  });
}

test('a value that is put at a place is found there, and the resource is not touched', () => {
  const before = structuredClone(ada);
  const paths = [
    'title',
    'name.givenName',
    'emails[type eq "work"].value',
    `${enterprise}:department`,
    `${enterprise}:manager.value`,
  ];
  fc.assert(
    fc.property(fc.constantFrom(...paths), fc.string({ minLength: 1 }), (path, value) => {
      const place = placeOf(path);
      const after = withValues(ada, place, [value], path.startsWith('emails'));
      expect(valuesAt(after, place)).toEqual([value]);
      expect(valuesAt(after, placeOf('emails[type eq "home"].value'))).toEqual(['home@x.example']);
      expect(ada).toEqual(before);
    }),
  );
});

test('the last value that is taken away takes its container along', () => {
  const place = placeOf('name.givenName');
  expect(withValues({ userName: 'a', name: { givenName: 'Ada' } }, place, [], false)).toEqual({ userName: 'a' });
});
