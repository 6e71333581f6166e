import { expect, test } from './drive-test.ts';

for (const [active, state] of [
  [true, 'active'],
  [false, 'suspended'],
  ['True', 'active'],
  ['False', 'suspended'],
] as const) {
  test(`S7: active ${JSON.stringify(active)} is an account that is ${state}`, async ({ drive, word }) => {
    const id = await drive.idp.user(`${word}@example.com`, { active });
    expect(await drive.admin.account(word)).toMatchObject({ State: state });
    expect((await drive.idp.send('GET', `/Users/${id}`)).body.active).toBe(state === 'active');
  });
}

test('S7: Entra ID switches an account off and on with strings', async ({ drive, word }) => {
  const id = await drive.idp.user(`${word}@example.com`);
  for (const [value, state] of [
    ['False', 'suspended'],
    ['True', 'active'],
  ] as const) {
    await drive.idp.patch(`/Users/${id}`, { op: 'Replace', path: 'active', value });
    expect(await drive.admin.account(word)).toMatchObject({ State: state });
  }
});

test('S7: without active a new account is active, unless the deployment is set otherwise', async ({
  drive,
  start,
  word,
}) => {
  await drive.idp.user(`${word}@example.com`);
  expect(await drive.admin.account(word)).toMatchObject({ State: 'active' });
  const other = await start('--active-default', 'false');
  const id = await other.idp.user('ada@example.com');
  expect(await other.admin.account('ada')).toMatchObject({ State: 'suspended' });
  // The setting is for accounts that come; what says nothing later changes nothing.
  await other.idp.patch(`/Users/${id}`, { op: 'replace', path: 'active', value: true });
  await other.idp.patch(`/Users/${id}`, { op: 'replace', path: 'title', value: 'Countess' });
  expect(await other.admin.account('ada')).toMatchObject({ State: 'active' });
});
