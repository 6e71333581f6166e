import { expect, test } from './drive-test.ts';

const carol = { sub: 'carol', displayName: 'Carol', email: '', role: 'user', state: 'active' };

test('S13: with System, Settings, User management, Read-only mode on, nobody creates or edits users in the console', async ({
  start,
  open,
}) => {
  const drive = await start();
  const made = await drive.admin.post('/users', carol);
  expect(made.status).toBe(303);
  const mark = /name="mark" value="([^"]+)"/.exec((await drive.admin.get(made.location)).html)?.[1] ?? '';

  const page = await open(drive, '/users');
  await page.getByText('Create a user by hand').click();
  await expect(page.getByRole('button', { name: 'Create user' })).toBeVisible();
  await page.getByRole('link', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'User management' })).toBeVisible();
  await page.getByLabel('Read-only mode').check();
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.getByRole('link', { name: 'Users', exact: true }).click();
  await expect(page.getByText('Read-only mode is on').first()).toBeVisible();
  await expect(page.getByText('Create a user by hand')).toHaveCount(0);
  await page.goto(new URL(made.location, drive.console).href);
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);

  // A page that was open before is no way around it.
  for (const [path, fields] of [
    ['/users', { ...carol, sub: 'dave' }],
    [made.location, { ...carol, mark, displayName: 'Somebody Else' }],
  ] as const) {
    const refused = await drive.admin.post(path, fields);
    expect([path, refused.status]).toEqual([path, 403]);
    expect(refused.words).toContain('Read-only mode is on');
  }
  expect(await drive.admin.account('carol')).toMatchObject({ 'Display name': 'Carol' });
});

test('S13: SCIM still creates, edits and suspends in read-only mode, and a first sign-in still makes an account', async ({
  start,
}) => {
  const { admin, idp } = await start();
  await admin.post('/system/settings/user-management', { readOnly: 'on' });
  const id = await idp.user('ada@example.com');
  await idp.patch(`/Users/${id}`, { op: 'replace', path: 'displayName', value: 'Ada' });
  expect(await admin.account('ada')).toMatchObject({ 'Display name': 'Ada', State: 'active' });
  await idp.patch(`/Users/${id}`, { op: 'replace', path: 'active', value: false });
  expect(await admin.account('ada')).toMatchObject({ State: 'suspended' });
  expect(await admin.signIn({ sub: 'bob@example.com' })).toContain('Signed in.');
  const [event] = await admin.events('event_type=scaidrive.settings.changed');
  expect(event).toMatchObject({
    actor: { name: 'admin' },
    changes: [{ path: 'readOnly', before: false, after: true }],
  });
});

test('S13: what SCIM pushed is locked in the console without read-only mode too, with the reason', async ({
  drive,
  word,
}) => {
  const id = await drive.idp.user(`${word}@example.com`);
  const page = await drive.admin.get(`/users/${id}`);
  expect(page.words).toContain('The identity provider owns this user');
  const refused = await drive.admin.post(`/users/${id}`, { ...carol, sub: `${word}-x` });
  expect(refused.status).toBe(403);
  expect(refused.words).toContain('Change it there');
});
