import { expect, test } from '@playwright/test';
import { profiles, urns } from '#scim';
import { errorOf, testServer } from '../test-server.ts';

test('creates a user, says where it is and shows it as a GET will', async () => {
  const { send } = testServer({ now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 6) });
  const created = await send('POST', '/Users', {
    schemas: [urns.user],
    userName: 'ada',
    name: { familyName: 'Lovelace' },
  });
  const { id } = created.body;
  const location = `https://scim.example/scim/v2/Users/${id}`;

  expect(created.status).toBe(201);
  expect(created.headers.get('location')).toBe(location);
  expect(created.headers.get('content-type')).toBe('application/scim+json');
  expect(created.body).toEqual({
    schemas: [urns.user],
    id,
    userName: 'ada',
    name: { familyName: 'Lovelace' },
    active: true,
    meta: {
      resourceType: 'User',
      created: '2026-01-02T03:04:05.006Z',
      lastModified: '2026-01-02T03:04:05.006Z',
      version: 'W/"1"',
      location,
    },
  });
  const read = await send('GET', `/Users/${id}`);
  expect(read.text).toBe(created.text);
  expect(read.headers.get('etag')).toBe('W/"1"');
  expect(read.headers.get('location')).toBe(location);
});

test('takes the value of active from the setting when a new user does not say', async () => {
  const { create } = testServer({ activeDefault: false });
  expect((await create('Users', { userName: 'ada' })).active).toBe(false);
});

test('ignores what only the server may set, and does not invent an externalId', async () => {
  const { create } = testServer();
  const user = await create('Users', {
    userName: 'ada',
    id: 'mine',
    meta: { resourceType: 'Robot', version: 'W/"9"' },
    groups: [{ value: 'admins' }],
  });
  expect(user.id).not.toBe('mine');
  expect(user.meta).toMatchObject({ resourceType: 'User', version: 'W/"1"' });
  expect(user).not.toHaveProperty('groups');
  expect(user).not.toHaveProperty('externalId');
});

test('replaces a user: what is left out is cleared, the password stays, the version moves', async () => {
  const { create, send, server } = testServer();
  const { id } = await create('Users', { userName: 'ada', title: 'Countess', password: 'first', active: false });
  const secretOf = () => server.store.read((view) => view.entry(id)?.secret);
  const before = await secretOf();

  const replaced = await send('PUT', `/Users/${id}`, { schemas: [urns.user], userName: 'ada', nickName: 'A' });

  expect(replaced.status).toBe(200);
  expect(replaced.body).toMatchObject({ id, nickName: 'A', active: true, meta: { version: 'W/"2"' } });
  expect(replaced.body).not.toHaveProperty('title');
  expect(await secretOf()).toBe(before);
  expect(errorOf(await send('PUT', '/Users/none', { schemas: [urns.user], userName: 'x' }))).toEqual([404, undefined]);
});

test('answers a PATCH of a user with the user, and one of a group without a body unless one is asked for', async () => {
  const { create, patch } = testServer();
  const user = await create('Users', { userName: 'ada' });
  const group = await create('Groups', { displayName: 'Engines' });
  const rename = { op: 'replace', path: 'displayName', value: 'New' };

  expect(await patch(`/Users/${user.id}`, rename)).toMatchObject({ status: 200, body: { displayName: 'New' } });
  const plain = await patch(`/Groups/${group.id}`, rename);
  expect([plain.status, plain.text, plain.headers.get('etag')]).toEqual([204, '', 'W/"2"']);
  for (const query of ['attributes=displayName', 'excludedAttributes=members', 'attributes=']) {
    expect(await patch(`/Groups/${group.id}?${query}`, rename)).toMatchObject({
      status: 200,
      body: { displayName: 'New' },
    });
  }
});

test('leaves version and time alone when nothing changes', async () => {
  let now = 0;
  const { create, send, patch } = testServer({ now: () => now });
  const user = await create('Users', { userName: 'ada', title: 'Countess' });
  const group = await create('Groups', { displayName: 'G', members: [{ value: user.id }] });
  now = 5000;
  const answers = [
    await patch(`/Users/${user.id}`, { op: 'replace', path: 'title', value: 'Countess' }),
    await patch(`/Users/${user.id}`, { op: 'remove', path: 'nickName' }),
    await send('PUT', `/Users/${user.id}`, { title: 'Countess', userName: 'ada', schemas: [urns.user] }),
    await patch(`/Groups/${group.id}?attributes=meta`, { op: 'add', path: 'members', value: [{ value: user.id }] }),
    await patch(`/Groups/${group.id}?attributes=meta`, { op: 'remove', path: 'members[value eq "nobody"]' }),
  ];
  for (const { status, body } of answers) {
    expect([status, body.meta.version, body.meta.lastModified]).toEqual([200, 'W/"1"', '1970-01-01T00:00:00.000Z']);
  }
});

test('never lets the time of the last change go back, though the clock may', async () => {
  let now = 9000;
  const { create, patch } = testServer({ now: () => now });
  const { id } = await create('Users', { userName: 'ada' });
  now = 1000;
  const { body } = await patch(`/Users/${id}`, { op: 'replace', path: 'title', value: 'x' });
  expect(body.meta).toMatchObject({ lastModified: '1970-01-01T00:00:09.000Z', version: 'W/"2"' });
});

test('does nothing of a PATCH of which one operation fails, and says which', async () => {
  const { create, patch, send } = testServer();
  const user = await create('Users', { userName: 'ada' });
  const refused = await patch(
    `/Users/${user.id}`,
    { op: 'replace', path: 'title', value: 'x' },
    { op: 'replace', path: 'nonsense', value: 'y' },
  );
  expect(errorOf(refused)).toEqual([400, 'invalidPath']);
  expect(refused.body.detail).toContain('Operations[1]');
  expect((await send('GET', `/Users/${user.id}`)).body).toEqual(user);
});

test('deletes for good: gone from reads, writes and lists, the name free, the new id another', async () => {
  const { create, send, patch } = testServer();
  const { id } = await create('Users', { userName: 'ada' });
  const deleted = await send('DELETE', `/Users/${id}`);
  expect([deleted.status, deleted.text]).toEqual([204, '']);
  for (const again of [
    await send('GET', `/Users/${id}`),
    await send('DELETE', `/Users/${id}`),
    await send('PUT', `/Users/${id}`, { schemas: [urns.user], userName: 'ada' }),
    await patch(`/Users/${id}`, { op: 'replace', path: 'title', value: 'x' }),
  ]) {
    expect([again.status, again.body.status]).toEqual([404, '404']);
  }
  expect((await send('GET', '/Users')).body.totalResults).toBe(0);
  expect((await create('Users', { userName: 'ada' })).id).not.toBe(id);
});

test('keeps a user out of reach of the endpoint of groups', async () => {
  const { create, send } = testServer();
  const { id } = await create('Users', { userName: 'ada' });
  expect((await send('GET', `/Groups/${id}`)).status).toBe(404);
  expect((await send('DELETE', `/Groups/${id}`)).status).toBe(404);
  expect((await send('GET', `/Users/${id}`)).status).toBe(200);
});

for (const [title, first, second] of [
  ['letter case', 'Ada', 'aDA'],
  ['normalization', 'Zo\u00eb', 'zoe\u0308'],
  ['width', 'ada', '\uff21\uff24\uff21'],
] as const) {
  test(`refuses a userName that differs only in ${title}, on every way to set it`, async () => {
    const { create, send, patch } = testServer();
    await create('Users', { userName: first });
    const other = await create('Users', { userName: 'other' });
    const body = { schemas: [urns.user], userName: second };
    for (const answer of [
      await send('POST', '/Users', body),
      await send('PUT', `/Users/${other.id}`, body),
      await patch(`/Users/${other.id}`, { op: 'replace', path: 'userName', value: second }),
    ]) {
      expect(errorOf(answer)).toEqual([409, 'uniqueness']);
    }
    const found = await send('GET', `/Users?filter=${encodeURIComponent(`userName eq "${second}"`)}`);
    expect(found.body.Resources.map((user: { userName: string }) => user.userName)).toEqual([first]);
  });
}

test('lets a user keep its own name in another letter case, and two resources share an externalId', async () => {
  const { create, patch, send } = testServer();
  const { id } = await create('Users', { userName: 'ada', externalId: 'x1' });
  await create('Users', { userName: 'bob', externalId: 'x1' });
  expect((await patch(`/Users/${id}`, { op: 'replace', path: 'userName', value: 'ADA' })).body.userName).toBe('ADA');
  expect((await send('GET', '/Users?filter=externalId%20eq%20"x1"')).body.totalResults).toBe(2);
  expect((await send('GET', '/Users?filter=externalId%20eq%20"X1"')).body.totalResults).toBe(0);
});

test('keeps a password only as a salted hash, and never shows it or it back', async () => {
  const { create, send, patch, server } = testServer();
  const user = await create('Users', { userName: 'ada', password: 'tr0ub4dor' });
  const twin = await create('Users', { userName: 'bob', password: 'tr0ub4dor' });
  const secretOf = (id: string) => server.store.read((view) => view.entry(id)?.secret ?? '');
  expect(await secretOf(user.id)).toMatch(/^pbkdf2-sha256\$10\$[\da-f]{32}\$[\da-f]{64}$/);
  expect(await secretOf(user.id)).not.toBe(await secretOf(twin.id));

  const changed = await patch(`/Users/${user.id}?attributes=password,userName`, {
    op: 'replace',
    path: 'password',
    value: 'n3w',
  });
  expect(changed.body).toEqual({ schemas: [urns.user], id: user.id, userName: 'ada' });
  const removed = await patch(`/Users/${user.id}`, { op: 'remove', path: 'password' });
  expect(await secretOf(user.id)).toBe('');
  const listed = await send('GET', '/Users?attributes=password');
  for (const text of [changed.text, removed.text, listed.text, JSON.stringify(user)]) {
    expect(text).not.toMatch(/password|tr0ub4dor|n3w|pbkdf2/);
  }
  expect(errorOf(await send('GET', '/Users?filter=password%20eq%20"tr0ub4dor"'))).toEqual([400, 'invalidFilter']);
  expect(
    errorOf(await send('POST', '/Users', { schemas: [urns.user], userName: 'c', password: 'x'.repeat(2000) })),
  ).toEqual([400, 'invalidValue']);
});

test('projects the answers of all operations that give a resource', async () => {
  const { create, send, patch } = testServer();
  const { id } = await create('Users', { userName: 'ada', title: 'Countess' });
  const body = { schemas: [urns.user], userName: 'ada', title: 'Countess' };
  for (const answer of [
    await send('GET', `/Users/${id}?attributes=title`),
    await send('PUT', `/Users/${id}?attributes=TITLE`, body),
    await patch(`/Users/${id}?attributes=${urns.user}:title`, { op: 'replace', path: 'title', value: 'Countess' }),
  ]) {
    expect(answer.body).toEqual({ schemas: [urns.user], id, title: 'Countess' });
  }
  const created = await send('POST', '/Users?excludedAttributes=meta,active,id', { ...body, userName: 'bob' });
  expect(created.body).toEqual({ schemas: [urns.user], id: expect.any(String), userName: 'bob', title: 'Countess' });
  expect(errorOf(await send('GET', `/Users/${id}?attributes=a&excludedAttributes=b`))).toEqual([400, 'invalidValue']);
});

test('refuses unknown attributes when strict, and passes over them when lenient', async () => {
  const body = { schemas: [urns.user], userName: 'ada', shoeSize: 38 };
  expect(errorOf(await testServer({ profile: profiles.strict }).send('POST', '/Users', body))).toEqual([
    400,
    'invalidSyntax',
  ]);
  const lenient = await testServer().send('POST', '/Users', body);
  expect(lenient.status).toBe(201);
  expect(lenient.body).not.toHaveProperty('shoeSize');
});
