import { isList, isObject } from '#scim';
import type { Drive } from './drive-test.ts';
import { expect, test } from './drive-test.ts';
import { person, providerAt, simulatorOf } from './provider.ts';

const membersOf = async ({ idp }: Drive, id: string) => {
  const { members } = (await idp.send('GET', `/Groups/${id}`)).body;
  return (isList(members) ? members : []).map((each) => (isObject(each) ? String(each.value) : ''));
};

test('S22: PATCHes of one group that come at the same time lose nobody', async ({ drive, word }) => {
  const { idp } = drive;
  const ids = await Promise.all(Array.from({ length: 12 }, (_, at) => idp.user(`${word}-${at}@example.com`)));
  const group = await idp.group(`Ops ${word}`);
  const added = await Promise.all(
    ids.map((value) => idp.patch(`/Groups/${group}`, { op: 'add', path: 'members', value: [{ value }] })),
  );
  expect(added.every(({ status }) => status < 300)).toBe(true);
  expect((await membersOf(drive, group)).toSorted()).toEqual(ids.toSorted());
  await Promise.all(
    ids.slice(0, 6).map((id) => idp.patch(`/Groups/${group}`, { op: 'remove', path: `members[value eq "${id}"]` })),
  );
  expect((await membersOf(drive, group)).toSorted()).toEqual(ids.slice(6).toSorted());
});

test('S22: PUTs of one group that come at the same time leave one of the lists whole', async ({ drive, word }) => {
  const { idp } = drive;
  const ids = await Promise.all(Array.from({ length: 8 }, (_, at) => idp.user(`${word}-${at}@example.com`)));
  const group = await idp.group(`Ops ${word}`);
  const lists = [ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)];
  await Promise.all(lists.map((list) => idp.putMembers(group, `Ops ${word}`, list)));
  const left = (await membersOf(drive, group)).toSorted();
  expect(lists.map((list) => list.toSorted())).toContainEqual(left);
});

for (const groupUpdate of ['patch', 'put'] as const) {
  test(`S22: with Okta sending ${groupUpdate.toUpperCase()}, members come and go and none flaps`, async ({
    drive,
    word,
  }) => {
    const people = ['u1', 'u2', 'u3', 'u4'];
    const provider = providerAt({
      simulator: simulatorOf('okta'),
      server: drive,
      directory: {
        users: people.map((id) => person(id, word)),
        groups: [{ id: 'g1', displayName: `Ops ${word}`, members: ['u1', 'u2'] }],
      },
      options: { groupUpdate },
    });
    expect(await provider.connect()).toBe(true);
    await provider.settle(10);
    await provider.change(
      { do: 'memberAdded', group: 'g1', member: 'u3' },
      { do: 'memberAdded', group: 'g1', member: 'u4' },
      { do: 'memberRemoved', group: 'g1', member: 'u1' },
    );
    await provider.settle(10);
    const { words } = await drive.admin.get(`/groups/ops-${word}`);
    expect(people.filter((id) => words.includes(`${word}-${id}@`))).toEqual(['u2', 'u3', 'u4']);
    const events = await drive.admin.events(`event_type=scim.group.membership.*&target=${word}`);
    // Each account came in once and went out once at most: nobody flapped.
    const moves = events.flatMap(({ members }) =>
      isObject(members)
        ? [
            ...(isList(members.added) ? members.added : []).map((id) => `+${id}`),
            ...(isList(members.removed) ? members.removed : []).map((id) => `-${id}`),
          ]
        : [],
    );
    expect(new Set(moves).size).toBe(moves.length);
  });
}
