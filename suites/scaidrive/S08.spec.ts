import { expect, test } from './drive-test.ts';
import { userBody } from './scim-caller.ts';

test('S8: another userName leaves the account, its shares and its grants as they are', async ({ drive, word }) => {
  const { admin, idp } = drive;
  const id = await idp.user(`${word}@example.com`, { externalId: `idp-${word}` });
  await admin.share(`Papers ${word}`, `${word}@example.com`);
  const before = await admin.account(word);
  await idp.send('PUT', `/Users/${id}`, userBody(`${word}-king@example.com`, { externalId: `idp-${word}` }));

  const after = await admin.account(word);
  expect(after).toMatchObject({ path: before.path, 'SSO subject': `${word}-king@example.com` });
  expect(after['Id at the IdP']).toBe(`idp-${word}`);
  expect(await admin.signIn({ sub: `${word}-king@example.com` })).toContain(`Papers ${word}`);
});

test('S8: whoever signs in under a new subject is known by the id at the IdP', async ({ drive, word }) => {
  await drive.idp.user(`${word}@example.com`, { externalId: `idp-${word}` });
  const told = await drive.admin.signIn({ sub: `${word}-new@example.com`, externalId: `idp-${word}` });
  expect(told).not.toContain('the account was created');
  const found = await drive.admin.get(`/users?q=${word}`);
  expect(found.html.match(/href="\/users\/[\w-]+"/g)).toHaveLength(1);
});

test('S8: somebody who comes back under another userName gets the old account', async ({ drive, word }) => {
  const { admin, idp } = drive;
  const id = await idp.user(`${word}@example.com`, { externalId: `idp-${word}` });
  const { path } = await admin.account(word);
  await admin.share(`Papers ${word}`, `${word}@example.com`);
  await idp.send('DELETE', `/Users/${id}`);
  const again = await idp.user(`${word}-back@example.com`, { externalId: `idp-${word}` });
  expect(again).not.toBe(id);
  expect((await admin.account(word)).path).toBe(path);
  expect(await admin.signIn({ sub: `${word}-back@example.com` })).toContain(`Papers ${word}`);
});
