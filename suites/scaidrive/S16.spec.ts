import type { Drive } from './drive-test.ts';
import { expect, test } from './drive-test.ts';

const slugOf = async ({ admin }: Drive, id: string) =>
  /<dt>Slug<\/dt>\s*<dd>(?:<code>)?([^<]*)/.exec((await admin.get(`/groups/${id}`)).html)?.[1];

/** `#` stands for a word of the test. */
const rows: readonly (readonly [string, string, string])[] = [
  ['lower case and hyphens', 'Sales & Marketing (EMEA) #', 'sales-marketing-emea-#'],
  ['Latin letters without their marks', 'Ärzte Øresund Łódź straße #', 'arzte-oresund-lodz-strasse-#'],
  ['full-width letters as plain ones', 'Ｏｐｓ #', 'ops-#'],
  ['letters of every script', '研究開発 Разработка #', '研究開発-разработка-#'],
  ['no apostrophes', "Ada's Team # d’Ada", 'adas-team-#-dada'],
  ['nothing of emoji', '🚀 Rockets 🚀 #', 'rockets-#'],
  ['no path', '../../etc/passwd #', 'etc-passwd-#'],
];

for (const [words, name, slug] of rows) {
  test(`S16: a slug has ${words}`, async ({ drive, word }) => {
    const id = await drive.idp.group(name.replace('#', word));
    expect(await slugOf(drive, id)).toBe(slug.replace('#', word));
    expect((await drive.admin.get(`/groups/${encodeURIComponent(slug.replace('#', word))}`)).status).toBe(200);
  });
}

test('S16: names that leave nothing for a slug are numbered groups', async ({ start }) => {
  const drive = await start();
  const slugs: unknown[] = [];
  for (const name of ['🚀', '🚀🚀', '***', 'group']) slugs.push(await slugOf(drive, await drive.idp.group(name)));
  expect(slugs).toEqual(['group', 'group-2', 'group-3', 'group-4']);
});

test('S16: names that lead to one slug are numbered, also when they come at the same time', async ({ drive, word }) => {
  const names = ['Ops', 'OPS!', 'ops?', 'Öps', 'o\u0301ps'].map((name) => `${name} ${word}`);
  const ids = await Promise.all(names.map((name) => drive.idp.group(name)));
  const slugs = await Promise.all(ids.map((id) => slugOf(drive, id)));
  expect(slugs.toSorted()).toEqual([`ops-${word}`, `ops-${word}-2`, `ops-${word}-3`, `ops-${word}-4`, `ops-${word}-5`]);
});

test('S16: a slug that looks like a number of another is nobody else\u2019s', async ({ drive, word }) => {
  const second = await drive.idp.group(`${word} 2`);
  await drive.idp.group(word);
  const third = await drive.idp.group(`${word}!`);
  expect([await slugOf(drive, second), await slugOf(drive, third)]).toEqual([`${word}-2`, `${word}-3`]);
});

test('S16: a renamed group gets the slug of its new name, and its old ones still lead to it', async ({
  drive,
  word,
}) => {
  const { admin, idp } = drive;
  const id = await idp.group(`Alpha ${word}`);
  await idp.patch(`/Groups/${id}`, { op: 'replace', path: 'displayName', value: `Beta ${word}` });
  expect(await slugOf(drive, id)).toBe(`beta-${word}`);
  expect((await admin.get(`/groups/alpha-${word}`)).words).toContain(`Beta ${word}`);

  const other = await idp.group(`Alpha ${word}`);
  expect(await slugOf(drive, other)).toBe(`alpha-${word}-2`);
  await idp.send('DELETE', `/Groups/${other}`);
  await idp.patch(`/Groups/${id}`, { op: 'replace', path: 'displayName', value: `Alpha ${word}` });
  expect(await slugOf(drive, id)).toBe(`alpha-${word}`);
});

test('S16: a name of ten million characters is refused in words, and one of ten thousand has a short slug', async ({
  drive,
  word,
}) => {
  const refused = await drive.idp.send('POST', '/Groups', { displayName: 'x'.repeat(10_000_000) });
  expect(refused.status).toBe(413);
  expect(String(refused.body.detail)).toMatch(/1048576|bytes/);
  const id = await drive.idp.group(word + 'x'.repeat(10_000));
  expect(String(await slugOf(drive, id)).length).toBe(60);
});
