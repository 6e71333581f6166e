import { urns } from '#scim';
import { expect, test } from './drive-test.ts';

test('S12: a Group brings its members, its name and the id at the IdP', async ({ drive, word }) => {
  const { admin, idp } = drive;
  const ada = await idp.user(`${word}-ada@example.com`, { displayName: `Ada ${word}` });
  const bob = await idp.user(`${word}-bob@example.com`, { displayName: `Bob ${word}` });
  const id = await idp.group(`Ops ${word}`, [ada], { externalId: `idp-${word}` });
  const page = await admin.get(`/groups/${id}`);
  expect(page.words).toContain(`Ops ${word}`);
  expect(page.words).toContain(`idp-${word}`);
  expect(page.words).toContain(`Ada ${word}`);
  expect(page.words).not.toContain(`Bob ${word}`);
  expect(await admin.account(`${word}-ada`)).toMatchObject({ 'SSO subject': `${word}-ada@example.com` });

  await idp.patch(`/Groups/${id}`, { op: 'add', path: 'members', value: [{ value: bob }] });
  await idp.patch(`/Groups/${id}`, { op: 'remove', path: `members[value eq "${ada}"]` });
  const after = await admin.get(`/groups/${id}`);
  expect(after.words).toContain(`Bob ${word}`);
  expect(after.words).not.toContain(`Ada ${word}`);
});

test('S12: name is taken for displayName, and answered as displayName', async ({ drive, word }) => {
  const { idp } = drive;
  const made = await idp.send('POST', '/Groups', { schemas: [urns.group], name: `Ops ${word}` });
  expect([made.status, made.body.displayName, made.body.name]).toEqual([201, `Ops ${word}`, undefined]);
  await idp.patch(`/Groups/${made.body.id}`, { op: 'replace', path: 'name', value: `Dev ${word}` });
  expect((await idp.send('GET', `/Groups/${made.body.id}`)).body.displayName).toBe(`Dev ${word}`);
  const both = await idp.send('PUT', `/Groups/${made.body.id}`, {
    schemas: [urns.group],
    name: 'not this',
    displayName: `Web ${word}`,
  });
  expect([both.status, both.body.displayName]).toEqual([200, `Web ${word}`]);
});

test('S12: a member that is nobody is refused, and the group stays as it was', async ({ drive, word }) => {
  const { idp } = drive;
  const ada = await idp.user(`${word}@example.com`);
  const id = await idp.group(`Ops ${word}`, [ada]);
  const refused = await idp.putMembers(id, `Ops ${word}`, [ada, 'nobody']);
  expect([refused.status, refused.body.scimType]).toEqual([400, 'invalidValue']);
  expect((await idp.send('GET', `/Groups/${id}`)).body.members).toMatchObject([{ value: ada }]);
});
