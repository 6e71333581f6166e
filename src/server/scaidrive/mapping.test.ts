import { expect, test } from '@playwright/test';
import { type JsonObject, urns } from '#scim';
import { accountOfUser } from './accounts.ts';
import { extensionUrn } from './definitions.ts';
import { mappedFrom, mapping } from './mapping.ts';
import { testDrive } from './test-drive.ts';

const rows: readonly (readonly [title: string, user: JsonObject, field: string, value: unknown])[] = [
  ['S4: the userName is the sub', { userName: 'Ada@example.com' }, 'sub', 'Ada@example.com'],
  [
    'S5: name.formatted is the display name before all others',
    { name: { formatted: 'A. Lovelace', givenName: 'Ada' }, displayName: 'Ada L.' },
    'displayName',
    'A. Lovelace',
  ],
  [
    'S5: displayName comes before given and family name',
    { displayName: 'Ada L.', name: { givenName: 'Ada', familyName: 'Lovelace' } },
    'displayName',
    'Ada L.',
  ],
  [
    'S5: given and family name make a display name',
    { name: { givenName: 'Ada', familyName: 'Lovelace' } },
    'displayName',
    'Ada Lovelace',
  ],
  ['S5: one of the two names is enough', { name: { familyName: 'Lovelace' } }, 'displayName', 'Lovelace'],
  ['S5: without any name the userName is shown', {}, 'displayName', 'ada'],
  [
    'S5: a name of nothing but spaces, as a template leaves it, is none',
    { name: { formatted: ' ', givenName: 'Ada' }, displayName: '  ' },
    'displayName',
    'Ada',
  ],
  [
    'S6: the primary address is the e-mail address',
    {
      emails: [
        { value: 'w@x.y', type: 'work' },
        { value: 'p@x.y', primary: true },
      ],
    },
    'email',
    'p@x.y',
  ],
  [
    'S6: with none marked it is the one for work',
    {
      emails: [
        { value: 'h@x.y', type: 'home' },
        { value: 'w@x.y', type: 'Work' },
      ],
    },
    'email',
    'w@x.y',
  ],
  ['S6: else it is the first', { emails: [{ value: 'a@x.y' }, { value: 'b@x.y' }] }, 'email', 'a@x.y'],
  ['S6: without addresses there is none', {}, 'email', undefined],
  ['S6: a blank address is none', { emails: [{ value: ' ', primary: true }, { value: 'b@x.y' }] }, 'email', 'b@x.y'],
  ['S7: active true is an active account', { active: true }, 'state', 'active'],
  ['S7: active false is a suspended account', { active: false }, 'state', 'suspended'],
  ['S8: the externalId is kept', { externalId: 'x-1' }, 'externalId', 'x-1'],
  ['S9: the department is kept', { [urns.enterpriseUser]: { department: 'R&D' } }, 'department', 'R&D'],
  [
    'S10: the name of the manager is shown before the id',
    { [urns.enterpriseUser]: { manager: { value: 'm1', displayName: 'Grace' } } },
    'manager',
    'Grace',
  ],
  [
    'S10: an id is shown where there is no name',
    { [urns.enterpriseUser]: { manager: { value: 'm1' } } },
    'manager',
    'm1',
  ],
  ['S11: the role is kept in lower case', { [extensionUrn]: { role: 'Admin' } }, 'role', 'admin'],
  ['S11: without a role it is user', {}, 'role', 'user'],
  ['S11: the quota is kept, also when it is 0', { [extensionUrn]: { quota_bytes: 0 } }, 'quotaBytes', 0],
];
for (const [title, user, field, value] of rows) {
  test(title, () => expect(mappedFrom({ userName: 'ada', ...user })).toMatchObject({ [field]: value }));
}

test('every field of an account has its row in the mapping', () => {
  expect(mapping.map(({ field }) => field).sort()).toEqual(Object.keys(mappedFrom({ userName: 'ada' })).sort());
});

for (const [title, active, state] of [
  ['absent', undefined, 'active'],
  ['the string "False" of an older client', 'False', 'suspended'],
  ['the string "True"', 'True', 'active'],
] as const) {
  test(`S7: active ${title} makes an account that is ${state}`, async () => {
    const { create, read } = await testDrive();
    const { id } = await create('Users', { userName: 'ada', ...(active === undefined ? {} : { active }) });
    expect((await read((view) => accountOfUser(view, id)))?.state).toBe(state);
  });
}

test('S7, S21: a deployment can have new accounts inactive when the IdP does not say', async () => {
  const { create, read } = await testDrive({ activeDefault: false });
  const { id } = await create('Users', { userName: 'ada' });
  expect((await read((view) => accountOfUser(view, id)))?.state).toBe('suspended');
});

test('S8: a new userName keeps the same account, found by its externalId', async () => {
  const { create, patch, read, drive } = await testDrive();
  const { id } = await create('Users', { userName: 'ada', externalId: 'x-1' });
  await patch(`/Users/${id}`, { op: 'replace', path: 'userName', value: 'ada.king' });
  expect(await read((view) => accountOfUser(view, id))).toMatchObject({ id, sub: 'ada.king', externalId: 'x-1' });
  expect((await drive.signIn({ sub: 'ada.king' })).account.id).toBe(id);
  expect((await drive.signIn({ sub: 'old', externalId: 'x-1' })).account.id).toBe(id);
});

for (const [title, manager] of [
  ['the complex form', { value: 'm1' }],
  ['a bare string', 'm1'],
] as const) {
  test(`S10: the manager may be sent as ${title}`, async () => {
    const { create, read } = await testDrive();
    const { id } = await create('Users', { userName: 'ada', [urns.enterpriseUser]: { manager } });
    expect((await read((view) => accountOfUser(view, id)))?.manager).toBe('m1');
  });
}

test('S10: a PATCH of manager.value and of manager.displayName are both taken', async () => {
  const { create, patch, read } = await testDrive();
  const { id } = await create('Users', { userName: 'ada' });
  const path = `${urns.enterpriseUser}:manager`;
  await patch(`/Users/${id}`, { op: 'add', path: `${path}.value`, value: 'm2' });
  expect((await read((view) => accountOfUser(view, id)))?.manager).toBe('m2');
  await patch(`/Users/${id}`, { op: 'add', path: `${path}.displayName`, value: 'Grace Hopper' });
  expect((await read((view) => accountOfUser(view, id)))?.manager).toBe('Grace Hopper');
});

test('S10: the name that a client gives to a manager with an account here is dropped, however it is sent', async () => {
  const { create, patch, send } = await testDrive();
  const boss = await create('Users', { userName: 'boss', displayName: 'Grace' });
  const known = { value: boss.id, displayName: 'Somebody Else' };
  const { id } = await create('Users', { userName: 'ada', [urns.enterpriseUser]: { manager: known } });
  const managerOf = async () => (await send('GET', `/Users/${id}`)).body[urns.enterpriseUser]?.manager;
  expect(await managerOf()).toEqual({ value: boss.id });
  const path = `${urns.enterpriseUser}:manager`;
  await patch(`/Users/${id}`, { op: 'replace', path: `${path}.displayName`, value: 'Somebody Else' });
  expect(await managerOf()).toEqual({ value: boss.id });
  await patch(`/Users/${id}`, {
    op: 'replace',
    path,
    value: { value: 'elsewhere', displayName: 'Of the old company' },
  });
  expect(await managerOf()).toEqual({ value: 'elsewhere', displayName: 'Of the old company' });
  await send('PUT', `/Users/${id}`, {
    schemas: [urns.user, urns.enterpriseUser],
    userName: 'ada',
    [urns.enterpriseUser]: { manager: known },
  });
  expect(await managerOf()).toEqual({ value: boss.id });
});

for (const [activeDefault, state] of [
  [true, 'active'],
  [false, 'suspended'],
] as const) {
  test(`S7: without a value of active an account is ${state} where the deployment has it so`, async () => {
    const { create, patch, read } = await testDrive({ activeDefault });
    const stateOf = (id: string) => read((view) => accountOfUser(view, id)?.state);
    const absent = await create('Users', { userName: 'ada' });
    expect(await stateOf(absent.id)).toBe(state);
    const unassigned = await create('Users', { userName: 'bob', active: null });
    expect(await stateOf(unassigned.id)).toBe(state);
    const emptied = await create('Users', { userName: 'cleo', active: !activeDefault });
    expect(await stateOf(emptied.id)).not.toBe(state);
    await patch(`/Users/${emptied.id}`, { op: 'remove', path: 'active' });
    expect(await stateOf(emptied.id)).toBe(state);
  });
}
