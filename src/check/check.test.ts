import { expect, test } from '@playwright/test';
import { coreDefinitions, coreResourceTypes, schemaFrom } from '#scim';
import { capabilitiesFrom, lackOf, type Offer } from './capability.ts';
import { check, checkOf } from './check.ts';
import { settingsFrom, targetOptionsFrom } from './environment.ts';
import { targetFrom } from './target.ts';
import { wrongTypes } from './wrong-types.ts';

const [userType] = coreResourceTypes;
if (userType === undefined) throw new Error('no core resource type');
const user = schemaFrom(userType, coreDefinitions);
const facts = {
  delete: true,
  groups: false,
  enterprise: true,
  credential: true,
  mapping: false,
  'filter-prefix': true,
};

test('a check bears its id and the sections of its requirements as tags', () => {
  const details = check('patch-remove-without-path', {
    judges: ['7644-3.5.2.2-01', '7644-3.5.2-09'],
    tags: ['@quick'],
  });
  expect(details.tag).toEqual(['@patch-remove-without-path', '@rfc7644/3.5.2.2', '@rfc7644/3.5.2', '@quick']);
});

test('the reporter reads back from the annotations what the check declares', () => {
  const details = check('a-b', { judges: ['7644-3.3-07'], needs: ['patch', 'User.title'], after: ['user-create'] });
  expect(checkOf(details.annotation)).toEqual({
    id: 'a-b',
    judges: ['7644-3.3-07'],
    needs: ['patch', 'User.title'],
    after: ['user-create'],
  });
  expect(checkOf([{ type: 'skip' }])).toBeUndefined();
});

function offer(config: Parameters<typeof capabilitiesFrom>[0], quirks = {}): Offer {
  return {
    capabilities: capabilitiesFrom(config, facts, quirks),
    user,
    group: undefined,
    quirks: {},
    reasons: new Map(),
  };
}

for (const [what, need, config, lack] of [
  ['what is advertised', 'patch', { patch: { supported: true } }, undefined],
  ['what is advertised as missing', 'patch', { patch: { supported: false } }, 'the target does not offer patch'],
  ['what is not advertised', 'bulk', {}, 'the target does not offer bulk'],
  ['PATCH of a target without a config', 'patch', undefined, undefined],
  ['bulk of a target without a config', 'bulk', undefined, 'the target does not offer bulk'],
  ['cursors that are announced', 'cursor', { pagination: { cursor: true } }, undefined],
  ['index paging where nothing is said', 'index', {}, undefined],
  ['groups where there is no such type', 'groups', {}, 'the target has no resource type for groups'],
  ['a writable attribute', 'User.emails.primary', {}, undefined],
  ['an attribute that no schema has', 'User.shoeSize', {}, 'the target\'s User schema has no attribute "shoeSize"'],
  [
    'a read-only attribute to be written',
    'User.groups',
    {},
    'the target\'s User schema does not let clients write and read "groups"',
  ],
  ['a read-only attribute that is there', 'has:User.groups', {}, undefined],
  ['an extension attribute', 'Enterprise.department', {}, undefined],
  ['an attribute that may be missing', 'optional:User.emails', {}, undefined],
  ['leave to drop what is required', 'optional:User.userName', {}, 'the target\'s User schema requires "userName"'],
] as const) {
  test(`the need for ${what} is ${lack === undefined ? 'met' : 'not met'}`, () => {
    expect(lackOf([need], offer(config))).toBe(lack);
  });
}

test('a quirk overrules what is advertised', () => {
  expect(lackOf(['etag'], offer({ etag: { supported: true } }, { etag: false }))).toBe(
    'the target does not offer etag',
  );
});

test('the credential is a secret in every form in which it is sent', () => {
  const target = targetFrom({ url: 'http://t/scim', auth: 'basic', tokenEnv: 'MINE' }, { MINE: 'ada:pass' });
  expect(target.headers).toEqual([['Authorization', 'Basic YWRhOnBhc3M=']]);
  expect(target.secrets).toEqual(['ada:pass', 'pass', 'YWRhOnBhc3M=']);
});

test('without a credential none is sent', () => {
  expect(targetFrom({ url: 'http://t/scim' }, {}).headers).toEqual([]);
  expect(targetFrom({ url: 'http://t/scim', auth: 'none' }, { SCIMULATE_TOKEN: 'x' }).hasCredential).toBe(false);
});

test('reads a target from the environment', () => {
  const options = targetOptionsFrom({
    SCIMULATE_TARGET_URL: 'https://t.example/scim/v2',
    SCIMULATE_RATE: '600/min',
    SCIMULATE_HEADERS: '[["X-Tenant","a"]]',
    SCIMULATE_QUIRKS: '{"userName":"{}","capabilities":{"bulk":false}}',
  });
  expect(options).toMatchObject({
    url: 'https://t.example/scim/v2',
    ratePerSecond: 10,
    headers: [['X-Tenant', 'a']],
    quirks: { userName: '{}', capabilities: { bulk: false } },
  });
});

for (const [variable, value] of [
  ['SCIMULATE_TARGET_URL', 'nonsense'],
  ['SCIMULATE_RATE', 'fast'],
  ['SCIMULATE_REQUEST_TIMEOUT', 'soon'],
  ['SCIMULATE_HEADERS', '{}'],
] as const) {
  test(`names ${variable} when it cannot be read`, () => {
    const environment = { SCIMULATE_TARGET_URL: 'https://t.example/', [variable]: value };
    expect(() => targetOptionsFrom(environment)).toThrow(variable);
  });
}

test('a run has a seed even when nobody gives one', () => {
  expect(settingsFrom({}).seed).toBe(1);
  expect(settingsFrom({ SCIMULATE_SEED: '42', SCIMULATE_RUNS: '3' })).toMatchObject({ seed: 42, runs: 3 });
});

for (const [what, resource, rule] of [
  ['a number for a string', { displayName: 7 }, '7643-2.3-02'],
  ['a string for a boolean', { active: 'true' }, '7643-2.3-03'],
  ['a string for a complex attribute', { name: 'Ada' }, '7643-2.3-09'],
  ['a wrong sub-attribute', { emails: [{ primary: 'yes' }] }, '7643-2.3-03'],
  ['a single value for a multi-valued attribute', { emails: { value: 'a' } }, '7643-1.2-03'],
  ['several values for a single-valued attribute', { displayName: ['a'] }, '7643-1.2-02'],
] as const) {
  test(`sees ${what}`, () => {
    expect(wrongTypes(user, resource).map((each) => each.rule)).toEqual([rule]);
  });
}

test('takes null, [] and what no schema knows for no wrong type', () => {
  expect(wrongTypes(user, { displayName: null, emails: [], shoeSize: {} })).toEqual([]);
});
