import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import { errorOf, testServer } from '../test-server.ts';

const base = 'https://scim.example/scim/v2';

test('shows each member with its type, its name and its URL, in the order in which they came', async () => {
  const { create, send, patch } = testServer();
  const ada = await create('Users', { userName: 'ada', displayName: 'Ada L.' });
  const bob = await create('Users', { userName: 'bob' });
  const inner = await create('Groups', { displayName: 'Inner' });
  const group = await create('Groups', { displayName: 'Outer', members: [{ value: bob.id }, { value: inner.id }] });
  await patch(`/Groups/${group.id}`, {
    op: 'add',
    path: 'members',
    value: [{ value: ada.id, display: 'a lie', type: 'Group' }],
  });
  const { body } = await send('GET', `/Groups/${group.id}`);
  expect(body.members).toEqual([
    { value: bob.id, $ref: `${base}/Users/${bob.id}`, display: 'bob', type: 'User' },
    { value: inner.id, $ref: `${base}/Groups/${inner.id}`, display: 'Inner', type: 'Group' },
    { value: ada.id, $ref: `${base}/Users/${ada.id}`, display: 'Ada L.', type: 'User' },
  ]);
});

test('adds, removes and replaces members in every form that clients send', async () => {
  const { create, send, patch } = testServer();
  const users = await Promise.all(['a', 'b', 'c'].map((userName) => create('Users', { userName })));
  const [a, b, c] = users.map(({ id }) => ({ value: String(id) }));
  const group = await create('Groups', { displayName: 'G' });
  const path = `/Groups/${group.id}`;
  const members = async () =>
    ((await send('GET', path)).body.members ?? []).map(({ value }: { value: string }) =>
      users.findIndex(({ id }) => id === value),
    );
  const steps: readonly (readonly [operation: object, after: readonly number[]])[] = [
    [{ op: 'add', path: 'members', value: [a, b] }, [0, 1]],
    [{ op: 'Add', path: 'members', value: b }, [0, 1]],
    [{ op: 'add', value: { members: [c] } }, [0, 1, 2]],
    [{ op: 'remove', path: `members[value eq "${a?.value}"]` }, [1, 2]],
    [{ op: 'Remove', path: 'members', value: [b] }, [2]],
    [{ op: 'remove', path: 'members', value: [{ value: 'unlisted' }] }, [2]],
    [{ op: 'replace', path: 'members', value: [a, b] }, [0, 1]],
    [{ op: 'replace', value: { members: [c], displayName: 'H' } }, [2]],
    [{ op: 'add', path: `${urns.group}:members`, value: [a] }, [2, 0]],
    [{ op: 'remove', path: 'members' }, []],
  ];
  for (const [operation, after] of steps) {
    expect((await patch(path, operation as never)).status, JSON.stringify(operation)).toBe(204);
    expect(await members(), JSON.stringify(operation)).toEqual(after);
  }
});

test('replaces the whole list by PUT, and moves the version once for each real change', async () => {
  const { create, send } = testServer();
  const [a, b] = await Promise.all(['a', 'b'].map((userName) => create('Users', { userName })));
  const { id } = await create('Groups', { displayName: 'G', members: [{ value: a?.id }] });
  const put = (members: object) =>
    send('PUT', `/Groups/${id}`, { schemas: [urns.group], displayName: 'G', ...members });
  expect((await put({ members: [{ value: b?.id }] })).body).toMatchObject({
    members: [{ value: b?.id }],
    meta: { version: 'W/"2"' },
  });
  expect((await put({ members: [{ value: b?.id }, { value: b?.id }] })).body.meta.version).toBe('W/"2"');
  const emptied = await put({});
  expect(emptied.body).not.toHaveProperty('members');
  expect(emptied.body.meta.version).toBe('W/"3"');
});

test('refuses a member that does not exist, or the group itself, and keeps the others', async () => {
  const { create, send, patch } = testServer();
  const user = await create('Users', { userName: 'ada' });
  const { id } = await create('Groups', { displayName: 'G', members: [{ value: user.id }] });
  for (const answer of [
    await send('POST', '/Groups', { schemas: [urns.group], displayName: 'H', members: [{ value: 'nobody' }] }),
    await send('PUT', `/Groups/${id}`, { schemas: [urns.group], displayName: 'G', members: [{ value: 'nobody' }] }),
    await patch(`/Groups/${id}`, { op: 'add', path: 'members', value: [{ value: 'nobody' }] }),
    await patch(`/Groups/${id}`, { op: 'add', path: 'members', value: [{ value: id }] }),
  ]) {
    expect(errorOf(answer)).toEqual([400, 'invalidValue']);
  }
  const { body } = await send('GET', `/Groups/${id}`);
  expect([body.members.length, body.meta.version]).toEqual([1, 'W/"1"']);
  expect((await send('GET', '/Groups')).body.totalResults).toBe(1);
});

test('derives the groups of a user, direct and indirect, and stops at circles', async () => {
  const { create, send, patch } = testServer();
  const ada = await create('Users', { userName: 'ada' });
  const inner = await create('Groups', { displayName: 'Inner', members: [{ value: ada.id }] });
  const outer = await create('Groups', { displayName: 'Outer', members: [{ value: inner.id }] });
  expect(
    (await patch(`/Groups/${inner.id}`, { op: 'add', path: 'members', value: [{ value: outer.id }] })).status,
  ).toBe(204);

  const { body } = await send('GET', `/Users/${ada.id}`);
  expect(body.groups).toEqual([
    { value: inner.id, $ref: `${base}/Groups/${inner.id}`, display: 'Inner', type: 'direct' },
    { value: outer.id, $ref: `${base}/Groups/${outer.id}`, display: 'Outer', type: 'indirect' },
  ]);
  expect(body.meta.version).toBe('W/"1"');
  await patch(`/Groups/${outer.id}`, { op: 'replace', path: 'displayName', value: 'Renamed' });
  expect((await send('GET', `/Users/${ada.id}`)).body.groups[1].display).toBe('Renamed');
  await send('DELETE', `/Groups/${inner.id}`);
  expect((await send('GET', `/Users/${ada.id}`)).body).not.toHaveProperty('groups');
});

test('never changes membership through the user', async () => {
  const { create, send, patch } = testServer();
  const ada = await create('Users', { userName: 'ada' });
  const group = await create('Groups', { displayName: 'G', members: [{ value: ada.id }] });
  const put = await send('PUT', `/Users/${ada.id}`, { schemas: [urns.user], userName: 'ada', groups: [] });
  expect(put.body.groups).toHaveLength(1);
  const same = await send('GET', `/Users/${ada.id}`);
  expect(errorOf(await patch(`/Users/${ada.id}`, { op: 'remove', path: 'groups' }))).toEqual([400, 'mutability']);
  expect((await patch(`/Users/${ada.id}`, { op: 'replace', path: 'groups', value: same.body.groups })).status).toBe(
    200,
  );
  expect((await send('GET', `/Groups/${group.id}`)).body.members).toHaveLength(1);
});

test('takes a deleted user out of its groups, which with that have changed', async () => {
  const { create, send } = testServer();
  const [a, b] = await Promise.all(['a', 'b'].map((userName) => create('Users', { userName })));
  const { id } = await create('Groups', { displayName: 'G', members: [{ value: a?.id }, { value: b?.id }] });
  await send('DELETE', `/Users/${a?.id}`);
  const { body } = await send('GET', `/Groups/${id}`);
  expect(body.members.map(({ value }: { value: string }) => value)).toEqual([b?.id]);
  expect(body.meta.version).toBe('W/"2"');
});

test('finds groups by member, alone and together with other terms', async () => {
  const { create, send } = testServer();
  const [a, b] = await Promise.all(['a', 'b'].map((userName) => create('Users', { userName })));
  const one = await create('Groups', { displayName: 'One', members: [{ value: a?.id }, { value: b?.id }] });
  const two = await create('Groups', { displayName: 'Two', members: [{ value: b?.id }] });
  const none = await create('Groups', { displayName: 'None' });
  const cases: readonly (readonly [filter: string, found: readonly string[]])[] = [
    [`members eq "${a?.id}"`, [one.id]],
    [`members.value eq "${b?.id}"`, [one.id, two.id]],
    [`members[value eq "${b?.id}"] and displayName eq "two"`, [two.id]],
    [`id eq "${one.id}" and members eq "${a?.id}"`, [one.id]],
    [`id eq "${two.id}" and members eq "${a?.id}"`, []],
    [`not (members.value eq "${a?.id}")`, [two.id, none.id]],
    [`members.value ne "${a?.id}"`, [two.id, none.id]],
    ['members pr', [one.id, two.id]],
    ['members.display sw "A"', [one.id]],
  ];
  for (const [filter, found] of cases) {
    const { body } = await send('GET', `/Groups?filter=${encodeURIComponent(filter)}`);
    expect(
      body.Resources?.map(({ id }: { id: string }) => id),
      filter,
    ).toEqual(found);
  }
  const users = await send('GET', `/Users?filter=${encodeURIComponent(`groups.display eq "two"`)}&attributes=userName`);
  expect(users.body.Resources.map(({ userName }: { userName: string }) => userName)).toEqual(['b']);
});

test('says which operation named a member that does not exist, or gave what another resource has', async () => {
  const { create, patch } = testServer();
  const ada = await create('Users', { userName: 'ada' });
  const bob = await create('Users', { userName: 'bob' });
  const group = await create('Groups', { displayName: 'G' });
  const unknown = await patch(
    `/Groups/${group.id}`,
    { op: 'add', path: 'members', value: [{ value: ada.id }] },
    { op: 'add', path: 'members', value: [{ value: 'nobody' }] },
    { op: 'add', path: 'members', value: [{ value: bob.id }] },
  );
  expect(errorOf(unknown)).toEqual([400, 'invalidValue']);
  expect(unknown.body.detail).toMatch(/^Operations\[1\] \(add "members"\): .*"nobody"/);
  const taken = await patch(
    `/Users/${bob.id}`,
    { op: 'replace', path: 'title', value: 'x' },
    { op: 'replace', path: 'userName', value: 'ADA' },
  );
  expect(errorOf(taken)).toEqual([409, 'uniqueness']);
  expect(taken.body.detail).toMatch(/^Operations\[1\] \(replace "userName"\): /);
});
