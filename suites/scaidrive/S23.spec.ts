import { DatabaseSync } from 'node:sqlite';
import { expect, test } from './drive-test.ts';
import { scimCaller, userBody } from './scim-caller.ts';

test('S23: Compliance, Audit Log, filtered by event_type=scim.*, shows what SCIM did and no more', async ({
  start,
  open,
}) => {
  const drive = await start();
  await drive.idp.user('ada@example.com');
  await drive.admin.signIn({ sub: 'bob@example.com' });
  const page = await open(drive, '/');
  await page.getByRole('link', { name: 'Audit Log' }).click();
  await expect(page.getByText('scaidrive.sign-in.accepted').first()).toBeVisible();
  await page.getByLabel(/Event type/).fill('scim.*');
  await page.getByRole('button', { name: 'Filter' }).click();
  await expect(page).toHaveURL(/event_type=scim\.\*/);
  await expect(page.getByText('scim.user.created').first()).toBeVisible();
  await expect(page.getByText('scaidrive.sign-in.accepted')).toHaveCount(0);
});

test('S23: every write and refusal is an event with actor, target, what changed, and the request id of the answer', async ({
  start,
}) => {
  const drive = await start();
  const { admin, idp, scim } = drive;
  const created = await idp.send('POST', '/Users', userBody('ada', { password: 'tell-nobody-1' }), {
    'user-agent': 'Okta SCIM Client 1.0.0',
  });
  const id = String(created.body.id);
  const patched = await idp.patch(`/Users/${id}`, { op: 'Replace', path: 'displayName', value: 'Ada' });
  const refused = await idp.send('POST', '/Users', userBody('ADA'));
  const group = await idp.group('Ops', [id]);
  await idp.putMembers(group, 'Ops', []);
  await idp.patch(`/Users/${id}`, { op: 'replace', path: 'active', value: false });
  await idp.send('DELETE', `/Users/${id}`);
  const guessed = await scimCaller(scim, 'guess-guess').send('GET', '/Users');

  const events = await admin.events('event_type=scim.*');
  expect(events.map(({ type }) => type)).toEqual([
    'scim.user.created',
    'scim.user.changed',
    'scim.request.refused',
    'scim.group.created',
    'scim.group.membership.replaced',
    'scim.user.suspended',
    'scim.user.deleted',
    'scim.auth.refused',
  ]);
  expect(events[0]).toMatchObject({
    requestId: created.headers.get('x-request-id'),
    actor: { name: 'start', idp: 'Okta' },
    target: { type: 'User', id, name: 'ada' },
  });
  expect(events[1]).toMatchObject({
    requestId: patched.headers.get('x-request-id'),
    changes: [{ path: 'displayName', before: null, after: 'Ada' }],
    tolerances: [{ id: 'op-case' }],
  });
  expect(events[2]).toMatchObject({
    requestId: refused.headers.get('x-request-id'),
    status: 409,
    scimType: 'uniqueness',
  });
  expect(events[4]).toMatchObject({ members: { added: [], removed: [id] } });
  expect(events[7]).toMatchObject({ requestId: guessed.headers.get('x-request-id'), status: 401 });
  expect(JSON.stringify(events)).not.toMatch(/tell-nobody|pbkdf2|guess-guess/);
});

test('S23: the filters are in the URL, and both exports take them', async ({ start }) => {
  const { admin, idp } = await start();
  const ada = await idp.user('ada@example.com');
  await idp.user('=cmd|calc@example.com');
  await idp.group('Ops', [ada]);
  const types = async (query: string) => (await admin.events(query)).map(({ type }) => type);
  expect(await types(`event_type=scim.*&target=${ada}`)).toEqual(['scim.user.created']);
  expect(await types('event_type=scim.*&target=ops')).toEqual(['scim.group.created']);
  expect(await types('event_type=scim.*&actor=START')).toHaveLength(3);
  expect(await types('event_type=scim.*&actor=nobody')).toEqual([]);
  expect(await types('event_type=scim.group.*,console.*')).toEqual(['console.sign-in.accepted', 'scim.group.created']);
  expect(await types('event_type=scim.*&to=2020-01-01T00:00Z')).toEqual([]);
  const csv = await admin.get('/compliance/audit.csv?event_type=scim.user.*');
  expect(csv.headers.get('content-type')).toContain('text/csv');
  const [head, ...rows] = csv.html.trim().split('\r\n');
  expect(head).toMatch(/^number,at,type,actor,/);
  expect(rows).toHaveLength(2);
  // A spreadsheet must not run what somebody is called.
  expect(rows[1]).toContain("'=cmd|calc@example.com");
  const wrong = await admin.get('/compliance/audit?from=yesterday');
  expect([wrong.status, wrong.words.includes('2026-01-31T08:00Z')]).toEqual([400, true]);
});

test('S23: whoever changes, takes out or adds an event in the database is found', async ({ start }) => {
  const first = await start();
  for (const name of ['ada', 'bob', 'eve']) await first.idp.user(name);
  expect((await first.admin.get('/compliance/audit?verify=1')).words).toContain('The chain is whole');
  if (first.data === undefined) return;
  await first.stop();
  const numberOfBob = tamper(first.data);
  const again = await start('--data', first.data);
  expect((await again.admin.get('/compliance/audit?verify=1')).words).toContain(
    `The chain breaks at event ${numberOfBob}.`,
  );
});

/** Gives one event another target, as somebody could who has the file. @returns its number */
function tamper(file: string): number {
  const database = new DatabaseSync(file);
  try {
    const row = database.prepare(`select number from events where event like '%"bob"%'`).get();
    const number = Number(row?.number);
    database.prepare(`update events set event = replace(event, '"bob"', '"mob"') where number = ?`).run(number);
    return number;
  } finally {
    database.close();
  }
}
