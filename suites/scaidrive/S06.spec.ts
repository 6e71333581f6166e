import type { JsonObject } from '#scim';
import { expect, test } from './drive-test.ts';

const [home, work, main] = ['home@example.net', 'work@example.com', 'main@example.org'];

const rows: readonly (readonly [string, readonly JsonObject[], string])[] = [
  [
    'the primary one',
    [
      { value: work, type: 'work' },
      { value: main, type: 'other', primary: true },
    ],
    main,
  ],
  [
    'the one for work when none is primary',
    [
      { value: home, type: 'home' },
      { value: work, type: 'Work' },
    ],
    work,
  ],
  ['the first when there is none for work', [{ value: home, type: 'home' }, { value: main }], home],
  ['none when none is sent', [], 'none'],
];

for (const [words, emails, wanted] of rows) {
  test(`S6: the e-mail is ${words}`, async ({ drive, word }) => {
    await drive.idp.user(`${word}@example.com`, { emails });
    expect(await drive.admin.account(word)).toMatchObject({ Email: wanted });
  });
}

test('S6: another primary address becomes the e-mail', async ({ drive, word }) => {
  const id = await drive.idp.user(`${word}@example.com`, { emails: [{ value: work, type: 'work', primary: true }] });
  await drive.idp.patch(`/Users/${id}`, { op: 'add', path: 'emails', value: [{ value: main, primary: true }] });
  expect(await drive.admin.account(word)).toMatchObject({ Email: main });
  // As Entra ID changes it.
  await drive.idp.patch(`/Users/${id}`, { op: 'Replace', path: 'emails[primary eq true].value', value: home });
  expect(await drive.admin.account(word)).toMatchObject({ Email: home });
});
