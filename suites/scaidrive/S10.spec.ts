import { type Json, urns } from '#scim';
import { expect, test } from './drive-test.ts';

const manager = (value: Json) => ({ [urns.enterpriseUser]: { manager: value } });

const rows: readonly (readonly [string, Json, string])[] = [
  ['the form of the RFC', { value: 'emp-26118', $ref: '../Users/emp-26118' }, 'emp-26118'],
  ['a bare string, as Entra ID sends it', 'emp-26118', 'emp-26118'],
  ['value and displayName', { value: 'emp-26118', displayName: 'Grace Hopper' }, 'Grace Hopper'],
  ['displayName alone', { displayName: 'Grace Hopper <CTO>' }, 'Grace Hopper <CTO>'],
];

for (const [words, sent, shown] of rows) {
  test(`S10: the manager is taken as ${words}, kept and shown`, async ({ drive, word, open }) => {
    const { admin, idp } = drive;
    const id = await idp.user(`${word}@example.com`, manager(sent));
    expect(await admin.account(word)).toMatchObject({ Manager: shown });
    const page = await open(drive, `/users/${id}`);
    await expect(page.getByText(shown, { exact: true }).first()).toBeVisible();
    // What changes something else leaves it alone.
    await idp.patch(`/Users/${id}`, { op: 'replace', path: 'title', value: 'Countess' });
    expect(await admin.account(word)).toMatchObject({ Manager: shown });
  });
}

test('S10: each form of a PATCH changes the manager, and removes it', async ({ drive, word }) => {
  const { admin, idp } = drive;
  const id = await idp.user(`${word}@example.com`, manager('emp-1'));
  const path = `${urns.enterpriseUser}:manager`;
  for (const [operation, shown] of [
    [{ op: 'replace', path, value: 'emp-2' }, 'emp-2'],
    [{ op: 'Replace', path, value: { value: 'emp-3' } }, 'emp-3'],
    [{ op: 'replace', path: `${path}.value`, value: 'emp-4' }, 'emp-4'],
    [{ op: 'add', value: { [urns.enterpriseUser]: { manager: { value: 'emp-5' } } } }, 'emp-5'],
    [{ op: 'replace', path: `${path}.displayName`, value: 'Grace' }, 'Grace'],
    [{ op: 'remove', path }, 'none'],
  ] as const) {
    const { status } = await idp.patch(`/Users/${id}`, operation);
    expect([operation, status]).toEqual([operation, 200]);
    expect(await admin.account(word)).toMatchObject({ Manager: shown });
  }
});

test('S10: a manager with an account here is shown by name, and leads there', async ({ drive, word, open }) => {
  const boss = await drive.idp.user(`${word}-boss@example.com`, { displayName: `Grace ${word}` });
  const id = await drive.idp.user(`${word}-ada@example.com`, manager({ value: boss }));
  const page = await open(drive, `/users/${id}`);
  await page.getByRole('link', { name: `Grace ${word}` }).click();
  await expect(page).toHaveURL(new RegExp(`/users/${boss}$`));
});
