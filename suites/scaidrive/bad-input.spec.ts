import { expect, test } from './drive-test.ts';

const form = { displayName: 'Bob', email: '', role: 'user', state: 'active' };
const markIn = (html: string) => /name="mark" value="([^"]+)"/.exec(html)?.[1] ?? '';

test('an edit that started before somebody else, or SCIM, changed the user is refused, and says so', async ({
  drive,
  word,
}) => {
  const { admin, idp } = drive;
  const sub = `${word}@example.com`;
  const { location } = await admin.post('/users', { ...form, sub });
  const mark = markIn((await admin.get(location)).html);
  expect((await admin.post(location, { ...form, sub, mark, displayName: 'Robert' })).status).toBe(303);
  const stale = await admin.post(location, { ...form, sub, mark, displayName: 'Rob' });
  expect([stale.status, stale.words.includes('changed this user meanwhile')]).toEqual([409, true]);

  const fresh = markIn((await admin.get(location)).html);
  await idp.user(sub, { displayName: 'Robert by SCIM' });
  const locked = await admin.post(location, { ...form, sub, mark: fresh });
  expect([locked.status, locked.words.includes('The identity provider owns this user')]).toEqual([403, true]);
  expect(await admin.account(word)).toMatchObject({ 'Display name': 'Robert by SCIM' });
});

test('ids of nothing are answered in words, and the way back is shown', async ({ drive }) => {
  const { admin } = drive;
  for (const path of ['/users/none', '/groups/none', '/shares/none', '/nowhere', '/identity', '/users/%F0%9F%9A%80']) {
    const { status, words } = await admin.get(path);
    expect([path, status]).toEqual([path, 404]);
    expect(words).toMatch(/There is no/);
  }
  for (const [path, fields] of [
    ['/users/none', { ...form, sub: 'x', mark: 'x' }],
    ['/groups/none/members', { account: 'x', do: 'add' }],
    ['/shares/none/grants', { to: 'group', holder: 'x', level: 'read' }],
    ['/shares', { name: 'Plans', owner: 'nobody-at-all' }],
    ['/identity/scim/tokens/none/rotate', {}],
    ['/identity/scim/tokens/none/revoke', {}],
  ] as const) {
    const { status, words } = await admin.post(path, fields);
    expect([path, status]).toEqual([path, 404]);
    expect(words).toMatch(/There is no/);
  }
});

test('HTML in names is text everywhere', async ({ drive, word, open }) => {
  const { admin, idp } = drive;
  const name = `<b>Bold</b> & "quoted" '${word}'`;
  const id = await idp.user(`${word}@example.com`, { displayName: name });
  const group = await idp.group(name, [id]);
  const share = await admin.share(name, `${word}@example.com`);
  for (const path of [`/users/${id}`, `/groups/${group}`, share]) {
    const page = await open(drive, path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    expect((await admin.get(path)).html).not.toContain('<b>Bold');
  }
});

test('names that are too long, empty or only blanks are refused with the reason', async ({ drive, word }) => {
  const { admin, idp } = drive;
  await idp.user(`${word}@example.com`);
  for (const [path, fields, status, reason] of [
    ['/groups', { name: 'x'.repeat(10_000_000) }, 413, /too large/],
    ['/groups', { name: 'x'.repeat(501) }, 400, /longer than 500/],
    ['/groups', { name: ' \t ' }, 400, /must not be empty/],
    ['/groups', {}, 400, /must not be empty/],
    ['/users', { ...form, sub: '' }, 400, /must not be empty/],
    ['/users', { ...form, sub: `${word}@EXAMPLE.com` }, 409, /already/],
    ['/users', { ...form, sub: `${word}-2`, role: 'owner' }, 400, /must be one of user, admin, superadmin/],
    ['/shares', { name: '', owner: `${word}@example.com` }, 400, /must not be empty/],
    ['/identity/sign-in', { sub: ' ' }, 400, /needs a subject/],
    ['/identity/sign-in', { sub: 'x'.repeat(501) }, 400, /needs a subject/],
    ['/system/settings/rate-limit', { rate: '-1/min' }, 400, /600\/min/],
  ] as const) {
    const refused = await admin.post(path, fields);
    expect([path, refused.status]).toEqual([path, status]);
    expect(refused.words).toMatch(reason);
  }
});

test('a group that has no letter in its name works like any other', async ({ drive, word }) => {
  const { admin, idp } = drive;
  const ada = await idp.user(`${word}@example.com`);
  const id = await idp.group('🎉', [ada]);
  const share = await admin.share(`Party ${word}`, `${word}@example.com`);
  const slug = /<dt>Slug<\/dt>\s*<dd>(?:<code>)?([^<]*)/.exec((await admin.get(`/groups/${id}`)).html)?.[1] ?? '';
  expect(slug).toMatch(/^group(?:-\d+)?$/);
  const granted = await admin.post(`${share}/grants`, { to: 'group', holder: slug, level: 'read' });
  expect(granted.status).toBe(303);
  expect((await admin.get(share)).words).toContain('🎉');
});
