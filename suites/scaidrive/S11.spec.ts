import { isList, isObject, urns } from '#scim';
import { expect, test } from './drive-test.ts';
import { userBody } from './scim-caller.ts';

const extension = 'urn:scaidrive:scim:User';

test('S11: the extension is a schema of its own, and the User type says that it may carry it', async ({ drive }) => {
  const { body } = await drive.idp.send('GET', `/Schemas/${extension}`);
  const attributes = isList(body.attributes) ? body.attributes.filter(isObject) : [];
  expect(attributes).toMatchObject([
    { name: 'role', type: 'string', canonicalValues: ['user', 'admin', 'superadmin'], mutability: 'readWrite' },
    { name: 'quota_bytes', type: 'integer', mutability: 'readWrite' },
  ]);
  const all = await drive.idp.send('GET', '/Schemas');
  expect(JSON.stringify(all.body.Resources)).toContain(`"id":"${extension}"`);
  const type = await drive.idp.send('GET', '/ResourceTypes/User');
  expect(type.body.schemaExtensions).toContainEqual({ schema: extension, required: false });
});

for (const [role, quota, shown] of [
  ['user', 0, 'user'],
  ['Admin', 10_737_418_240, 'admin'],
  ['SUPERADMIN', Number.MAX_SAFE_INTEGER, 'superadmin'],
] as const) {
  test(`S11: the role ${role} and a quota of ${quota} bytes are those of the account`, async ({ drive, word }) => {
    const id = await drive.idp.user(`${word}@example.com`, { [extension]: { role, quota_bytes: quota } });
    expect(await drive.admin.account(word)).toMatchObject({ Role: shown, 'Quota in bytes': String(quota) });
    const read = await drive.idp.send('GET', `/Users/${id}`);
    expect(read.body.schemas).toEqual([urns.user, extension]);
    expect(read.body[extension]).toMatchObject({ quota_bytes: quota });
  });
}

for (const [name, value] of [
  ['role', 'owner'],
  ['role', 7],
  ['role', ['admin', 'user']],
  ['quota_bytes', -1],
  ['quota_bytes', 1.5],
  ['quota_bytes', '100'],
  ['quota_bytes', 2 ** 53],
  ['quota_bytes', true],
] as const) {
  test(`S11: the ${name} ${JSON.stringify(value)} is refused by name, and nothing is made`, async ({ drive, word }) => {
    const body = userBody(`${word}@example.com`, { [extension]: { [name]: value } });
    const refused = await drive.idp.send('POST', '/Users', body);
    expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidValue']);
    expect(refused.body.detail).toContain(name);
    expect((await drive.admin.get(`/users?q=${word}`)).html).not.toContain(`${word}@example.com</`);
  });
}

test('S11: a PATCH to a role that ScaiDrive does not have leaves the account as it was', async ({ drive, word }) => {
  const id = await drive.idp.user(`${word}@example.com`, { [extension]: { role: 'admin' } });
  const refused = await drive.idp.patch(
    `/Users/${id}`,
    { op: 'replace', path: 'active', value: false },
    { op: 'replace', path: `${extension}:role`, value: 'owner' },
  );
  expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidValue']);
  expect(await drive.admin.account(word)).toMatchObject({ Role: 'admin', State: 'active' });
  await drive.idp.patch(`/Users/${id}`, { op: 'remove', path: `${extension}:role` });
  expect(await drive.admin.account(word)).toMatchObject({ Role: 'user' });
});
