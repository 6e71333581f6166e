import { expect, test } from './drive-test.ts';

test('S18: a deleted group is marked so, its memberships are revoked, and shares keep their grants to it', async ({
  drive,
  open,
  word,
}) => {
  const { admin, idp } = drive;
  await idp.user(`${word}-boss@example.com`);
  const ada = await idp.user(`${word}-ada@example.com`, { displayName: `Ada ${word}` });
  const id = await idp.group(`Ops ${word}`, [ada]);
  const share = await admin.share(`Plans ${word}`, `${word}-boss@example.com`);
  await admin.post(`${share}/grants`, { to: 'group', holder: `ops-${word}`, level: 'write' });
  expect(await admin.signIn({ sub: `${word}-ada@example.com` })).toContain(`Plans ${word}, write, by ops-${word}`);

  expect((await idp.send('DELETE', `/Groups/${id}`)).status).toBe(204);
  expect((await idp.send('GET', `/Groups/${id}`)).status).toBe(404);
  expect((await idp.send('GET', `/Users/${ada}`)).body.groups).toBeUndefined();
  expect(await admin.signIn({ sub: `${word}-ada@example.com` })).not.toContain(`Plans ${word}`);

  const page = await open(drive, share);
  await expect(page.getByRole('row', { name: `Ops ${word}` })).toContainText('deleted');
  await page.getByRole('link', { name: `Ops ${word}` }).click();
  await expect(page.getByText('This group was deleted in the identity provider.')).toBeVisible();
  await expect(page.getByText(`Ada ${word}`)).toHaveCount(0);
  const refused = await admin.post(`/groups/${id}/members`, { account: `${word}-ada@example.com`, do: 'add' });
  expect([refused.status, refused.words.includes('was deleted')]).toEqual([409, true]);
});

test('S18: a new group of the same name is another one: another slug, and nothing of what the old one reached', async ({
  drive,
  word,
}) => {
  const { admin, idp } = drive;
  await idp.user(`${word}-boss@example.com`);
  const ada = await idp.user(`${word}-ada@example.com`);
  const share = await admin.share(`Plans ${word}`, `${word}-boss@example.com`);
  const old = await idp.group(`Ops ${word}`, [ada]);
  await admin.post(`${share}/grants`, { to: 'group', holder: old, level: 'read' });
  await idp.send('DELETE', `/Groups/${old}`);
  const fresh = await idp.group(`Ops ${word}`, [ada]);
  expect((await admin.get(`/groups/${fresh}`)).html).toContain(`ops-${word}-2`);
  expect(await admin.signIn({ sub: `${word}-ada@example.com` })).not.toContain(`Plans ${word}`);
});
