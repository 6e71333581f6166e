import { expect, test } from './drive-test.ts';

test('S17: a group that SCIM manages bears a banner, a hand edit of it is possible, and the next sync undoes it', async ({
  drive,
  open,
  word,
}) => {
  const { admin, idp } = drive;
  const ada = await idp.user(`${word}-ada@example.com`, { displayName: `Ada ${word}` });
  await idp.user(`${word}-bob@example.com`, { displayName: `Bob ${word}` });
  const id = await idp.group(`Ops ${word}`, [ada]);

  const page = await open(drive, `/groups/${id}`);
  await expect(page.getByText('This group is managed by SCIM.')).toBeVisible();
  await page.getByLabel('SSO subject of a user to add').fill(`${word}-bob@example.com`);
  await page.getByRole('button', { name: 'Add member' }).click();
  await expect(page.getByRole('row', { name: `Bob ${word}` })).toContainText('set by hand');
  await page
    .getByRole('row', { name: `Ada ${word}` })
    .getByRole('button', { name: 'Remove' })
    .click();
  await expect(page.getByText(`Taken out by hand until the next sync: Ada ${word}`)).toBeVisible();
  // The identity provider is told what it wrote itself.
  expect((await idp.send('GET', `/Groups/${id}`)).body.members).toMatchObject([{ value: ada }]);

  await idp.putMembers(id, `Ops ${word}`, [ada]);
  await page.reload();
  await expect(page.getByRole('row', { name: `Ada ${word}` })).toContainText('pushed by SCIM');
  await expect(page.getByRole('row', { name: `Bob ${word}` })).toHaveCount(0);
  const events = await admin.events(`target=${id}`);
  expect(events.map(({ type }) => type)).toEqual([
    'scim.group.created',
    'scaidrive.group.membership.added',
    'scaidrive.group.membership.removed',
    'scim.group.membership.replaced',
  ]);
  expect(events.at(-1)).toMatchObject({ effect: { handEditsUndone: { removed: [ada] } } });
});

test('S17: a hand edit gives access until the next sync takes it', async ({ drive, word }) => {
  const { admin, idp } = drive;
  const boss = `${word}-boss@example.com`;
  await idp.user(boss);
  await idp.user(`${word}-bob@example.com`);
  const id = await idp.group(`Ops ${word}`);
  const share = await admin.share(`Plans ${word}`, boss);
  await admin.post(`${share}/grants`, { to: 'group', holder: id, level: 'read' });
  await admin.post(`/groups/${id}/members`, { account: `${word}-bob@example.com`, do: 'add' });
  expect(await admin.signIn({ sub: `${word}-bob@example.com` })).toContain(`Plans ${word}`);
  // A PATCH that says nothing of members is a sync too.
  await idp.patch(`/Groups/${id}`, { op: 'replace', path: 'externalId', value: `idp-${word}` });
  expect(await admin.signIn({ sub: `${word}-bob@example.com` })).not.toContain(`Plans ${word}`);
});

test('S17: a group that was made in the console has no banner, and no sync undoes what is done to it', async ({
  drive,
  word,
}) => {
  const { admin, idp } = drive;
  await idp.user(`${word}@example.com`, { displayName: `Ada ${word}` });
  const { location } = await admin.post('/groups', { name: `Own ${word}` });
  await admin.post(`${location}/members`, { account: `${word}@example.com`, do: 'add' });
  const page = await admin.get(location);
  expect(page.words).not.toContain('managed by SCIM.');
  expect(page.words).toContain(`Ada ${word}`);
});
