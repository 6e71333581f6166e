import { expect, test } from './drive-test.ts';
import { userBody } from './scim-caller.ts';

const accountsOf = (html: string) => new Set(html.match(/href="\/users\/[\w-]+"/g)).size;

test('S14: the first sign-in makes the account, and SCIM adopts it by its subject', async ({ drive, word }) => {
  const { admin, idp } = drive;
  const sub = `${word}@example.com`;
  expect(await admin.signIn({ sub, name: `Ada ${word}` })).toContain('the account was created');
  const { path, ...first } = await admin.account(word);
  expect(first).toMatchObject({ Origin: 'first sign-in', 'Known to SCIM': 'no' });
  await admin.share(`Papers ${word}`, sub);

  const id = await idp.user(sub.toUpperCase(), { externalId: `idp-${word}`, displayName: `Ada King ${word}` });
  expect(await admin.account(word)).toMatchObject({
    path,
    'Display name': `Ada King ${word}`,
    'Id at the IdP': `idp-${word}`,
    'Known to SCIM': id,
  });
  expect(await admin.signIn({ sub })).toContain(`Papers ${word}`);
  const [created] = await admin.events(`event_type=scim.user.created&target=${id}`);
  expect(created).toMatchObject({ effect: { adopted: true } });
});

test('S14: SCIM comes first, and the first sign-in finds what was pushed', async ({ drive, word }) => {
  const { admin, idp } = drive;
  const id = await idp.user(`${word}@example.com`, { externalId: `idp-${word}` });
  const told = await admin.signIn({ sub: `${word}@example.com`, externalId: `idp-${word}`, name: 'Not Asked' });
  expect(told).not.toContain('the account was created');
  expect(await admin.account(word)).toMatchObject({ path: `/users/${id}`, 'Display name': `${word}@example.com` });
  expect(accountsOf((await admin.get(`/users?q=${word}`)).html)).toBe(1);
});

test('S14: SCIM adopts by externalId although the subject is another', async ({ drive, word }) => {
  const { admin, idp } = drive;
  await admin.signIn({ sub: `${word}-old@example.com`, externalId: `idp-${word}` });
  const { path } = await admin.account(`${word}-old`);
  await idp.user(`${word}-new@example.com`, { externalId: `idp-${word}` });
  expect((await admin.account(`${word}-new`)).path).toBe(path);
  expect(accountsOf((await admin.get(`/users?q=${word}`)).html)).toBe(1);
});

test('S14: two accounts of one person become one when SCIM tells that they are', async ({ drive, word }) => {
  const { admin, idp } = drive;
  await admin.signIn({ sub: `${word}-a@example.com`, externalId: `idp-${word}` });
  await admin.signIn({ sub: `${word}-b@example.com` });
  await admin.share(`Of A ${word}`, `${word}-a@example.com`);
  await admin.share(`Of B ${word}`, `${word}-b@example.com`);
  await idp.user(`${word}-b@example.com`, { externalId: `idp-${word}` });
  const told = await admin.signIn({ sub: `${word}-b@example.com` });
  expect(told).toContain(`Of A ${word}`);
  expect(told).toContain(`Of B ${word}`);
  expect(accountsOf((await admin.get(`/users?q=${word}`)).html)).toBe(1);
});

test('S14: sign-ins and pushes of one person at the same time leave one account', async ({ drive, word }) => {
  const { admin, idp } = drive;
  await Promise.all(
    Array.from({ length: 6 }, (_, at) => {
      const sub = `${word}-${at}@example.com`;
      return Promise.all([
        admin.signIn({ sub, externalId: `idp-${word}-${at}` }),
        idp.send('POST', '/Users', userBody(sub, { externalId: `idp-${word}-${at}` })),
        admin.signIn({ sub: sub.toUpperCase() }),
        idp.send('POST', '/Users', userBody(sub, { externalId: `idp-${word}-${at}` })),
        admin.signIn({ sub }),
      ]);
    }),
  );
  for (let at = 0; at < 6; at += 1) {
    const found = await admin.get(`/users?q=${word}-${at}`);
    expect(accountsOf(found.html)).toBe(1);
    const filter = encodeURIComponent(`userName eq "${word}-${at}@example.com"`);
    expect((await idp.send('GET', `/Users?filter=${filter}`)).body.totalResults).toBe(1);
  }
});
