import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { targetPath, valueAt } from '#idp';
import type { JsonObject } from '#scim';
import { hasPlace, placeOf, withoutValue, withValue } from './place.ts';

const urn = 'urn:acme:User';
const names = ['title', 'name.givenName', 'emails.^[primary==true].value', "roles.^[type=='Primary'].value"] as const;

for (const [name, namespace, path] of [
  ['title', undefined, 'title'],
  ['name.givenName', undefined, 'name.givenName'],
  ['emails.^[primary==false].value', undefined, 'emails[primary eq "false"].value'],
  ["roles.^[type=='Primary'].value", undefined, 'roles[type eq "Primary"].value'],
  ['manager.value', urn, 'urn:acme:User:manager.value'],
] as const) {
  test(`reads the external name ${name} as the path ${path}`, () => expect(placeOf(name, namespace).path).toBe(path));
}

for (const name of ['', 'a.b.c', 'a[b]', "a.^[b=='c", 'a.^[b>c].value', 'groups']) {
  test(`refuses the external name "${name}"`, () => expect(() => placeOf(name, undefined)).toThrow(/okta|Okta/));
}

for (const [what, before, name, after] of [
  ['a key where it stands', { a: 1, title: 'x', b: 2 }, 'title', { a: 1, title: 'NEW', b: 2 }],
  ['a new key last', { a: 1 }, 'title', { a: 1, title: 'NEW' }],
  [
    'a part of an object',
    { name: { formatted: 'F' } },
    'name.givenName',
    { name: { formatted: 'F', givenName: 'NEW' } },
  ],
  [
    'one element of a list',
    { roles: [{ type: 'Other' }, { type: 'Primary', value: 'old' }] },
    names[3],
    { roles: [{ type: 'Other' }, { type: 'Primary', value: 'NEW' }] },
  ],
  [
    'a new element, selector first',
    { roles: [{ type: 'Other' }] },
    names[3],
    { roles: [{ type: 'Other' }, { type: 'Primary', value: 'NEW' }] },
  ],
  [
    'a lone element that does not say whether it is primary',
    { emails: [{ value: 'x' }] },
    names[2],
    { emails: [{ value: 'NEW', primary: true }] },
  ],
  [
    'an element beside one that is not primary',
    { emails: [{ value: 'x', primary: false }] },
    names[2],
    {
      emails: [
        { value: 'x', primary: false },
        { primary: true, value: 'NEW' },
      ],
    },
  ],
] as const) {
  test(`writes ${what}`, () => {
    expect(JSON.stringify(withValue(before, placeOf(name, undefined), 'NEW'))).toBe(JSON.stringify(after));
    expect(withValue({ [urn]: before }, placeOf(name, urn), 'NEW')).toEqual({ [urn]: after });
  });
}

for (const [what, before, name, after] of [
  ['a key', { a: 1, title: 'x' }, 'title', { a: 1 }],
  ['a part of an object', { name: { givenName: 'x', formatted: 'F' } }, 'name.givenName', { name: { formatted: 'F' } }],
  [
    'an element with its value',
    { roles: [{ type: 'Primary', value: 'x' }, { type: 'Other' }] },
    names[3],
    { roles: [{ type: 'Other' }] },
  ],
  [
    'a part of an element',
    { roles: [{ type: 'Primary', value: 'x', display: 'X' }] },
    "roles.^[type=='Primary'].display",
    { roles: [{ type: 'Primary', value: 'x' }] },
  ],
  ['nothing where there is no such element', { roles: [{ type: 'Other' }] }, names[3], { roles: [{ type: 'Other' }] }],
  ['nothing where there is no such list', { a: 1 }, names[3], { a: 1 }],
  ['nothing where there is no such object', { a: 1 }, 'name.givenName', { a: 1 }],
] as const) {
  test(`takes away ${what}`, () => {
    expect(withoutValue(before, placeOf(name, undefined))).toEqual(after);
    expect(withoutValue({ [urn]: before }, placeOf(name, urn))).toEqual({ [urn]: after });
  });
}

test('takes nothing from an extension that is not there', () => {
  expect(withoutValue({ a: 1 }, placeOf('title', urn))).toEqual({ a: 1 });
  expect(hasPlace({ a: 1 }, placeOf('title', urn))).toBe(false);
});

test('reads back what it wrote, touches nothing else and not the resource itself', () => {
  const resources = fc.record(
    {
      title: fc.string(),
      name: fc.record({ givenName: fc.string(), formatted: fc.string() }, { requiredKeys: [] }),
      emails: fc.array(fc.record({ value: fc.string(), primary: fc.boolean() }, { requiredKeys: ['value'] })),
      roles: fc.array(fc.record({ type: fc.constantFrom('Primary', 'Other'), value: fc.string() })),
      meta: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  const places = fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(undefined, urn))
    .map(([name, at]) => placeOf(name, at));
  fc.assert(
    fc.property(resources, places, fc.string({ minLength: 1 }), (resource, place, value) => {
      const before = JSON.stringify(resource);
      const source: JsonObject = JSON.parse(before);
      const after = withValue(source, place, value);

      const path = targetPath(place.path);
      expect(path === undefined ? undefined : valueAt(after, path)).toBe(value);
      expect(hasPlace(after, place)).toBe(true);
      expect(JSON.stringify(source)).toBe(before);
      const kept = Object.keys(source).filter((key) => key !== (place.urn ?? place.attribute));
      for (const key of kept) expect(after[key]).toEqual(source[key]);
      expect(Object.keys(after).slice(0, Object.keys(source).length)).toEqual(Object.keys(source));
    }),
  );
});
