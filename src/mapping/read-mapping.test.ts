import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { MappingError } from './mapping-error.ts';
import { readMapping } from './read-mapping.ts';
import { rulesOf } from './rule.ts';

const application = { read: { url: '{base}/../../api/{id}' } };
const row = { id: 'name', scim: 'userName', field: '/name', direction: 'both' };
const textOf = (value: unknown) => JSON.stringify(value, undefined, 1);
const withRow = (changed: object) =>
  textOf({ name: 'Wiki', User: { application, rows: [row, { ...row, id: 'other', ...changed }] } });

test('reads the mapping that is shipped', () => {
  const text = readFileSync('suites/mapping/scaidrive.json', 'utf8');
  const rules = rulesOf(readMapping(text, 'scaidrive.json'));

  expect([...rules.keys()].slice(0, 2)).toEqual(['mapping:S4', 'mapping:S5']);
  expect(rules.get('mapping:S5')).toEqual({
    level: 'MUST',
    section: 'mapping ScaiDrive',
    link: '',
    text: expect.stringContaining(
      '(name.formatted, else displayName, else name.givenName + name.familyName, else userName ↔ /displayName)',
    ),
  });
});

test('a row is a MUST when it is required, else a SHOULD, unless it says so itself', () => {
  const levels = [{}, { required: true }, { required: true, level: 'MAY' }].map((more) => {
    const [, second] = rulesOf(readMapping(withRow(more), 'm.json')).values();
    return second?.level;
  });
  expect(levels).toEqual(['SHOULD', 'MUST', 'MAY']);
});

for (const [what, text, says] of [
  ['what is no JSON', '{\n  "name": "Wiki",,\n}', /^m\.json:2:18: this is not JSON; look for a missing comma/],
  ['what ends too soon', '{\n "name": "Wiki"', /^m\.json:2:16: this is not JSON/],
  ['no name', textOf({ User: { application, rows: [row] } }), /^m\.json:1:1: the mapping lacks "name"; add it\.$/],
  ['no side at all', textOf({ name: 'Wiki' }), /^m\.json:1:1: the mapping lacks "User"; add it\.$/],
  [
    'a misspelt member',
    withRow({ feild: '/x' }),
    /^m\.json:\d+:\d+: \/User\/rows\/1 has a member "feild", which no mapping has/,
  ],
  ['an unknown direction', withRow({ direction: 'up' }), /\/User\/rows\/1\/direction must be one of in, out, both\.$/],
  [
    'an unknown transformation',
    withRow({ transform: 'rot13' }),
    /\/User\/rows\/1\/transform must be one of none, lower-case/,
  ],
  ['a field that is no pointer', withRow({ field: 'name' }), /\/User\/rows\/1\/field does not look as it must/],
  [
    'a path that is none',
    withRow({ scim: 'emails[' }),
    /\/User\/rows\/1\/scim has a path that cannot be used: .*bracket/,
  ],
  ['brackets that tell no value', withRow({ scim: 'emails[value co "x"].value' }), /comparisons with eq/],
  [
    'an id given twice',
    withRow({ id: 'name' }),
    /\/User\/rows\/1\/id is "name", which another row has; give each row its own/,
  ],
  [
    'a pattern that is none',
    withRow({ values: { pattern: '(' } }),
    /\/User\/rows\/1\/values\/pattern does not look as it must/,
  ],
] as const) {
  test(`refuses ${what} with its place and how to mend it`, () => {
    expect(() => readMapping(text, 'm.json')).toThrow(MappingError);
    expect(() => readMapping(text, 'm.json')).toThrow(says);
  });
}

test('names the very line and column of a fault', () => {
  const text = withRow({ direction: 'up' });
  const at = text.indexOf('"up"');
  const line = text.slice(0, at).split('\n').length;
  const column = at - text.lastIndexOf('\n', at);
  expect(() => readMapping(text, 'm.json')).toThrow(`m.json:${line}:${column}:`);
});
