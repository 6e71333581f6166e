import type { JsonObject } from '#scim';
import { expect, test } from './drive-test.ts';

/** What is sent, and which display name wins. */
const rows: readonly (readonly [string, JsonObject, string])[] = [
  [
    'name.formatted',
    { name: { formatted: 'Dr Ada King', givenName: 'Ada', familyName: 'Byron' }, displayName: 'Ada B' },
    'Dr Ada King',
  ],
  ['displayName', { name: { givenName: 'Ada', familyName: 'Byron' }, displayName: 'Ada B' }, 'Ada B'],
  ['given and family name', { name: { givenName: 'Ada', familyName: 'Byron' } }, 'Ada Byron'],
  ['a family name alone', { name: { familyName: 'Byron' } }, 'Byron'],
  ['displayName, as an empty formatted name is none', { name: { formatted: '' }, displayName: 'Ada B' }, 'Ada B'],
];

for (const [words, sent, wanted] of rows) {
  test(`S5: the display name is ${words}`, async ({ drive, word }) => {
    await drive.idp.user(`${word}@example.com`, sent);
    expect(await drive.admin.account(word)).toMatchObject({ 'Display name': wanted });
  });
}

test('S5: with no name at all it is the userName, and it follows what is pushed later', async ({ drive, word }) => {
  const id = await drive.idp.user(`${word}@example.com`);
  expect(await drive.admin.account(word)).toMatchObject({ 'Display name': `${word}@example.com` });
  await drive.idp.patch(`/Users/${id}`, { op: 'add', path: 'name.formatted', value: 'Ada' });
  expect(await drive.admin.account(word)).toMatchObject({ 'Display name': 'Ada' });
});
