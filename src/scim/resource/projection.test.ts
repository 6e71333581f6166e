import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { JsonObject } from '../json.ts';
import { schemaFrom } from '../schema/schema-from.ts';
import { deviceSchema, userSchema, warrantyUrn } from '../testing/schemas.ts';
import { urns } from '../urns.ts';
import { parseProjection, project } from './projection.ts';

const enterprise = urns.enterpriseUser;
const ada: JsonObject = {
  schemas: [urns.user, enterprise],
  id: 'a1',
  userName: 'ada',
  password: 'hash',
  name: { givenName: 'Ada', familyName: 'Byron' },
  emails: [{ value: 'a', type: 'work' }, { type: 'home' }],
  meta: { resourceType: 'User', version: '1' },
  [enterprise]: { department: 'R', manager: { value: 'm', displayName: 'M' } },
};
const { password: _, ...visible } = ada;
const always = { schemas: ada.schemas ?? null, id: 'a1' };

function shown(attributes: string | readonly string[] | undefined, excluded?: string | readonly string[]) {
  return project(userSchema, ada, parseProjection(attributes, excluded));
}

test('without parameters everything is shown but what is never returned', () => {
  expect(shown(undefined)).toEqual(visible);
});

test('a resource from which nothing is left out is not copied', () => {
  expect(project(userSchema, visible, undefined)).toBe(visible);
  expect(project(userSchema, visible, parseProjection(undefined, 'nickName'))).toBe(visible);
});

for (const [attributes, expected] of [
  ['userName', { userName: 'ada' }],
  ['USERNAME', { userName: 'ada' }],
  [' userName , , meta ', { userName: 'ada', meta: ada.meta }],
  [['userName', 'meta'], { userName: 'ada', meta: ada.meta }],
  ['name.givenName', { name: { givenName: 'Ada' } }],
  ['name.givenName,name', { name: ada.name }],
  ['emails.value', { emails: [{ value: 'a' }] }],
  ['emails', { emails: ada.emails }],
  ['meta.version', { meta: { version: '1' } }],
  [`${urns.user}:userName`, { userName: 'ada' }],
  [`${enterprise}:department`, { [enterprise]: { department: 'R' } }],
  [`${enterprise}:manager.value`, { [enterprise]: { manager: { value: 'm' } } }],
  [enterprise, { [enterprise]: ada[enterprise] }],
  [urns.user, { userName: 'ada', name: ada.name, emails: ada.emails, meta: ada.meta }],
  ['id', {}],
  ['schemas', {}],
  ['password', {}],
  ['nope,name.nope,urn:x:y,emails[type eq "work"],a.b.c', {}],
  ['nickName', {}],
] as const) {
  test(`attributes=${String(attributes)} shows these, the id and schemas`, () => {
    expect(shown(attributes)).toEqual({ ...always, ...expected });
  });
}

for (const [excluded, gone] of [
  ['userName', ['userName']],
  ['meta,emails', ['meta', 'emails']],
  ['id', []],
  ['schemas', []],
  ['nope', []],
  [enterprise, [enterprise]],
  ['name.givenName,name.familyName', ['name']],
] as const) {
  test(`excludedAttributes=${excluded} leaves out ${gone.join(' and ') || 'nothing'}`, () => {
    const left = Object.fromEntries(Object.entries(visible).filter(([name]) => !gone.some((each) => each === name)));
    expect(shown(undefined, excluded)).toEqual(left);
  });
}

test('excludedAttributes reaches into complex values', () => {
  expect(shown(undefined, 'name.givenName').name).toEqual({ familyName: 'Byron' });
  expect(shown(undefined, 'emails.value').emails).toEqual([{ type: 'work' }, { type: 'home' }]);
  expect(shown(undefined, 'emails.type').emails).toEqual([{ value: 'a' }]);
  expect(shown(undefined, `${enterprise}:manager`)[enterprise]).toEqual({ department: 'R' });
});

test('both parameters at once are refused, empty ones are as good as none', () => {
  expect(() => parseProjection('userName', 'name')).toThrow(expect.objectContaining({ scimType: 'invalidValue' }));
  expect(parseProjection('', ' , ')).toBeUndefined();
  expect(parseProjection([], undefined)).toBeUndefined();
  expect(parseProjection('', 'name')).toMatchObject({ mode: 'without' });
});

const device: JsonObject = {
  schemas: [],
  id: 'd',
  notes: 'n',
  secret: 's',
  tags: ['a'],
  maker: { name: 'Acme', seal: 'S' },
  [warrantyUrn]: { until: 'x' },
};

test('what is returned on request is shown when it is named, or when the request wrote it', () => {
  const plain = project(deviceSchema, device, undefined);
  expect(plain).not.toHaveProperty('notes');
  expect(plain).not.toHaveProperty('secret');
  const only = project(deviceSchema, device, parseProjection('notes', undefined));
  expect(only).toMatchObject({ id: 'd', notes: 'n' });
  const written = project(deviceSchema, device, undefined, { requested: new Set(['notes']) });
  expect(written).toMatchObject({ notes: 'n' });
  const excluded = project(deviceSchema, device, parseProjection(undefined, 'notes'), {
    requested: new Set(['notes']),
  });
  expect(excluded).not.toHaveProperty('notes');
});

test('a part that is always returned stays with its parent', () => {
  expect(project(deviceSchema, device, parseProjection('maker.name', undefined)).maker).toEqual({
    name: 'Acme',
    seal: 'S',
  });
  expect(project(deviceSchema, device, parseProjection(undefined, 'maker.seal')).maker).toEqual({
    name: 'Acme',
    seal: 'S',
  });
  expect(project(deviceSchema, device, parseProjection('tags', undefined))).toEqual({
    schemas: [],
    id: 'd',
    tags: ['a'],
  });
});

test('a complex attribute that is always returned is there whatever is named, with the parts that have no word in it', () => {
  const loose = schemaFrom({ name: 'L', endpoint: '/Ls', schema: 'urn:l' }, [
    {
      id: 'urn:l',
      attributes: [
        { name: 'a' },
        {
          name: 'badge',
          type: 'complex',
          returned: 'always',
          subAttributes: [{ name: 'no' }, { name: 'on' }, { name: 'pin', returned: 'never' }],
        },
      ],
    },
  ]);
  const held = { schemas: [], id: 'l', a: 'x', badge: { no: '7', on: 'y', pin: 'z' } };
  const only = (names: string) => project(loose, held, parseProjection(names, undefined));
  expect(only('a')).toEqual({ schemas: [], id: 'l', a: 'x', badge: { no: '7', on: 'y' } });
  expect(only('badge.no')).toEqual({ schemas: [], id: 'l', badge: { no: '7' } });
});

test('a list of which nothing is left is not shown', () => {
  const plain = { schemas: [], id: 'o', emails: [{ value: 'a@b.test' }] };
  expect(project(userSchema, plain, parseProjection('emails.type', undefined))).toEqual({ schemas: [], id: 'o' });
});

test('a value that should be complex and is not is shown as it is', () => {
  const odd = { schemas: [], id: 'o', name: 'odd', emails: ['odd'] };
  expect(project(userSchema, odd, parseProjection(undefined, 'name.givenName,emails.value'))).toEqual(odd);
});

test('what is shown and what is left out make the whole, and share only what is always there', () => {
  const names = [
    'userName',
    'name',
    'name.givenName',
    'emails',
    'emails.type',
    'meta',
    'nickName',
    enterprise,
    `${enterprise}:manager.value`,
  ];
  fc.assert(
    fc.property(fc.subarray(names, { minLength: 1 }), (chosen) => {
      const only = leaves(shown(chosen));
      const without = leaves(shown(undefined, chosen));
      const all = leaves(visible);
      expect([...new Set([...only, ...without])].sort()).toEqual([...new Set(all)].sort());
      const both = only.filter((leaf) => without.includes(leaf));
      expect(both.every((leaf) => leaf.startsWith('/id') || leaf.startsWith('/schemas'))).toBe(true);
    }),
  );
});

/** Paths and values of all simple values; places in lists do not count, since emptied elements go. */
function leaves(value: unknown, path: string = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => leaves(each, path));
  if (typeof value !== 'object' || value === null) return [`${path}=${String(value)}`];
  return Object.entries(value).flatMap(([name, each]) => leaves(each, `${path}/${name}`));
}
