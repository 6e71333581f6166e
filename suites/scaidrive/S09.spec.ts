import { urns } from '#scim';
import { expect, test } from './drive-test.ts';

test('S9: the department is free text, and stands on the page of the user', async ({ drive, word, open }) => {
  const department = 'R&D <Ångström> / 研究';
  const id = await drive.idp.user(`${word}@example.com`, { [urns.enterpriseUser]: { department } });
  const page = await open(drive, `/users/${id}`);
  await expect(page.getByText(department, { exact: true }).first()).toBeVisible();

  await drive.idp.patch(`/Users/${id}`, { op: 'replace', path: `${urns.enterpriseUser}:department`, value: 'Mills' });
  expect(await drive.admin.account(word)).toMatchObject({ Department: 'Mills' });
  await drive.idp.patch(`/Users/${id}`, { op: 'remove', path: `${urns.enterpriseUser}:department` });
  expect(await drive.admin.account(word)).toMatchObject({ Department: 'none' });
});
