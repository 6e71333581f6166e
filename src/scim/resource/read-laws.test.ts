import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { Json, JsonObject } from '../json.ts';
import { profiles } from '../profile/profile.ts';
import { ScimError } from '../scim-error.ts';
import { deviceSchema, groupSchema, userSchema } from '../testing/schemas.ts';
import { urns } from '../urns.ts';
import { readResource } from './read-resource.ts';

const profile = profiles.lenient;
const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
const user: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      displayName: word,
      active: fc.oneof(fc.boolean(), fc.constantFrom('True', 'false')),
      name: fc.record({ givenName: word, familyName: fc.oneof(word, fc.constant(null)) }, { requiredKeys: [] }),
      emails: fc.array(fc.record({ value: word, type: word, display: word }, { requiredKeys: [] }), { maxLength: 4 }),
      [urns.enterpriseUser]: fc.record(
        { department: word, manager: fc.oneof(word, fc.record({ value: word })) },
        { requiredKeys: [] },
      ),
      unknown: fc.jsonValue() as fc.Arbitrary<Json>,
    },
    { requiredKeys: [] },
  )
  .map((more) => ({ ...more, schemas: [urns.user], userName: 'ada' }));

function read(body: unknown, before?: JsonObject) {
  return readResource(userSchema, body, before ? { mode: 'replace', before, profile } : { mode: 'create', profile })
    .resource;
}

test('what was read, read again, is the same, and needs no tolerance', () => {
  fc.assert(
    fc.property(user, (body) => {
      const once = read(body);
      expect(read(once)).toEqual(once);
      expect(read(once, once)).toEqual(once);
      expect(readResource(userSchema, once, { mode: 'create', profile: profiles.strict }).tolerances).toEqual([]);
    }),
  );
});

test('the letter case of names does not matter, nor does their order', () => {
  fc.assert(
    fc.property(user, (body) => {
      expect(read(renamed(body, (name) => name.toUpperCase()))).toEqual(read(body));
      expect(read(Object.fromEntries(Object.entries(body).reverse()))).toEqual(read(body));
    }),
  );
});

test('any body at all is read or refused with a ScimError, and nothing that no schema defines comes through', () => {
  const name = fc.constantFrom(
    'schemas',
    'userName',
    'name',
    'emails',
    'active',
    'members',
    'serial',
    'parts',
    'maker',
    '__proto__',
    'constructor',
    urns.enterpriseUser,
    'x',
  );
  const json = fc.jsonValue() as fc.Arbitrary<Json>;
  const body = fc.dictionary(name, json).map((more) => ({
    schemas: [urns.user, urns.group, deviceSchema.base.urn],
    userName: 'a',
    displayName: 'b',
    serial: 'c',
    parts: [{ value: 'd' }],
    ...more,
  }));
  fc.assert(
    fc.property(fc.oneof(json, body), fc.constantFrom(userSchema, groupSchema, deviceSchema), (given, schema) => {
      try {
        const { resource } = readResource(schema, given, { mode: 'create', profile });
        for (const each of Object.keys(resource)) {
          expect(schema.base.attributes.has(each.toLowerCase()) || schema.extensions.has(each.toLowerCase())).toBe(
            true,
          );
        }
      } catch (error) {
        expect(error).toBeInstanceOf(ScimError);
        expect((error as ScimError).status).toBe(400);
      }
    }),
    { numRuns: 1000 },
  );
});

function renamed(value: Json, rename: (name: string) => string): Json {
  if (Array.isArray(value)) return value.map((each: Json) => renamed(each, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [rename(name), renamed(each as Json, rename)]));
}
