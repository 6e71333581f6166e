import { expect, test } from '@playwright/test';
import type { Json, JsonObject } from '../json.ts';
import { type Profile, profiles } from '../profile/profile.ts';
import type { ToleranceId } from '../profile/tolerances.ts';
import type { Schema } from '../schema/schema.ts';
import { schemaFrom } from '../schema/schema-from.ts';
import { type FaultPosition, ScimError, scimError } from '../scim-error.ts';
import { deviceSchema, groupSchema, userSchema, warrantyUrn } from '../testing/schemas.ts';
import { urns } from '../urns.ts';
import { applyPatch } from './apply-patch.ts';

const enterprise = urns.enterpriseUser;

const ada: JsonObject = {
  schemas: [urns.user, enterprise],
  id: 'a1',
  externalId: 'x1',
  userName: 'ada',
  name: { givenName: 'Ada', familyName: 'Byron' },
  active: true,
  emails: [
    { value: 'ada@work.test', type: 'work', primary: true },
    { value: 'ada@home.test', type: 'home', display: 'at home' },
  ],
  addresses: [
    { type: 'work', locality: 'London', country: 'GB' },
    { type: 'home', locality: 'Ockham' },
  ],
  groups: [{ value: 'g1' }],
  meta: { resourceType: 'User', version: 'W/"1"' },
  [enterprise]: { department: 'R&D', manager: { value: 'm1', displayName: 'Charles' } },
};
const group: JsonObject = {
  schemas: [urns.group],
  id: 'g1',
  displayName: 'Engines',
  members: [{ value: 'a1', type: 'User', display: 'Ada' }, { value: 'b2', type: 'User' }, { value: 'c3' }],
};
const device: JsonObject = {
  schemas: [deviceSchema.base.urn, warrantyUrn],
  serial: 'S1',
  tags: ['red'],
  keys: ['k1'],
  maker: { name: 'Acme', plant: 'P1', codes: ['A'] },
  parts: [{ value: 'p1', lot: 1 }],
  [warrantyUrn]: { until: '2030-01-01T00:00:00Z' },
};

function bodyOf(operations: Json): JsonObject {
  return { schemas: [urns.patchOp], Operations: operations };
}

function patched(
  operations: Json,
  before: JsonObject = ada,
  schema: Schema = userSchema,
  profile: Profile = profiles.lenient,
) {
  return applyPatch(schema, before, bodyOf(operations), { profile });
}

/** What differs after the operations: the attributes with their new value, null for those that are gone. */
function difference(operations: Json, before: JsonObject = ada, schema: Schema = userSchema, profile?: Profile) {
  const { resource, changed } = patched(operations, before, schema, profile);
  const changes: { [name: string]: Json } = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(resource)])) {
    if (before[name] !== resource[name]) changes[name] = resource[name] ?? null;
  }
  expect(changed).toBe(Object.keys(changes).length > 0);
  expect(resource === before).toBe(!changed);
  return changes;
}

function refusal(
  operations: Json,
  before: JsonObject = ada,
  schema: Schema = userSchema,
  profile: Profile = profiles.lenient,
) {
  const copy = structuredClone(before);
  try {
    patched(operations, before, schema, profile);
  } catch (error) {
    expect(before).toEqual(copy);
    if (error instanceof ScimError) return error.scimType;
    throw error;
  }
  return 'accepted';
}

function op(op: string, path: string | undefined, ...value: readonly Json[]): JsonObject {
  const [only] = value;
  return { op, ...(path !== undefined && { path }), ...(only !== undefined && { value: only }) };
}

test.describe('add', () => {
  for (const [path, value, expected] of [
    ['nickName', 'Countess', { nickName: 'Countess' }],
    ['userName', 'countess', { userName: 'countess' }],
    ['USERNAME', 'countess', { userName: 'countess' }],
    [`${urns.user}:userName`, 'countess', { userName: 'countess' }],
    ['userName', 'ada', {}],
    ['name', { familyName: 'King' }, { name: { givenName: 'Ada', familyName: 'King' } }],
    ['name.middleName', 'Augusta', { name: { givenName: 'Ada', familyName: 'Byron', middleName: 'Augusta' } }],
    ['name.FAMILYNAME', 'Byron', {}],
    ['profileUrl', 'https://x.test/ada', { profileUrl: 'https://x.test/ada' }],
    ['roles', [{ value: 'admin' }], { roles: [{ value: 'admin' }] }],
    ['roles', { value: 'admin' }, { roles: [{ value: 'admin' }] }],
    ['roles', [], {}],
    ['emails', [], {}],
    ['emails', null, {}],
    [
      `${enterprise}:costCenter`,
      '42',
      { [enterprise]: { department: 'R&D', manager: { value: 'm1', displayName: 'Charles' }, costCenter: '42' } },
    ],
    [
      `${enterprise}:manager`,
      { value: 'm2' },
      { [enterprise]: { department: 'R&D', manager: { value: 'm2', displayName: 'Charles' } } },
    ],
    [
      enterprise,
      { costCenter: '42' },
      { [enterprise]: { department: 'R&D', manager: { value: 'm1', displayName: 'Charles' }, costCenter: '42' } },
    ],
  ] as const) {
    test(`of ${JSON.stringify(value)} to ${path}`, () =>
      expect(difference([op('add', path, value)])).toEqual(expected));
  }

  test('appends to a list and keeps what is there', () => {
    expect(difference([op('add', 'emails', [{ value: 'new@x.test' }])]).emails).toEqual([
      ...(ada.emails as Json[]),
      { value: 'new@x.test' },
    ]);
  });

  test('of a value that is there already changes nothing', () => {
    expect(difference([op('add', 'emails', [{ value: 'ADA@work.test', type: 'Work' }])])).toEqual({
      emails: [{ value: 'ADA@work.test', type: 'Work', primary: true }, (ada.emails as Json[])[1]],
    });
    expect(difference([op('add', 'emails', [{ value: 'ada@work.test', type: 'work' }])])).toEqual({});
    expect(difference([op('add', 'members', [{ value: 'a1' }])], group, groupSchema)).toEqual({});
  });

  test('of a present value with another part keeps its other parts', () => {
    expect(
      difference([op('add', 'emails', [{ value: 'ada@home.test', type: 'home', primary: false }])]).emails,
    ).toEqual([
      { value: 'ada@work.test', type: 'work', primary: true },
      { value: 'ada@home.test', type: 'home', display: 'at home', primary: false },
    ]);
  });

  test('of a present member does not change what is immutable in it', () => {
    expect(difference([op('add', 'members', [{ value: 'a1', type: 'Group' }])], group, groupSchema)).toEqual({});
    expect(
      difference([op('add', 'members', [{ value: 'c3', type: 'User' }])], group, groupSchema).members,
    ).toContainEqual({
      value: 'c3',
      type: 'User',
    });
  });

  test('of a new primary value takes that from the others', () => {
    expect(difference([op('add', 'emails', [{ value: 'new@x.test', primary: true }])]).emails).toEqual([
      { value: 'ada@work.test', type: 'work', primary: false },
      { value: 'ada@home.test', type: 'home', display: 'at home' },
      { value: 'new@x.test', primary: true },
    ]);
    expect(difference([op('add', 'emails', [{ value: 'ada@home.test', type: 'home', primary: true }])]).emails).toEqual(
      [
        { value: 'ada@work.test', type: 'work', primary: false },
        { value: 'ada@home.test', type: 'home', display: 'at home', primary: true },
      ],
    );
  });

  test('refuses two primary values at once', () => {
    const two = [
      { value: 'a', primary: true },
      { value: 'b', primary: true },
    ];
    expect(refusal([op('add', 'emails', two)])).toBe('invalidValue');
    expect(refusal([op('replace', 'emails', two)])).toBe('invalidValue');
  });

  test('to a filtered element that is there sets its part', () => {
    expect(difference([op('add', 'emails[type eq "work"].display', 'desk')]).emails).toContainEqual({
      value: 'ada@work.test',
      type: 'work',
      primary: true,
      display: 'desk',
    });
    expect(difference([op('add', 'addresses[type eq "work"]', { region: 'X' })]).addresses).toEqual([
      { type: 'work', locality: 'London', country: 'GB', region: 'X' },
      { type: 'home', locality: 'Ockham' },
    ]);
  });

  test('to a filtered element that is absent makes it, with what the filter says', () => {
    const operations = [
      op('add', 'phoneNumbers[type eq "mobile"].value', '+1'),
      op('add', 'phoneNumbers[type eq "mobile"].display', 'cell'),
      op('add', 'roles[primary eq "True"].value', 'admin'),
      op('add', 'addresses[type eq "other" and country eq "FR"]', { locality: 'Paris' }),
      op('add', 'emails[type eq "other"].value', 'o@x'),
    ];
    const { tolerances, resource } = patched(operations);
    expect(resource.phoneNumbers).toEqual([{ type: 'mobile', value: '+1', display: 'cell' }]);
    expect(resource.roles).toEqual([{ primary: true, value: 'admin' }]);
    expect(resource.addresses).toContainEqual({ type: 'other', country: 'FR', locality: 'Paris' });
    expect(resource.emails).toHaveLength(3);
    expect(tolerances).toContainEqual({ id: 'filtered-add-creates', operation: 0, attribute: 'phoneNumbers' });
    expect(tolerances).not.toContainEqual({ id: 'filtered-add-creates', operation: 1, attribute: 'phoneNumbers' });
  });

  test('cannot make an element from a filter that does not say what is equal', () => {
    for (const filter of [
      'type sw "o"',
      'not (type eq "work")',
      'type eq "x" or type eq "y"',
      'type eq "x" and value pr',
    ]) {
      expect(refusal([op('add', `phoneNumbers[${filter}].value`, 'x')])).toBe('noTarget');
    }
  });

  test('makes an element whose required part is in the filter', () => {
    const operations = [op('add', 'parts[value eq "p2"]', { lot: 2 }), op('add', 'parts[value eq "p3"]', [{ LOT: 3 }])];
    expect(difference(operations, device, deviceSchema).parts).toEqual([
      { value: 'p1', lot: 1 },
      { value: 'p2', lot: 2 },
      { value: 'p3', lot: 3 },
    ]);
    expect(refusal([op('add', 'parts[lot eq 9]', { tested: '2026-01-01T00:00:00Z' })], device, deviceSchema)).toBe(
      'invalidValue',
    );
    expect(refusal([op('add', 'emails[type eq "other"]', 'text')])).toBe('invalidValue');
    expect(refusal([op('add', 'emails[type eq "other"]', [])])).toBe('invalidValue');
  });

  test('of the primary value that is there changes nothing', () => {
    expect(difference([op('add', 'emails', [{ value: 'ada@work.test', type: 'work', primary: true }])])).toEqual({});
    expect(difference([op('replace', 'emails[type eq "work"].primary', true)])).toEqual({});
    expect(difference([op('replace', 'emails.primary', true)]).emails).toEqual([
      { value: 'ada@work.test', type: 'work', primary: false },
      { value: 'ada@home.test', type: 'home', display: 'at home', primary: true },
    ]);
  });

  test('to a part of all elements sets it in each, or makes one', () => {
    expect(difference([op('add', 'emails.display', 'd')]).emails).toEqual([
      { value: 'ada@work.test', type: 'work', primary: true, display: 'd' },
      { value: 'ada@home.test', type: 'home', display: 'd' },
    ]);
    expect(difference([op('add', 'phoneNumbers.value', '+1')])).toEqual({ phoneNumbers: [{ value: '+1' }] });
  });

  test('appends to a part that is itself a list', () => {
    expect(difference([op('add', 'maker.codes', ['A', 'B'])], device, deviceSchema).maker).toEqual({
      name: 'Acme',
      plant: 'P1',
      codes: ['A', 'B'],
    });
    expect(difference([op('add', 'tags', ['RED', 'blue'])], device, deviceSchema)).toEqual({ tags: ['red', 'blue'] });
    expect(difference([op('add', 'tags', 'blue')], device, deviceSchema)).toEqual({ tags: ['red', 'blue'] });
  });

  test('of the first extension attribute makes the container and lists its URN', () => {
    const plain: JsonObject = { schemas: [urns.user], userName: 'ada' };
    expect(difference([op('add', `${enterprise}:department`, 'X')], plain)).toEqual({
      schemas: [urns.user, enterprise],
      [enterprise]: { department: 'X' },
    });
  });
});

test.describe('replace', () => {
  for (const [path, value, expected] of [
    ['active', false, { active: false }],
    ['active', true, {}],
    ['nickName', 'new', { nickName: 'new' }],
    ['nickName', null, {}],
    ['externalId', null, { externalId: null }],
    ['externalId', [], { externalId: null }],
    ['externalId', '', { externalId: '' }],
    ['name', { givenName: 'A' }, { name: { givenName: 'A', familyName: 'Byron' } }],
    ['name', { givenName: null, familyName: null }, { name: null }],
    ['name', null, { name: null }],
    ['name', {}, {}],
    ['name.givenName', null, { name: { familyName: 'Byron' } }],
    ['emails', null, { emails: null }],
    ['emails', [], { emails: null }],
    ['emails', [{ value: 'Z@Z.TEST' }], { emails: [{ value: 'Z@z.test' }] }],
    ['emails', { value: 'z@z' }, { emails: [{ value: 'z@z' }] }],
    [
      'addresses[type eq "work"]',
      { locality: 'Paris' },
      { addresses: [{ locality: 'Paris' }, { type: 'home', locality: 'Ockham' }] },
    ],
    [
      'addresses[type eq "work"]',
      [{ locality: 'Paris' }],
      { addresses: [{ locality: 'Paris' }, { type: 'home', locality: 'Ockham' }] },
    ],
    ['addresses[type eq "work"]', null, { addresses: [{ type: 'home', locality: 'Ockham' }] }],
    ['addresses[locality pr]', { locality: 'Paris' }, { addresses: [{ locality: 'Paris' }] }],
    [
      'addresses[type eq "work"].locality',
      'Paris',
      {
        addresses: [
          { type: 'work', locality: 'Paris', country: 'GB' },
          { type: 'home', locality: 'Ockham' },
        ],
      },
    ],
    [
      'addresses[type eq "home"].locality',
      null,
      { addresses: [{ type: 'work', locality: 'London', country: 'GB' }, { type: 'home' }] },
    ],
    [
      'addresses.country',
      'FR',
      {
        addresses: [
          { type: 'work', locality: 'London', country: 'FR' },
          { type: 'home', locality: 'Ockham', country: 'FR' },
        ],
      },
    ],
    ['phoneNumbers[type eq "work"].value', '+1', { phoneNumbers: [{ type: 'work', value: '+1' }] }],
    ['phoneNumbers[type eq "work"].value', null, {}],
    [
      `${enterprise}:department`,
      'X',
      { [enterprise]: { department: 'X', manager: { value: 'm1', displayName: 'Charles' } } },
    ],
    [enterprise, { department: null }, { [enterprise]: { manager: { value: 'm1', displayName: 'Charles' } } }],
    [enterprise, null, { [enterprise]: null, schemas: [urns.user] }],
    ['meta.version', 'W/"1"', {}],
    ['id', 'a1', {}],
    ['groups', [{ value: 'g1' }], {}],
    [`${enterprise}:manager.displayName`, 'Charles', {}],
    ['schemas', [urns.user], {}],
  ] as const) {
    test(`of ${path} by ${JSON.stringify(value)}`, () =>
      expect(difference([op('replace', path, value)])).toEqual(expected));
  }

  test('of a part marks it primary and takes that from the others', () => {
    expect(difference([op('replace', 'emails[type eq "home"].primary', true)]).emails).toEqual([
      { value: 'ada@work.test', type: 'work', primary: false },
      { value: 'ada@home.test', type: 'home', display: 'at home', primary: true },
    ]);
  });

  test('merges elements that it has made the same', () => {
    const before = {
      ...ada,
      emails: [
        { value: 'a', type: 'x' },
        { value: 'b', type: 'x', display: 'd' },
      ],
    };
    expect(difference([op('replace', 'emails.value', 'c')], before).emails).toEqual([
      { value: 'c', type: 'x', display: 'd' },
    ]);
  });

  test('of a filtered element that is absent has no target when the attribute has values', () => {
    expect(refusal([op('replace', 'emails[type eq "other"].value', 'x')])).toBe('noTarget');
    expect(refusal([op('replace', 'emails[type eq "other"]', { value: 'x' })])).toBe('noTarget');
    expect(refusal([op('replace', 'phoneNumbers[type sw "x"].value', 'x')])).toBe('noTarget');
  });

  test('makes such an element when the profile is told to', () => {
    const profile = withTolerance('filtered-replace-creates');
    expect(
      difference([op('replace', 'emails[type eq "other"].value', 'x')], ada, userSchema, profile).emails,
    ).toHaveLength(3);
  });

  test('of an element takes one value, not several', () => {
    expect(refusal([op('replace', 'emails[type eq "work"]', [{ value: 'x' }, { value: 'y' }])])).toBe('invalidValue');
  });

  test('of members exchanges them', () => {
    expect(difference([op('replace', 'members', [{ value: 'z9' }, { value: 'z9' }])], group, groupSchema)).toEqual({
      members: [{ value: 'z9' }],
    });
    expect(difference([op('replace', 'members[value eq "a1"]', { value: 'z9' })], group, groupSchema).members).toEqual([
      { value: 'z9' },
      { value: 'b2', type: 'User' },
      { value: 'c3' },
    ]);
  });
});

test.describe('remove', () => {
  for (const [path, value, expected] of [
    ['externalId', undefined, { externalId: null }],
    ['externalId', 'x1', { externalId: null }],
    ['nickName', undefined, {}],
    ['name', undefined, { name: null }],
    ['name.familyName', undefined, { name: { givenName: 'Ada' } }],
    ['name.middleName', undefined, {}],
    ['emails', undefined, { emails: null }],
    ['emails', null, { emails: null }],
    ['phoneNumbers', undefined, {}],
    ['emails[type eq "home"]', undefined, { emails: [{ value: 'ada@work.test', type: 'work', primary: true }] }],
    ['emails[value pr]', undefined, { emails: null }],
    ['emails[type eq "other"]', undefined, {}],
    [
      'emails[type eq "home"].display',
      undefined,
      {
        emails: [
          { value: 'ada@work.test', type: 'work', primary: true },
          { value: 'ada@home.test', type: 'home' },
        ],
      },
    ],
    ['emails[type eq "other"].display', undefined, {}],
    [
      'addresses.country',
      undefined,
      {
        addresses: [
          { type: 'work', locality: 'London' },
          { type: 'home', locality: 'Ockham' },
        ],
      },
    ],
    ['emails', [{ value: 'ADA@home.test' }], { emails: [{ value: 'ada@work.test', type: 'work', primary: true }] }],
    [
      'emails',
      [{ value: 'ada@home.test', type: 'home', display: 'other' }],
      { emails: [{ value: 'ada@work.test', type: 'work', primary: true }] },
    ],
    ['emails', { value: 'ada@home.test', type: 'work' }, {}],
    ['emails', 'ada@home.test', { emails: [{ value: 'ada@work.test', type: 'work', primary: true }] }],
    ['emails', [{ type: 'home' }], { emails: [{ value: 'ada@work.test', type: 'work', primary: true }] }],
    ['emails', [{ nope: 1 }], {}],
    ['emails', [], {}],
    [
      'addresses',
      [{ locality: 'OCKHAM', type: 'home' }],
      { addresses: [{ type: 'work', locality: 'London', country: 'GB' }] },
    ],
    [`${enterprise}:department`, undefined, { [enterprise]: { manager: { value: 'm1', displayName: 'Charles' } } }],
    [`${enterprise}:manager`, '', { [enterprise]: { department: 'R&D' } }],
    [`${enterprise}:manager[value eq "m1"]`, undefined, { [enterprise]: { department: 'R&D' } }],
    [`${enterprise}:manager[value eq "m9"]`, undefined, {}],
    [enterprise, undefined, { [enterprise]: null, schemas: [urns.user] }],
    [enterprise.toUpperCase(), undefined, { [enterprise]: null, schemas: [urns.user] }],
  ] as const) {
    test(`of ${path}${value === undefined ? '' : ` with ${JSON.stringify(value)}`}`, () => {
      expect(difference([op('remove', path, ...(value === undefined ? [] : [value]))])).toEqual(expected);
    });
  }

  test('takes members by filter and by list, and leaves the others', () => {
    const left = { members: [{ value: 'b2', type: 'User' }, { value: 'c3' }] };
    expect(difference([op('remove', 'members[value eq "a1"]')], group, groupSchema)).toEqual(left);
    expect(
      difference([op('remove', 'members', [{ value: 'a1', display: 'other', $ref: null }])], group, groupSchema),
    ).toEqual(left);
    expect(difference([op('remove', 'members', { value: 'a1' })], group, groupSchema)).toEqual(left);
    expect(difference([op('remove', 'members', ['a1'])], group, groupSchema)).toEqual(left);
    expect(difference([op('remove', 'members[value eq "A1"]')], group, groupSchema)).toEqual({});
    expect(difference([op('remove', 'members', [{ value: 'nobody' }])], group, groupSchema)).toEqual({});
    expect(difference([op('remove', 'members')], group, groupSchema)).toEqual({ members: null });
    const either = 'members[value eq "a1" or value ne "a1"]';
    expect(difference([op('remove', either)], group, groupSchema)).toEqual({ members: null });
    const both = 'members[value eq "a1" and type eq "user"]';
    expect(difference([op('remove', both)], group, groupSchema)).toEqual(left);
  });

  test('takes several values by list in one go, each by what is said of it', () => {
    const before = {
      ...ada,
      emails: ['a', 'b', 'c', 'd'].flatMap((value) => [
        { value, type: 'work' },
        { value, type: 'home' },
      ]),
    };
    const listed = [{ value: 'a' }, { value: 'b', type: 'home' }, { value: 'b', type: 'other' }, 'c', { type: 'nope' }];
    expect(difference([op('remove', 'emails', listed)], before).emails).toEqual([
      { value: 'b', type: 'work' },
      { value: 'd', type: 'work' },
      { value: 'd', type: 'home' },
    ]);
    const parts = [{ value: 'p1' }, { value: 'p2', tested: '2026-01-01T00:00:00Z', lot: 5 }];
    const tested = [{ tested: '2026-01-01T01:00:00+01:00', lot: 5 }];
    expect(difference([op('remove', 'parts', tested)], { ...device, parts }, deviceSchema).parts).toEqual([
      { value: 'p1' },
    ]);
  });

  test('takes simple values by list', () => {
    const before = { ...device, tags: ['red', 'blue'] };
    expect(difference([op('remove', 'tags', ['RED'])], before, deviceSchema)).toEqual({ tags: ['blue'] });
  });

  test('refuses a value beside the path when the profile is told to', () => {
    const profile: Profile = { ...profiles.strict, tolerances: new Set() };
    expect(refusal([op('remove', 'emails', [{ value: 'x' }])], ada, userSchema, profile)).toBe('invalidValue');
  });
});

test.describe('without a path', () => {
  for (const [verb, value, expected] of [
    ['replace', { active: false }, { active: false }],
    ['replace', { ACTIVE: false, nickName: 'x' }, { active: false, nickName: 'x' }],
    ['replace', { id: 'other', meta: { version: 'x' }, groups: [], schemas: ['x'], nickName: 'x' }, { nickName: 'x' }],
    ['replace', { nickName: null, externalId: null }, { externalId: null }],
    ['replace', { name: { familyName: 'King' } }, { name: { givenName: 'Ada', familyName: 'King' } }],
    ['replace', { emails: [{ value: 'z@z' }] }, { emails: [{ value: 'z@z' }] }],
    [
      'replace',
      { 'name.familyName': 'King', 'name.middleName': 'A' },
      { name: { givenName: 'Ada', familyName: 'King', middleName: 'A' } },
    ],
    [
      'replace',
      { [`${enterprise}:department`]: 'X' },
      { [enterprise]: { department: 'X', manager: { value: 'm1', displayName: 'Charles' } } },
    ],
    [
      'replace',
      { [`${enterprise}:manager.value`]: 'm2' },
      { [enterprise]: { department: 'R&D', manager: { value: 'm2', displayName: 'Charles' } } },
    ],
    [
      'replace',
      { [enterprise]: { 'manager.value': 'm2' } },
      { [enterprise]: { department: 'R&D', manager: { value: 'm2', displayName: 'Charles' } } },
    ],
    [
      'replace',
      { [enterprise]: { DEPARTMENT: 'X' } },
      { [enterprise]: { department: 'X', manager: { value: 'm1', displayName: 'Charles' } } },
    ],
    ['replace', { [enterprise]: null }, { [enterprise]: null, schemas: [urns.user] }],
    [
      'replace',
      { 'emails[type eq "home"].display': 'd' },
      {
        emails: [
          { value: 'ada@work.test', type: 'work', primary: true },
          { value: 'ada@home.test', type: 'home', display: 'd' },
        ],
      },
    ],
    ['replace', { [`${urns.user}:nickName`]: 'x' }, { nickName: 'x' }],
    ['replace', { [urns.user]: { nickName: 'x' } }, {}],
    ['replace', { [enterprise]: { [enterprise]: { department: 'deep' } } }, {}],
    ['replace', { nope: 1, 'no..pe': 2, 'no pe': 3, 'urn:x:y': { a: 1 }, __proto: 4 }, {}],
    ['replace', {}, {}],
    [
      'add',
      { emails: [{ value: 'n@x' }] },
      {
        emails: [
          { value: 'ada@work.test', type: 'work', primary: true },
          { value: 'ada@home.test', type: 'home', display: 'at home' },
          { value: 'n@x' },
        ],
      },
    ],
    ['add', { 'phoneNumbers[type eq "work"].value': '+1' }, { phoneNumbers: [{ type: 'work', value: '+1' }] }],
    [
      'add',
      { [enterprise]: { costCenter: '1' } },
      { [enterprise]: { department: 'R&D', manager: { value: 'm1', displayName: 'Charles' }, costCenter: '1' } },
    ],
  ] as const) {
    test(`${verb} of ${JSON.stringify(value)}`, () =>
      expect(difference([op(verb, undefined, value)])).toEqual(expected));
  }

  for (const value of ['text', 5, true, null, [{ active: false }]] as const) {
    test(`refuses ${JSON.stringify(value)} as the value`, () => {
      expect(refusal([op('replace', undefined, value)])).toBe('invalidValue');
      expect(refusal([op('replace', enterprise, value)])).toBe(value === null ? 'accepted' : 'invalidValue');
    });
  }

  test('an older name of a group is its displayName', () => {
    expect(difference([op('replace', undefined, { id: 'g1', name: 'New' })], group, groupSchema)).toEqual({
      displayName: 'New',
    });
    expect(difference([op('replace', 'name', 'New')], group, groupSchema)).toEqual({ displayName: 'New' });
    expect(refusal([op('replace', 'name', 'New')], group, groupSchema, profiles.strict)).toBe('invalidPath');
  });

  test('the strict profile refuses names that no schema defines', () => {
    expect(refusal([op('replace', undefined, { nope: 1 })], ada, userSchema, profiles.strict)).toBe('invalidSyntax');
    expect(refusal([op('replace', undefined, { name: { nope: 1 } })], ada, userSchema, profiles.strict)).toBe(
      'invalidSyntax',
    );
  });

  test('a path as key is refused as unknown when the profile does not take it', () => {
    const profile: Profile = { ...profiles.strict, tolerances: new Set() };
    expect(refusal([op('replace', undefined, { 'name.familyName': 'x' })], ada, userSchema, profile)).toBe(
      'invalidSyntax',
    );
  });

  test('an extension holds no other, even when one URN begins with the other', () => {
    const nested: Schema = schemaFrom(
      {
        name: 'N',
        endpoint: '/Ns',
        schema: 'urn:n',
        schemaExtensions: [
          { schema: 'urn:n:a', required: false },
          { schema: 'urn:n:a:b', required: false },
        ],
      },
      [
        { id: 'urn:n', attributes: [{ name: 'x' }] },
        { id: 'urn:n:a', attributes: [{ name: 'x' }] },
        { id: 'urn:n:a:b', attributes: [{ name: 'x' }] },
      ],
    );
    const before = { schemas: ['urn:n'] };
    expect(difference([op('add', undefined, { 'urn:n:a': { b: { x: 'inner' } } })], before, nested)).toEqual({});
    expect(difference([op('add', 'urn:n:a:b:x', 'inner')], before, nested)).toEqual({
      schemas: ['urn:n', 'urn:n:a:b'],
      'urn:n:a:b': { x: 'inner' },
    });
    expect(difference([op('add', 'urn:n:a:b', { x: 'inner' })], before, nested)).toMatchObject({
      'urn:n:a:b': { x: 'inner' },
    });
  });

  test('refuses one attribute in two spellings', () => {
    expect(refusal([op('replace', undefined, { nickName: 'a', NICKNAME: 'b' })])).toBe('invalidSyntax');
    expect(refusal([op('replace', undefined, { name: { givenName: 'a', GIVENNAME: 'b' } })])).toBe('invalidSyntax');
    const urn = { [enterprise]: {}, [enterprise.toUpperCase()]: {} };
    expect(refusal([op('replace', undefined, urn)])).toBe('invalidSyntax');
  });
});

test.describe('refuses', () => {
  const cases: readonly (readonly [string, JsonObject, string])[] = [
    ['a remove without path', op('remove', undefined), 'noTarget'],
    ['a remove without path though it has a value', op('remove', undefined, { nickName: 'x' }), 'noTarget'],
    ['the base schema as path', op('remove', urns.user), 'invalidPath'],
    ['the base schema as path, with a value', op('add', urns.user, { nickName: 'x' }), 'invalidPath'],
    ['an older base schema as path', op('remove', 'urn:scim:schemas:core:1.0'), 'invalidPath'],
    ['an add without value', op('add', 'nickName'), 'invalidValue'],
    ['a replace without value', op('replace', undefined), 'invalidValue'],
    ['an unknown op', op('move', 'nickName', 'x'), 'invalidSyntax'],
    ['an op that is no string', { op: 1, path: 'nickName', value: 'x' }, 'invalidSyntax'],
    ['no op', { path: 'nickName', value: 'x' }, 'invalidSyntax'],
    ['a path that is no string', { op: 'add', path: 1, value: 'x' }, 'invalidPath'],
    ['an empty path', op('add', '', { nickName: 'x' }), 'invalidPath'],
    ['an unknown path', op('add', 'nope', 'x'), 'invalidPath'],
    ['an unknown sub-attribute', op('add', 'name.nope', 'x'), 'invalidPath'],
    ['an unknown sub-attribute after brackets', op('add', 'emails[type pr].nope', 'x'), 'invalidPath'],
    ['a sub-attribute of a simple attribute', op('add', 'nickName.x', 'x'), 'invalidPath'],
    ['an unknown URN', op('add', 'urn:x:y:z', 'x'), 'invalidPath'],
    ['a top-level extension attribute', op('add', 'department', 'x'), 'invalidPath'],
    ['brackets on a simple attribute', op('remove', 'nickName[value eq "x"]'), 'invalidPath'],
    ['brackets on schemas', op('remove', 'schemas[value eq "x"]'), 'invalidPath'],
    ['a bad filter in a path', op('remove', 'emails[type regex "x"]'), 'invalidFilter'],
    ['an unknown name in brackets', op('remove', 'emails[nope eq "x"]'), 'invalidFilter'],
    ['__proto__ as path', op('add', '__proto__', { x: 1 }), 'invalidPath'],
    ['constructor as path', op('add', 'constructor.prototype', { x: 1 }), 'invalidPath'],
    ['a new id', op('replace', 'id', 'b'), 'mutability'],
    ['no id', op('remove', 'id'), 'mutability'],
    ['other groups', op('replace', 'groups', []), 'mutability'],
    ['one more group', op('add', 'groups', [{ value: 'g2' }]), 'mutability'],
    ['a group less', op('remove', 'groups[value eq "g1"]'), 'mutability'],
    ['a rewritten group', op('replace', 'groups[value eq "g1"].value', 'g2'), 'mutability'],
    ['another version', op('replace', 'meta.version', 'x'), 'mutability'],
    ['another name of the manager', op('replace', `${enterprise}:manager.displayName`, 'Bob'), 'mutability'],
    ['no userName', op('remove', 'userName'), 'mutability'],
    ['userName null', op('replace', 'userName', null), 'invalidValue'],
    ['userName empty', op('replace', 'userName', ''), 'invalidValue'],
    ['no schemas', op('remove', 'schemas'), 'mutability'],
    ['schemas without the base', op('replace', 'schemas', [enterprise]), 'invalidValue'],
    ['schemas that are no strings', op('add', 'schemas', [1]), 'invalidValue'],
    ['one schema that is no string', op('add', 'schemas', 1), 'invalidValue'],
    ['one schema that is not the base', op('replace', 'schemas', enterprise), 'invalidValue'],
    ['a number for a string', op('replace', 'nickName', 5), 'invalidValue'],
    ['an object for a string', op('replace', 'nickName', { a: 1 }), 'invalidValue'],
    ['a list for a string', op('replace', 'nickName', ['a', 'b']), 'invalidValue'],
    ['a word for a boolean', op('replace', 'active', 'notabool'), 'invalidValue'],
    ['a string for a complex attribute', op('replace', 'name', 'Ada'), 'invalidValue'],
    ['a string for a list', op('add', 'emails', 'ada@x'), 'invalidValue'],
    ['a list in a list', op('add', 'emails', [[{ value: 'x' }]]), 'invalidValue'],
    ['JSON text for a list', op('add', 'emails', '[{"value":"x"}]'), 'invalidValue'],
    ['an object for a list of simple values', op('replace', 'emails[type eq "work"].value', { a: 1 }), 'invalidValue'],
  ];
  for (const [what, operation, scimType] of cases) {
    test(`${what} with ${scimType}`, () => {
      expect(refusal([operation])).toBe(scimType);
      expect(refusal([op('add', 'nickName', 'x'), operation])).toBe(scimType);
    });
  }

  for (const [what, body] of [
    ['a body that is no object', 'x'],
    ['a body without schemas', { Operations: [op('add', 'nickName', 'x')] }],
    ['another message', { schemas: [urns.bulkRequest], Operations: [op('add', 'nickName', 'x')] }],
    ['a body without Operations', { schemas: [urns.patchOp] }],
    ['no operations', { schemas: [urns.patchOp], Operations: [] }],
    ['Operations that are no list', { schemas: [urns.patchOp], Operations: op('add', 'nickName', 'x') }],
    ['an operation that is no object', { schemas: [urns.patchOp], Operations: ['x'] }],
    [
      'two spellings of Operations',
      { schemas: [urns.patchOp], Operations: [op('add', 'nickName', 'x')], operations: [] },
    ],
    [
      'two spellings of op',
      { schemas: [urns.patchOp], Operations: [{ op: 'add', OP: 'add', path: 'nickName', value: 'x' }] },
    ],
  ] as const) {
    test(`${what} with invalidSyntax`, () => {
      expect(() => applyPatch(userSchema, ada, body, { profile: profiles.lenient })).toThrow(
        expect.objectContaining({ scimType: 'invalidSyntax' }),
      );
    });
  }

  test('a member that would be rewritten', () => {
    expect(refusal([op('replace', 'members[value eq "a1"].value', 'z9')], group, groupSchema)).toBe('mutability');
    expect(refusal([op('remove', 'members[value eq "a1"].value')], group, groupSchema)).toBe('mutability');
    expect(refusal([op('add', 'members[value eq "a1"]', { value: 'z9' })], group, groupSchema)).toBe('mutability');
    expect(difference([op('replace', 'members[value eq "a1"].value', 'a1')], group, groupSchema)).toEqual({});
    expect(difference([op('add', 'members[value eq "c3"].type', 'User')], group, groupSchema).members).toContainEqual({
      value: 'c3',
      type: 'User',
    });
  });
});

test('says which operation failed and why, and keeps its secrets', () => {
  const operations = [op('add', 'nickName', 'x'), op('replace', 'emails[type eq "work"].primary', 'maybe')];
  expect(() => patched(operations)).toThrow(
    expect.objectContaining({
      message:
        'Operations[1] (replace "emails[type eq \\"work\\"].primary"): emails.primary must be true or false, not "maybe"',
      position: { operation: 1, attribute: 'emails.primary' },
    }),
  );
  try {
    patched([op('replace', 'password', { secret: 'hunter2' })]);
  } catch (error) {
    expect(String(error)).toContain('password must be a string, not an object');
    expect(String(error)).not.toContain('hunter2');
  }
});

test('a password can be set and removed, and is a change even when nobody sees it', () => {
  expect(difference([op('replace', 'password', 'new')])).toEqual({ password: 'new' });
  expect(difference([op('remove', 'password')], { ...ada, password: 'hash' })).toEqual({ password: null });
});

test('members of the message may be in any letter case', () => {
  const body = { SCHEMAS: [urns.patchOp.toUpperCase()], operations: [{ OP: 'add', Path: 'nickName', VALUE: 'x' }] };
  expect(applyPatch(userSchema, ada, body, { profile: profiles.strict }).resource.nickName).toBe('x');
});

test('an operation may name the op in any letter case, and says so', () => {
  const { tolerances } = patched([
    op('Add', 'nickName', 'x'),
    op('REPLACE', 'nickName', 'y'),
    op('remove', 'nickName'),
  ]);
  expect(tolerances).toEqual([
    { id: 'op-case', operation: 0 },
    { id: 'op-case', operation: 1 },
  ]);
});

test('a path of null is as good as none', () => {
  expect(difference([{ op: 'replace', path: null, value: { nickName: 'x' } }])).toEqual({ nickName: 'x' });
});

test('operations see what those before them did, and the outcome counts', () => {
  expect(difference([op('remove', 'userName'), op('add', 'userName', 'new')])).toEqual({ userName: 'new' });
  expect(difference([op('add', 'nickName', 'x'), op('remove', 'nickName')])).toEqual({});
  expect(difference([op('remove', 'emails'), op('add', 'emails', [{ value: 'n@x' }])])).toEqual({
    emails: [{ value: 'n@x' }],
  });
  expect(difference([op('add', 'roles', [{ value: 'r' }]), op('replace', 'roles[value eq "r"].type', 't')])).toEqual({
    roles: [{ value: 'r', type: 't' }],
  });
  const membership = [op('remove', 'members[value eq "a1"]'), op('add', 'members', [{ value: 'a1', type: 'User' }])];
  expect(difference(membership, group, groupSchema).members).toEqual([
    { value: 'b2', type: 'User' },
    { value: 'c3' },
    { value: 'a1', type: 'User' },
  ]);
});

test('a remove lists members by their value, and by nothing else', () => {
  for (const listed of [{}, { display: 'Ada' }, { value: '' }]) {
    expect(refusal([op('remove', 'members', [listed])], group, groupSchema), JSON.stringify(listed)).toBe(
      'invalidValue',
    );
  }
});

test('a bare string is all of a manager: nothing of another one stays, and the same one stays as it is', () => {
  expect(difference([op('replace', undefined, { [enterprise]: { manager: 'm2' } })])).toEqual({
    [enterprise]: { department: 'R&D', manager: { value: 'm2' } },
  });
  expect(difference([op('replace', `${enterprise}:manager`, 'm1')])).toEqual({});
});

test('a remove that lists values of a part removes these and no others', () => {
  const labelled = {
    ...device,
    parts: [{ value: 'p1', labels: ['a', 'b'] }],
    maker: { name: 'Acme', codes: ['A', 'B'] },
  };
  const after = (path: string, value: Json) => difference([op('remove', path, value)], labelled, deviceSchema);
  expect(after('parts[value eq "p1"].labels', ['a'])).toEqual({ parts: [{ value: 'p1', labels: ['b'] }] });
  expect(after('parts.labels', 'B')).toEqual({ parts: [{ value: 'p1', labels: ['a'] }] });
  expect(after('maker.codes', ['A', 'x'])).toEqual({ maker: { name: 'Acme', codes: ['B'] } });
  expect(after('maker.codes', ['A', 'B'])).toEqual({ maker: { name: 'Acme' } });
  expect(after('maker.codes', ['x'])).toEqual({});
  const { maker, ...unmade } = labelled;
  expect(difference([op('remove', 'maker.codes', ['A'])], unmade, deviceSchema)).toEqual({});
  const uncoded = { ...unmade, maker: { name: maker.name } };
  expect(difference([op('remove', 'maker.codes', ['A'])], uncoded, deviceSchema)).toEqual({});
  expect(difference([op('remove', 'maker.codes')], labelled, deviceSchema)).toEqual({ maker: { name: 'Acme' } });
});

test('an error about the outcome is traced to the operation that brought it about', () => {
  const { traced } = patched(
    [op('add', 'members', [{ value: 'x' }]), op('add', 'members', [{ value: 'y' }]), op('replace', 'displayName', 'D')],
    group,
    groupSchema,
  );
  const of = (position: FaultPosition) => traced(scimError('invalidValue', 'wrong', position));
  expect(of({ attribute: 'members', value: 'x' }).position.operation).toBe(0);
  expect(of({ attribute: 'members', value: 'y' }).position.operation).toBe(1);
  expect(of({ attribute: 'displayName' })).toMatchObject({
    message: 'Operations[2] (replace "displayName"): wrong',
    position: { operation: 2 },
  });
  expect(of({ attribute: 'externalId' }).message).toBe('wrong');
  expect(of({}).message).toBe('wrong');
});

test('what was not touched is shared with the resource before', () => {
  const { resource } = patched([op('replace', 'nickName', 'x')]);
  expect(resource.emails).toBe(ada.emails);
  expect(resource.schemas).toBe(ada.schemas);
  expect(resource[enterprise]).toBe(ada[enterprise]);
});

test.describe('what is immutable', () => {
  test('can be set once, and named with the value that it has', () => {
    const { serial: _, ...unset } = device;
    expect(difference([op('add', 'serial', 'S2')], unset, deviceSchema)).toEqual({ serial: 'S2' });
    expect(difference([op('replace', 'serial', 'S1')], device, deviceSchema)).toEqual({});
    expect(difference([op('add', 'keys', ['k1'])], device, deviceSchema)).toEqual({});
    expect(difference([op('replace', 'maker.plant', 'P1')], device, deviceSchema)).toEqual({});
  });

  test('is the same in another order', () => {
    const two = { ...device, keys: ['k1', 'k2'] };
    expect(difference([op('replace', 'keys', ['k2', 'k1'])], two, deviceSchema)).toEqual({});
    expect(refusal([op('replace', 'keys', ['k2', 'k3'])], two, deviceSchema)).toBe('mutability');
  });

  for (const operation of [
    op('replace', 'serial', 'S2'),
    op('remove', 'serial'),
    op('replace', undefined, { serial: 's1' }),
    op('add', 'keys', ['k2']),
    op('remove', 'keys'),
    op('replace', 'maker.plant', 'P2'),
    op('remove', 'maker.plant'),
    op('replace', 'maker', { plant: 'P2' }),
    op('replace', 'maker', { plant: null }),
    op('remove', 'maker'),
    op('replace', 'maker', null),
  ]) {
    test(`is refused another value: ${JSON.stringify(operation)}`, () => {
      expect(refusal([operation], device, deviceSchema)).toBe('mutability');
    });
  }
});

test.describe('what is required', () => {
  for (const [operation, scimType] of [
    [op('remove', 'parts'), 'mutability'],
    [op('replace', 'parts', []), 'invalidValue'],
    [op('remove', 'parts[value eq "p1"]'), 'mutability'],
    [op('remove', 'parts[value eq "p1"].value'), 'mutability'],
    [op('replace', 'parts[value eq "p1"].value', null), 'invalidValue'],
    [op('add', 'parts', [{ lot: 2 }]), 'invalidValue'],
    [op('remove', 'maker.name'), 'mutability'],
    [op('replace', 'maker', { name: null }), 'invalidValue'],
    [op('remove', `${warrantyUrn}:until`), 'mutability'],
    [op('remove', warrantyUrn), 'mutability'],
    [op('replace', warrantyUrn, null), 'invalidValue'],
    [op('replace', undefined, { [warrantyUrn]: null }), 'invalidValue'],
  ] as const) {
    test(`stays: ${JSON.stringify(operation)} is refused with ${scimType}`, () => {
      expect(refusal([operation], device, deviceSchema)).toBe(scimType);
    });
  }

  test('comes with the first attribute of an extension', () => {
    const before = { ...device };
    delete before[warrantyUrn];
    expect(refusal([op('add', `${warrantyUrn}:terms`, 'x')], before, deviceSchema)).toBe('invalidValue');
    const both = op('add', warrantyUrn, { terms: 'x', until: '2030-01-01T00:00:00Z' });
    expect(difference([both], before, deviceSchema)).toEqual({
      [warrantyUrn]: { terms: 'x', until: '2030-01-01T00:00:00Z' },
    });
  });

  test('goes with the rest of an extension that is not required, and not before it', () => {
    const loose: Schema = schemaFrom(
      { name: 'L', endpoint: '/Ls', schema: 'urn:l', schemaExtensions: [{ schema: 'urn:m', required: false }] },
      [
        { id: 'urn:l', attributes: [{ name: 'a' }] },
        { id: 'urn:m', attributes: [{ name: 'b', required: true }, { name: 'c' }] },
      ],
    );
    const before = { schemas: ['urn:l', 'urn:m'], a: '1', 'urn:m': { b: 'x', c: 'y' } };
    expect(refusal([op('remove', 'urn:m:b')], before, loose)).toBe('mutability');
    expect(difference([op('remove', 'urn:m:b'), op('remove', 'urn:m:c')], before, loose)).toEqual({
      schemas: ['urn:l'],
      'urn:m': null,
    });
    expect(difference([op('remove', 'urn:m')], before, loose)).toEqual({ schemas: ['urn:l'], 'urn:m': null });
  });

  test('a required extension stays even when none of its attributes is required', () => {
    const loose: Schema = schemaFrom(
      { name: 'L', endpoint: '/Ls', schema: 'urn:l', schemaExtensions: [{ schema: 'urn:m', required: true }] },
      [
        { id: 'urn:l', attributes: [{ name: 'a' }] },
        { id: 'urn:m', attributes: [{ name: 'b' }, { name: 'c', multiValued: true }] },
      ],
    );
    const before = { schemas: ['urn:l', 'urn:m'], 'urn:m': { b: 'x' } };
    expect(refusal([op('remove', 'urn:m:b')], before, loose)).toBe('mutability');
    expect(refusal([op('remove', 'urn:m')], before, loose)).toBe('mutability');
    expect(difference([op('remove', 'urn:m:b'), op('add', 'urn:m:c', ['y'])], before, loose)).toEqual({
      'urn:m': { c: ['y'] },
    });
  });

  test('an optional extension goes with its last attribute', () => {
    const before = { ...ada, [enterprise]: { department: 'X' } };
    expect(difference([op('remove', `${enterprise}:department`)], before)).toEqual({
      [enterprise]: null,
      schemas: [urns.user],
    });
  });
});

test.describe('a tolerance', () => {
  const cases: readonly (readonly [ToleranceId, JsonObject, Json])[] = [
    ['text-boolean', op('replace', 'active', 'False'), { active: false }],
    [
      'text-complex',
      op('add', `${enterprise}:manager`, '271'),
      { [enterprise]: { department: 'R&D', manager: { value: '271' } } },
    ],
    [
      'list-for-single',
      op('add', `${enterprise}:manager`, [{ value: '271' }]),
      { [enterprise]: { department: 'R&D', manager: { value: '271', displayName: 'Charles' } } },
    ],
    ['text-complex', op('replace', `${enterprise}:manager`, ''), { [enterprise]: { department: 'R&D' } }],
    [
      'single-value-filter',
      op('remove', `${enterprise}:manager[value eq "m1"]`),
      { [enterprise]: { department: 'R&D' } },
    ],
    [
      'dotted-urn',
      op('replace', `${enterprise}.department`, 'X'),
      { [enterprise]: { department: 'X', manager: { value: 'm1', displayName: 'Charles' } } },
    ],
    [
      'older-urn',
      op('replace', 'urn:scim:schemas:extension:enterprise:2.0:department', 'X'),
      { [enterprise]: { department: 'X', manager: { value: 'm1', displayName: 'Charles' } } },
    ],
    [
      'older-urn',
      op('remove', 'urn:scim:schemas:extension:enterprise:1.0'),
      { [enterprise]: null, schemas: [urns.user] },
    ],
    ['older-urn', op('add', 'urn:scim:schemas:core:1.0:nickName', 'x'), { nickName: 'x' }],
    [
      'other-name',
      op('replace', `${enterprise}:manager.managerId`, '9'),
      { [enterprise]: { department: 'R&D', manager: { value: '9', displayName: 'Charles' } } },
    ],
    [
      'other-name',
      op('replace', `${enterprise}:manager`, { managerId: '9' }),
      { [enterprise]: { department: 'R&D', manager: { value: '9', displayName: 'Charles' } } },
    ],
    [
      'filter-text-boolean',
      op('remove', 'emails[primary eq "True"]'),
      { emails: [{ value: 'ada@home.test', type: 'home', display: 'at home' }] },
    ],
    [
      'literal-case',
      op('remove', 'emails[primary eq True]'),
      { emails: [{ value: 'ada@home.test', type: 'home', display: 'at home' }] },
    ],
    [
      'filter-spaces',
      op('remove', 'emails[type  eq "work"]'),
      { emails: [{ value: 'ada@home.test', type: 'home', display: 'at home' }] },
    ],
  ];
  for (const [id, operation, expected] of cases) {
    test(`${id} takes ${JSON.stringify(operation)} and says so; without it the request is refused`, () => {
      expect(difference([operation])).toEqual(expected);
      expect(patched([operation]).tolerances.map((use) => use.id)).toContain(id);
      const tolerances = new Set([...profiles.lenient.tolerances].filter((each) => each !== id));
      expect(refusal([operation], ada, userSchema, { ...profiles.strict, tolerances })).not.toBe('accepted');
    });
  }

  test('json-text reads a string as JSON, on request only', () => {
    const profile = withTolerance('json-text');
    const roles = op('add', 'roles', '[{"value":"r"}]');
    expect(difference([roles], ada, userSchema, profile)).toEqual({ roles: [{ value: 'r' }] });
    expect(difference([op('replace', 'name', '{"givenName":"A"}')], ada, userSchema, profile).name).toMatchObject({
      givenName: 'A',
    });
    expect(refusal([op('add', 'roles', '[{')], ada, userSchema, profile)).toBe('invalidValue');
    expect(refusal([op('replace', 'nickName', '{"a":1}')], ada, userSchema, profile)).toBe('accepted');
  });

  test('a value that is JSON text stays a string where a string is wanted', () => {
    expect(difference([op('Add', 'roles', [{ value: '{"id":1}' }])]).roles).toEqual([{ value: '{"id":1}' }]);
  });
});

test('a single-valued attribute is set through a filter that it meets, and made when it is absent', () => {
  expect(difference([op('replace', `${enterprise}:manager[value eq "m1"].value`, 'm2')])[enterprise]).toMatchObject({
    manager: { value: 'm2' },
  });
  expect(refusal([op('replace', `${enterprise}:manager[value eq "m9"].value`, 'm2')])).toBe('noTarget');
  const before = { ...ada, [enterprise]: { department: 'X' } };
  expect(difference([op('add', `${enterprise}:manager[value eq "m2"]`, {})], before)[enterprise]).toMatchObject({
    manager: { value: 'm2' },
  });
  expect(refusal([op('add', `${enterprise}:manager[value sw "m2"]`, {})], before)).toBe('noTarget');
});

test('names of Object.prototype in a value are unknown names, and change no prototype', () => {
  const value: Json = JSON.parse(
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"nickName":"x"}',
  );
  expect(difference([op('replace', undefined, value)])).toEqual({ nickName: 'x' });
  const part: Json = JSON.parse('{"__proto__":{"polluted":true},"givenName":"x"}');
  expect(difference([op('replace', 'name', part)])).toEqual({ name: { givenName: 'x', familyName: 'Byron' } });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  expect(difference([op('add', 'constructor', 'c')], device, deviceSchema)).toEqual({ constructor: 'c' });
});

test('a value that is nested a hundred thousand deep is refused or ignored like any other', () => {
  const deep: Json = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  const nested: Json = JSON.parse(`${`{"${enterprise}":`.repeat(20_000)}1${'}'.repeat(20_000)}`);
  expect(refusal([op('replace', 'nickName', deep)])).toBe('invalidValue');
  expect(refusal([op('replace', 'emails', deep)])).toBe('invalidValue');
  expect(difference([op('replace', undefined, { unknown: deep })])).toEqual({});
  expect(difference([op('replace', undefined, nested)])).toEqual({});
  expect(refusal([op('replace', 'id', deep)])).toBe('mutability');
});

test('thousands of operations that each look through thousands of values are refused before they cost their product', () => {
  const emails = Array.from({ length: 4000 }, (_, at) => ({ value: `${at}@example.com` }));
  const operations = (count: number) =>
    Array.from({ length: count }, (_, at) => op('remove', `emails[value eq "${at}@example.com"]`));
  expect(refusal(operations(1000), { ...ada, emails })).toBe('tooMany');
  expect(refusal(operations(200), { ...ada, emails })).toBe('accepted');
  const members = emails.map(({ value }) => ({ value }));
  const leaving = members.map(({ value }) => op('remove', `members[value eq "${value}"]`));
  expect(refusal(leaving, { ...group, members }, groupSchema)).toBe('accepted');
});

function withTolerance(id: ToleranceId): Profile {
  return { ...profiles.lenient, tolerances: new Set([...profiles.lenient.tolerances, id]) };
}
