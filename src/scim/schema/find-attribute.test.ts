import { expect, test } from '@playwright/test';
import { deviceSchema, groupSchema, userSchema, warrantyUrn } from '../testing/schemas.ts';
import { urns } from '../urns.ts';
import { coreDefinitions } from './core-definitions.ts';
import { findAttribute, findAttributeByPath, findExtension } from './find-attribute.ts';
import { schemaFrom } from './schema-from.ts';

for (const [path, expected] of [
  ['userName', 'userName'],
  ['USERNAME', 'userName'],
  ['name.familyname', 'name.familyName'],
  ['id', 'id'],
  ['schemas', 'schemas'],
  ['meta.lastModified', 'meta.lastModified'],
  [`${urns.user}:userName`, 'userName'],
  [`${urns.user}:emails.VALUE`, 'emails.value'],
  [`${urns.enterpriseUser.toUpperCase()}:manager.value`, `${urns.enterpriseUser}:manager.value`],
  ['department', undefined],
  ['nope', undefined],
  ['userName.x', undefined],
  ['name.x', undefined],
  ['urn:x:userName', undefined],
  ['constructor', undefined],
  ['', undefined],
] as const) {
  test(`${JSON.stringify(path)} is ${expected ?? 'no attribute'} of a user`, () => {
    expect(findAttributeByPath(userSchema, path)?.path).toBe(expected);
  });
}

test('ids compare with case, user names and display names without', () => {
  const folding = (path: string, schema = userSchema) => findAttributeByPath(schema, path)?.folding;
  expect(['id', 'externalId', 'groups.value', 'meta.resourceType'].map((path) => folding(path))).toEqual(
    Array(4).fill('exact'),
  );
  expect(folding('members.value', groupSchema)).toBe('exact');
  expect(folding(`${urns.enterpriseUser}:manager.value`)).toBe('exact');
  expect(folding('userName')).toBe('name');
  expect(folding('displayName')).toBe('case');
});

test('a definition left to its defaults has those of RFC 7643', () => {
  expect(findAttributeByPath(deviceSchema, 'tags')).toMatchObject({
    type: 'string',
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    canonicalValues: [],
    referenceTypes: [],
    parent: undefined,
  });
  expect(findAttributeByPath(deviceSchema, 'parts.lot')?.parent?.name).toBe('parts');
});

test('the longest URN that is registered wins', () => {
  const split = { urn: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0', name: 'User', sub: undefined };
  expect(findAttribute(userSchema, split)).toBeUndefined();
  expect(findExtension(userSchema, split)?.urn).toBe(urns.enterpriseUser);
  expect(findExtension(deviceSchema, { urn: warrantyUrn, name: '' })?.urn).toBe(warrantyUrn);
  expect(findExtension(userSchema, { name: 'User' })).toBeUndefined();
  expect(findExtension(userSchema, { urn: 'urn:x', name: 'a', sub: 'b' })).toBeUndefined();
  const dotted = schemaFrom(
    { name: 'D', endpoint: '/Ds', schema: urns.group, schemaExtensions: [{ schema: 'urn:x:Ext.v2', required: false }] },
    [...coreDefinitions, { id: 'urn:x:Ext.v2', attributes: [{ name: 'a' }] }],
  );
  expect(findExtension(dotted, { urn: 'urn:x', name: 'Ext', sub: 'v2' })?.urn).toBe('urn:x:Ext.v2');
  expect(findAttributeByPath(dotted, 'urn:x:Ext.v2:a')?.path).toBe('urn:x:Ext.v2:a');
});

test('a resource type that names an unknown schema is refused', () => {
  const type = { name: 'T', endpoint: '/Ts', schema: 'urn:x' };
  expect(() => schemaFrom(type, coreDefinitions)).toThrow('there is no definition of the schema "urn:x"');
});

test('a schema may define its own id', () => {
  const schema = schemaFrom({ name: 'Schema', endpoint: '/Schemas', schema: urns.schema }, coreDefinitions);
  expect(findAttributeByPath(schema, 'id')?.caseExact).toBe(false);
  expect(findAttributeByPath(schema, 'attributes.subAttributes')?.subAttributes.get('mutability')?.path).toBe(
    'attributes.subAttributes.mutability',
  );
});
