import { expect, test } from './drive-test.ts';
import { userBody } from './scim-caller.ts';

test('S4: userName is the subject with which somebody signs in', async ({ drive, word }) => {
  await drive.idp.user(`${word}@example.com`, { displayName: `Ada ${word}` });
  expect(await drive.admin.account(word)).toMatchObject({ 'SSO subject': `${word}@example.com` });
  const told = await drive.admin.signIn({ sub: `${word}@example.com` });
  expect(told).toContain('Signed in.');
  expect(told).toContain(`Ada ${word}`);
  expect(told).not.toContain('the account was created');
});

test('S4: letter case does not make two people of one', async ({ drive, word }) => {
  const id = await drive.idp.user(`${word}@Example.com`);
  expect((await drive.idp.send('POST', '/Users', userBody(`${word.toUpperCase()}@example.COM`))).status).toBe(409);
  await drive.admin.signIn({ sub: `${word.toUpperCase()}@example.com` });
  expect((await drive.admin.account(word)).path).toBe(`/users/${id}`);
  const found = await drive.admin.get(`/users?q=${word}`);
  expect(found.html.match(/href="\/users\/[\w-]+"/g)).toHaveLength(1);
});
