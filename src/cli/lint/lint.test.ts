import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { coreDefinitions, coreResourceTypes, profiles, readResource, ScimError, schemaFrom, urns } from '#scim';
import { type LintOptions, lint } from './lint.ts';
import { sarifOf } from './sarif.ts';
import { schemasWith } from './schemas.ts';

const extension = {
  id: 'urn:example:Extra',
  name: 'Extra',
  attributes: [{ name: 'level', type: 'integer', multiValued: false }],
};
const [userType] = coreResourceTypes;
if (userType === undefined) throw new Error('no resource type');
const schemas = schemasWith([extension], 'extra.json');

/** `line:column level: says; mend`, one for each fault. */
function said(document: unknown, options: Partial<LintOptions> = {}): string[] {
  const text = typeof document === 'string' ? document : JSON.stringify(document, null, 1);
  return lint(text, { schemas, ...options }).map(
    ({ line, column, level, says, mend }) =>
      `${line}:${column} ${level}: ${says}${mend === undefined ? '' : `; ${mend}`}`,
  );
}

const user = { schemas: [urns.user], userName: 'ada' };
const patch = (...Operations: readonly object[]) => ({ schemas: [urns.patchOp], Operations });
const bulk = (...Operations: readonly object[]) => ({ schemas: [urns.bulkRequest], Operations });

for (const [name, document] of [
  ['a user', { ...user, name: { familyName: 'Lovelace' }, emails: [{ value: 'a@x', primary: true }] }],
  ['a user of an extension', { ...user, schemas: [urns.user, extension.id], [extension.id]: { level: 3 } }],
  ['a group', { schemas: [urns.group], displayName: 'Engineering', members: [{ value: '1' }] }],
  ['a PATCH', patch({ op: 'replace', path: 'emails[type eq "work"].value', value: 'x' })],
  ['a bulk job', bulk({ method: 'POST', path: '/Users', bulkId: 'a', data: user })],
  ['a filter', 'userName eq "ada" and not (emails pr)'],
  [
    'a schema',
    {
      schemas: [urns.schema],
      ...extension,
      attributes: [{ ...extension.attributes[0], required: false, mutability: 'readWrite', returned: 'default' }],
    },
  ],
] as const) {
  test(`finds nothing wrong with ${name}`, () => {
    expect(said(document)).toEqual([]);
  });
}

for (const [name, document, expected] of [
  ['text that is no JSON', '{"schemas": [}', /^1:14 error: this is no JSON \(value expected\)$/],
  ['an empty file', '', /^1:1 error: this is no JSON/],
  ['a resource without schemas', { userName: 'ada' }, /^1:1 error: "schemas" is missing; write "schemas": \["urn/],
  ['a missing attribute', { schemas: [urns.user] }, /error: "userName" is required and missing; add "userName"$/],
  ['a misspelt attribute', { ...user, nmae: {} }, /^6:2 warning: no schema defines "nmae".*; write "name"$/],
  ['a misspelt sub-attribute', { ...user, name: { famlyName: 'x' } }, /^7:3 warning: .*; write "familyName"$/],
  [
    'a wrong type in a list',
    { ...user, emails: [{ value: 'a' }, { value: 5 }] },
    /^11:4 error: emails.value must be a string/,
  ],
  [
    'two primaries',
    {
      ...user,
      emails: [
        { value: 'a', primary: true },
        { value: 'b', primary: true },
      ],
    },
    /^6:2 error: emails has 2 primary values/,
  ],
  ['a URN left out', { ...user, [extension.id]: { level: 3 } }, /warning: "schemas" does not name "urn:example:Extra"/],
  [
    'what only some servers take',
    { ...user, active: 'True' },
    /^6:2 warning: not every server takes this \(text-boolean\)/,
  ],
  [
    'an unknown path',
    patch({ op: 'add', path: 'emials', value: [] }),
    /^8:4 error: the path "emials" names nothing.*; write "emails"$/,
  ],
  ['a remove without path', patch({ op: 'remove' }), /error: a remove must have a "path"$/],
  [
    'a PATCH without URN',
    { Operations: [{ op: 'remove', path: 'title' }] },
    /^1:1 error: "schemas" must have the URN of a PATCH/,
  ],
  ['a POST without bulkId', bulk({ method: 'POST', path: '/Users', data: user }), /error: a POST needs a "bulkId"/],
  [
    'a reference to nothing',
    bulk({
      method: 'POST',
      path: '/Groups',
      bulkId: 'a',
      data: { schemas: [urns.group], displayName: 'x', members: [{ value: 'bulkId:b' }] },
    }),
    /error: no operation has the bulkId "b"$/,
  ],
  [
    'a fault inside a bulk job',
    bulk({ method: 'PUT', path: '/Users/1', data: { ...user, title: 5 } }),
    /error: title must be a string/,
  ],
  ['a filter in another language', 'userName == "x"', /^1:10 error: "==" at 9 is no operator/],
  ['a filter on nothing', '  usrName eq "x"', /^1:3 error: .*; write "userName"$/],
  ['a schema with a wrong type', { id: 'urn:x', attributes: [{ name: 'a', type: 'strng' }] }, /error: .*type/],
] as const) {
  test(`says what is wrong with ${name}`, () => {
    expect(said(document)).toContainEqual(expect.stringMatching(expected));
  });
}

test('points into a path behind its escapes', () => {
  const text = `{"schemas":["${urns.patchOp}"],"Operations":[{"op":"add","path":"emails[type eq \\"work]","value":1}]}`;
  const [fault] = lint(text, { schemas });
  expect(text.slice((fault?.column ?? 0) - 1)).toMatch(/^\\"work\]/);
});

test('calls a resource wrong exactly when the reference server refuses it', () => {
  const schema = schemaFrom(userType, coreDefinitions);
  const names = ['userName', 'username', 'active', 'emails', 'name', 'title', 'schemas', 'x509Certificates', 'nothing'];
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(null, true, 'true', 5, 'x', urns.user),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('value', 'primary', 'familyName', 'other'), tie('any'), { maxKeys: 3 }),
    ),
  })).any;
  const resource = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 5 });
  fc.assert(
    fc.property(resource, (members) => {
      const body: unknown = JSON.parse(JSON.stringify({ ...user, ...members }));
      const errors = said(body, { kind: 'resource' }).filter((line) => line.includes(' error: '));
      expect(errors.length > 0).toBe(
        isRefused(() => readResource(schema, body, { mode: 'create', profile: profiles.lenient })),
      );
    }),
    { numRuns: 500 },
  );
});

test('draws its faults as SARIF', () => {
  const faults = lint('userName eq', { schemas });
  expect(JSON.parse(sarifOf('a\\b.txt', faults, '1.2.3'))).toMatchObject({
    version: '2.1.0',
    runs: [
      { results: [{ level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: 'a/b.txt' } } }] }] },
    ],
  });
});

function isRefused(read: () => unknown): boolean {
  try {
    read();
    return false;
  } catch (error) {
    if (error instanceof ScimError) return true;
    throw error;
  }
}
