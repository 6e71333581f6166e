import { expect, test } from '@playwright/test';
import { deviceSchema, groupSchema, userSchema } from '../testing/schemas.ts';
import { urns } from '../urns.ts';
import { equalities } from './equalities.ts';
import { parseFilter } from './parse-filter.ts';

for (const [text, expected] of [
  ['userName eq "Ada"', [['userName', 'eq', 'Ada', 'ada']]],
  [
    'USERNAME sw "Ada" and title pr and id eq "X"',
    [
      ['userName', 'sw', 'Ada', 'ada'],
      ['id', 'eq', 'X', 'X'],
    ],
  ],
  [
    '(userName eq "a" and externalId eq "b") and active eq true',
    [
      ['userName', 'eq', 'a', 'a'],
      ['externalId', 'eq', 'b', 'b'],
    ],
  ],
  ['userName eq "a" or id eq "b"', []],
  ['not (userName eq "a")', []],
  ['userName ne "a" and userName co "b" and userName eq null', []],
  ['emails eq "A@x"', [['emails.value', 'eq', 'A@x', 'a@x']]],
  [
    'emails[type eq "work" and value sw "A"]',
    [
      ['emails.type', 'eq', 'work', 'work'],
      ['emails.value', 'sw', 'A', 'a'],
    ],
  ],
  ['emails[type eq "work" or value sw "A"]', []],
  [
    'emails[type eq "work"].value eq "A@x"',
    [
      ['emails.type', 'eq', 'work', 'work'],
      ['emails.value', 'eq', 'A@x', 'a@x'],
    ],
  ],
  ['emails[type eq "work"].value pr', [['emails.type', 'eq', 'work', 'work']]],
  ['nope eq "x" and nope[value eq "x"] and name eq "x"', []],
  ['meta.created eq "2026-01-01T00:00:00Z"', []],
  [`${urns.enterpriseUser}:department eq "R"`, [[`${urns.enterpriseUser}:department`, 'eq', 'R', 'r']]],
] as const) {
  test(`an index can look up ${expected.length} terms of ${text}`, () => {
    const found = equalities(userSchema, parseFilter(text));
    expect(found.map(({ path, operator, value, folded }) => [path, operator, value, folded])).toEqual(expected);
  });
}

test('a group is looked up by its member', () => {
  expect(equalities(groupSchema, parseFilter('members eq "U1"'))).toEqual([
    { path: 'members.value', operator: 'eq', value: 'U1', folded: 'U1' },
  ]);
});

test('numbers are looked up whole, not by how they begin', () => {
  const found = equalities(deviceSchema, parseFilter('ports eq 5 and weight sw 1'));
  expect(found).toEqual([{ path: 'ports', operator: 'eq', value: 5, folded: 5 }]);
});
