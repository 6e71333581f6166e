import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import { sqliteStore } from '../store/sqlite-store.ts';
import { adminConsole } from './console.ts';
import { adminPassword, secretIn, testConsole } from './test-console.ts';

const user = (userName: string, more: object = {}) => ({ schemas: [urns.user], userName, ...more });
const group = (displayName: string, ids: readonly string[] = []) => ({
  schemas: [urns.group],
  displayName,
  members: ids.map((value) => ({ value })),
});

test('S2: every SCIM request is refused until SCIM is enabled, and the token is shown once', async () => {
  const { get, post, signIn, scim, server } = await testConsole({ setup: true, store: await sqliteStore(':memory:') });
  for (const path of ['/Users', '/ServiceProviderConfig', '/nothing']) {
    const refused = await scim('GET', path, 'any');
    expect([refused.status, refused.body.schemas]).toEqual([401, [urns.error]]);
    expect(refused.headers.get('www-authenticate')).toContain('Bearer');
  }
  await signIn();
  const enabled = await post('/identity/scim/enable', {});
  const secret = secretIn(enabled.text);
  expect(enabled.text).toContain('http://scim.example/scim/v2');
  expect((await scim('GET', '/Users', secret)).status).toBe(200);
  const later = await get('/identity/scim');
  expect(later.text).not.toContain(secret);
  expect(later.text).toContain(secret.slice(-4));
  const kept = await server.store.read((view) => JSON.stringify([view.records('token'), view.events({ limit: 99 })]));
  expect(kept).not.toContain(secret);
  await post('/identity/scim/disable', {});
  expect((await scim('GET', '/Users', secret)).status).toBe(401);
});

test('S2: SCIM stays enabled over a restart', async () => {
  const store = await sqliteStore(':memory:');
  const first = await testConsole({ setup: true, store });
  await first.signIn();
  const secret = secretIn((await first.post('/identity/scim/enable', {})).text);
  const second = await testConsole({ setup: true, store });
  expect((await second.scim('GET', '/Users', secret)).status).toBe(200);
});

test('S3, S20: a rotated token answers 401 from that moment, and the audit says who and when', async () => {
  const { get, post, signIn, scim } = await testConsole({ setup: true, now: () => 0 });
  await signIn();
  const old = secretIn((await post('/identity/scim/enable', {})).text);
  const id = /tokens\/([\w-]+)\/rotate/.exec((await get('/identity/scim')).text)?.[1];
  const fresh = secretIn((await post(`/identity/scim/tokens/${id}/rotate`, { overlap: '0' })).text);
  const refused = await scim('GET', '/Users', old);
  expect([refused.status, refused.body.status]).toEqual([401, '401']);
  expect(refused.headers.get('www-authenticate')).toContain('invalid_token');
  expect((await scim('GET', '/Users', ` ${fresh} `)).status).toBe(200);
  expect((await scim('GET', '/Users', `${fresh.slice(0, -1)}~`)).status).toBe(401);
  const log = await get('/compliance/audit.ndjson?event_type=scim.token.rotated');
  expect(JSON.parse(log.text)).toMatchObject({
    at: '1970-01-01T00:00:00.000Z',
    actor: { name: 'admin' },
    replaces: id,
  });
});

test('S3: with an overlap both tokens work until it ends', async () => {
  let now = 0;
  const { get, post, signIn, scim } = await testConsole({ setup: true, now: () => now });
  await signIn();
  const old = secretIn((await post('/identity/scim/enable', {})).text);
  const id = /tokens\/([\w-]+)\/rotate/.exec((await get('/identity/scim')).text)?.[1];
  const fresh = secretIn((await post(`/identity/scim/tokens/${id}/rotate`, { overlap: '10' })).text);
  expect([(await scim('GET', '/Users', old)).status, (await scim('GET', '/Users', fresh)).status]).toEqual([200, 200]);
  now = 10 * 60_000;
  expect([(await scim('GET', '/Users', old)).status, (await scim('GET', '/Users', fresh)).status]).toEqual([401, 200]);
});

test('S13: in read-only mode the console creates and edits no users, and SCIM still may', async () => {
  const { get, post, signIn, scim, drive } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  const carol = { sub: 'carol', displayName: 'Carol', email: '', role: 'user', state: 'active' };
  const created = await post('/users', carol);
  expect(created.status).toBe(303);
  const path = created.headers.get('location') ?? '';
  const mark = /name="mark" value="([^"]+)"/.exec((await get(path)).text)?.[1] ?? '';
  await post('/system/settings/user-management', { readOnly: 'on' });
  expect(drive.settings.readOnly).toBe(true);
  const refused = await post('/users', { ...carol, sub: 'dave' });
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('Read-only mode is on');
  expect((await post(path, { ...carol, mark, displayName: 'C' })).status).toBe(403);
  expect((await get('/users')).text).not.toContain('Create user');
  expect((await scim('POST', '/Users', 'secret-for-scim-0', user('dave'))).status).toBe(201);
});

test('a user that SCIM describes is locked, and a stale edit of another is refused', async () => {
  const { get, post, signIn, scim, drive } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  const ada = await scim('POST', '/Users', 'secret-for-scim-0', user('ada'));
  const form = { sub: 'ada', displayName: 'A', email: '', role: 'admin', state: 'active' };
  const locked = await post(`/users/${ada.body.id}`, form);
  expect(locked.status).toBe(403);
  expect(locked.text).toContain('The identity provider owns this user');
  const { account } = await drive.signIn({ sub: 'eve' });
  const mark = /name="mark" value="([^"]+)"/.exec((await get(`/users/${account.id}`)).text)?.[1] ?? '';
  const edit = { ...form, sub: 'eve', mark };
  expect((await post(`/users/${account.id}`, edit)).status).toBe(303);
  const stale = await post(`/users/${account.id}`, { ...edit, displayName: 'B' });
  expect([stale.status, stale.text.includes('changed this user meanwhile')]).toEqual([409, true]);
});

test('S17: the page of a pushed group bears the banner; a hand edit works and the next sync undoes it', async () => {
  const { get, post, signIn, scim, drive } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  const ops = await scim('POST', '/Groups', 'secret-for-scim-0', group('Ops'));
  await drive.signIn({ sub: 'bob', name: 'Bob' });
  expect((await get(`/groups/${ops.body.id}`)).text).toContain('This group is managed by SCIM.');
  expect((await post(`/groups/${ops.body.id}/members`, { account: 'bob' })).status).toBe(303);
  expect((await get('/groups/ops')).text).toContain('set by hand');
  await scim('PUT', `/Groups/${ops.body.id}`, 'secret-for-scim-0', group('Ops'));
  const after = await get(`/groups/${ops.body.id}`);
  expect(after.text).toContain('0 members');
  const own = await post('/groups', { name: 'Hand made' });
  expect((await get(own.headers.get('location') ?? '')).text).not.toContain('managed by SCIM.');
});

test('S18: the pages show a deleted group, and the grant that it keeps', async () => {
  const { get, post, signIn, scim } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  const ada = await scim('POST', '/Users', 'secret-for-scim-0', user('ada'));
  const ops = await scim('POST', '/Groups', 'secret-for-scim-0', group('Ops', [ada.body.id]));
  const share = (await post('/shares', { name: 'Plans', owner: 'ada' })).headers.get('location') ?? '';
  await post(`${share}/grants`, { to: 'group', holder: 'ops', level: 'read' });
  await scim('DELETE', `/Groups/${ops.body.id}`, 'secret-for-scim-0');
  expect((await get(share)).text).toMatch(/>Ops<\/a>.*deleted/s);
  expect((await get('/groups/ops')).text).toContain('This group was deleted in the identity provider');
});

test('S19: the rate can be set in the console: beyond it 429 with Retry-After and a SCIM body', async () => {
  const { get, post, signIn, scim, drive } = await testConsole({ tokens: ['secret-for-scim-0'], now: () => 0 });
  await signIn();
  expect((await post('/system/settings/rate-limit', { rate: 'fast' })).status).toBe(400);
  await post('/system/settings/rate-limit', { rate: '600/min' });
  const answers = await Promise.all(Array.from({ length: 610 }, () => scim('GET', '/Users', 'secret-for-scim-0')));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(10);
  expect(refused[0]?.headers.get('retry-after')).toBe('1');
  expect(refused[0]?.body).toMatchObject({ schemas: [urns.error], status: '429' });
  expect((await get('/system/settings')).text).toContain('value="600/min"');
  expect(drive.settings.rateLimit).toEqual({ requests: 600, perMs: 60_000 });
});

test('S23: Compliance, Audit Log filters by event_type=scim.* and exports what it shows', async () => {
  const { get, post, signIn, scim } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  await scim('POST', '/Users', 'secret-for-scim-0', user('<i>ada</i>'));
  await post('/identity/sign-in', { sub: 'bob' });
  const page = await get('/compliance/audit?event_type=scim.*&verify=1');
  expect(page.text).toContain('scim.user.created');
  expect(page.text).not.toContain('scaidrive.sign-in.accepted');
  expect(page.text).toContain('The chain is whole');
  const csv = await get('/compliance/audit.csv?event_type=scim.*');
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
  expect(csv.text.trim().split('\r\n')).toHaveLength(2);
  expect((await get('/compliance/audit?from=yesterday')).status).toBe(400);
});

test('S9, S10, S11: the user detail shows department, manager, role and quota', async () => {
  const { get, signIn, scim } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  const extensions = {
    [urns.enterpriseUser]: { department: 'R&D', manager: { value: 'm1', displayName: 'Grace' } },
    'urn:scaidrive:scim:User': { role: 'admin', quota_bytes: 12345 },
  };
  const ada = await scim('POST', '/Users', 'secret-for-scim-0', user('ada', extensions));
  const { text } = await get(`/users/${ada.body.id}`);
  for (const shown of ['R&amp;D', 'Grace', 'admin', '12345'].map((value) => `<div>${value}</div>`)) {
    expect(text).toContain(shown);
  }
});

test('S24: the sign-in test shows the share on day one and the refusal after termination', async () => {
  const { post, signIn, scim } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  const boss = await scim('POST', '/Users', 'secret-for-scim-0', user('boss'));
  const ada = await scim('POST', '/Users', 'secret-for-scim-0', user('ada'));
  await scim('POST', '/Groups', 'secret-for-scim-0', group('Ops', [ada.body.id]));
  const share = (await post('/shares', { name: 'Plans', owner: 'boss' })).headers.get('location') ?? '';
  await post(`${share}/grants`, { to: 'group', holder: 'ops', level: 'read' });
  expect((await post('/identity/sign-in', { sub: 'ada' })).text).toContain('Plans, read, by ops');
  await scim('PUT', `/Users/${ada.body.id}`, 'secret-for-scim-0', user('ada', { active: false }));
  expect((await post('/identity/sign-in', { sub: 'ada' })).text).toContain('Refused: the account is suspended.');
  expect(boss.status).toBe(201);
});

test('nobody gets in without the password, and guessing is slowed down', async () => {
  const { get, post, cookie } = await testConsole({ now: () => 0 });
  for (const path of ['/', '/users', '/compliance/audit.csv']) {
    const refused = await get(path);
    const to = path === '/' ? '' : `?to=${encodeURIComponent(path)}`;
    expect([refused.status, refused.headers.get('location')]).toEqual([303, `/sign-in${to}`]);
  }
  expect((await post('/users', { sub: 'x' })).status).toBe(401);
  const statuses: number[] = [];
  for (let at = 0; at < 12; at += 1) statuses.push((await post('/sign-in', { password: `guess ${at}` })).status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect((await post('/sign-in', { password: adminPassword })).status).toBe(429);
  expect(cookie()).toBe('');
});

test('a script may open as many sessions as it likes with the right password', async () => {
  const { post } = await testConsole({ now: () => 0 });
  const statuses: number[] = [];
  for (let at = 0; at < 15; at += 1) statuses.push((await post('/sign-in', { password: adminPassword })).status);
  expect(new Set(statuses)).toEqual(new Set([303]));
});

test('S18: nobody can grant a share to a group that is deleted', async () => {
  const { post, get, signIn, scim } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  await scim('POST', '/Users', 'secret-for-scim-0', user('boss'));
  const gone = await scim('POST', '/Groups', 'secret-for-scim-0', group('Ops'));
  await scim('DELETE', `/Groups/${gone.body.id}`, 'secret-for-scim-0');
  await scim('POST', '/Groups', 'secret-for-scim-0', group('Ops'));
  const share = (await post('/shares', { name: 'Plans', owner: 'boss' })).headers.get('location') ?? '';
  const refused = await post(`${share}/grants`, { to: 'group', holder: 'ops', level: 'read' });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('was deleted');
  expect((await get(share)).text).toContain('Nobody but the owner reaches this share.');
  expect((await post(`${share}/grants`, { to: 'group', holder: 'ops-2', level: 'read' })).status).toBe(303);
});

test('a session has a cookie of its own that scripts and other sites do not get, and ends with sign-out', async () => {
  const { get, post, signIn, cookie } = await testConsole();
  const planted = await post('/sign-in', { password: adminPassword }, { cookie: 'scaidrive_admin=planted' });
  expect(planted.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Strict$/);
  expect(cookie()).not.toContain('planted');
  await signIn();
  const kept = cookie();
  expect((await get('/users')).status).toBe(200);
  await post('/sign-out', {});
  expect((await get('/users', { cookie: kept })).status).toBe(303);
});

test('a session ends after eight hours', async () => {
  let now = 0;
  const { get, signIn } = await testConsole({ now: () => now });
  await signIn();
  now = 8 * 3_600_000;
  expect((await get('/users')).status).toBe(303);
});

test('a form without the word of its session, or from another site, does nothing', async () => {
  const { post, signIn, drive } = await testConsole();
  await signIn();
  expect((await post('/system/settings/user-management', { readOnly: 'on', csrf: 'x' })).status).toBe(403);
  const foreign = { origin: 'http://evil.example' };
  expect((await post('/system/settings/user-management', { readOnly: 'on' }, foreign)).status).toBe(403);
  expect((await post('/sign-in', { password: adminPassword }, foreign)).status).toBe(403);
  const crossSite = { 'sec-fetch-site': 'cross-site' };
  expect((await post('/system/settings/user-management', { readOnly: 'on' }, crossSite)).status).toBe(403);
  expect(drive.settings.readOnly).toBe(false);
});

test('what people are called cannot become markup, and no page may run a script', async () => {
  const { get, post, signIn, scim } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  const evil = '<script>alert(1)</script>"\'';
  const ada = await scim('POST', '/Users', 'secret-for-scim-0', user('ada', { displayName: evil }));
  const ops = await scim('POST', '/Groups', 'secret-for-scim-0', group(evil, [ada.body.id]));
  const share = (await post('/shares', { name: evil, owner: 'ada' })).headers.get('location') ?? '';
  const pages = ['/users', `/users/${ada.body.id}`, '/groups', `/groups/${ops.body.id}`, '/shares', share];
  for (const path of [
    ...pages,
    `/users?q=${encodeURIComponent(evil)}`,
    `/compliance/audit?actor=${encodeURIComponent(evil)}`,
    '/compliance/audit',
    '/identity/mapping',
  ]) {
    const { status, text, headers } = await get(path);
    expect([path, status]).toEqual([path, 200]);
    expect(text).not.toMatch(/<script(?! src="\/console\.js\?)|alert\(1\)<\/script/);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'/);
    expect(headers.get('cache-control')).toBe('no-store');
  }
});

test('unknown pages, ids and oversized forms are answered in words', async () => {
  const { get, post, signIn } = await testConsole();
  await signIn();
  for (const path of ['/users/none', '/groups/none', '/shares/none', '/nowhere', '/..%2f..%2fetc%2fpasswd']) {
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  }
  expect((await post('/groups', { name: 'x'.repeat(70_000) })).status).toBe(413);
  expect((await post('/groups', { name: 'x'.repeat(600) })).status).toBe(400);
  expect((await post('/groups', { name: ' ' })).status).toBe(400);
  expect((await post('/identity/scim/tokens/none/rotate', {})).status).toBe(404);
});

test('a form that breaks off, or is none, is the fault of who sent it', async () => {
  const unexpected: unknown[] = [];
  const { server, drive } = await testConsole();
  const pages = adminConsole({ server, drive, adminPassword, onUnexpected: (error) => unexpected.push(error) });
  const breaking = new ReadableStream({ pull: (stream) => stream.error(new Error('aborted')) });
  for (const [type, body] of [
    ['application/x-www-form-urlencoded', breaking],
    ['multipart/form-data', 'no boundary'],
    ['multipart/form-data; boundary=x', '--x\r\nbroken'],
  ] as const) {
    const sent = { method: 'POST', headers: { 'content-type': type }, body, duplex: 'half' } as const;
    expect((await pages(new Request('http://console.example/sign-in', sent))).status, type).toBe(400);
  }
  expect(unexpected).toEqual([]);
});

test('no page and no event holds a secret', async () => {
  const { get, post, signIn, scim } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  const password = 'tell-nobody-1';
  const ada = await scim('POST', '/Users', 'secret-for-scim-0', user('ada', { password }));
  const issued = secretIn((await post('/identity/scim/tokens', { name: 'Second' })).text);
  const pages = ['/identity/scim', '/users', `/users/${ada.body.id}`, '/compliance/audit', '/compliance/audit.ndjson'];
  const texts = await Promise.all(pages.map(async (path) => (await get(path)).text));
  for (const secret of [password, issued, adminPassword, 'secret-for-scim-0', 'pbkdf2']) {
    expect(texts.some((text) => text.includes(secret))).toBe(false);
  }
});

test('users are paged by name and found by the beginning of name or subject', async () => {
  const { get, signIn, scim } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  for (let at = 0; at < 60; at += 1) {
    await scim(
      'POST',
      '/Users',
      'secret-for-scim-0',
      user(`u${at}`, { displayName: `Person ${String(at).padStart(2, '0')}` }),
    );
  }
  const first = (await get('/users')).text;
  expect(first).toContain('Person 49');
  expect(first).not.toContain('Person 50');
  const next = /href="(\/users\?from=[^"]+)">Next page/.exec(first)?.[1] ?? '';
  const second = (await get(next)).text;
  expect(second).toContain('Person 50');
  expect(second).toContain('Person 59');
  expect(second).not.toContain('Next page');
  const back = /href="(\/users\?from=[^"]+)">Previous page/.exec(second)?.[1] ?? '';
  const again = (await get(back)).text;
  expect(again).toContain('Person 00');
  expect(again).not.toContain('Person 50');
  expect((await get('/users?q=PERSON%2007')).text).toContain('>u7<');
  expect((await get('/users?q=u59')).text).toContain('Person 59');
});

test('the checklist sees discovery, the token and the rest, and tells which provider uses a token', async () => {
  const { get, signIn, scim } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  const done = async () => (await get('/identity/scim')).text.match(/class="dot good"/g)?.length ?? 0;
  expect(await done()).toBe(1);
  expect((await scim('GET', '/Schemas', 'wrong')).status).toBe(401);
  expect(await done()).toBe(1);
  await scim('GET', '/ServiceProviderConfig', 'secret-for-scim-0', undefined, { adscimversion: '5.0' });
  expect(await done()).toBe(3);
  expect((await get('/identity/scim')).text).toContain('Microsoft Entra ID</dd>');
  const ada = await scim('POST', '/Users', 'secret-for-scim-0', user('ada'));
  await scim('PUT', `/Users/${ada.body.id}`, 'secret-for-scim-0', user('ada', { active: false }));
  await scim('POST', '/Groups', 'secret-for-scim-0', group('Ops'));
  expect(await done()).toBe(6);
});

test('an event leads to its exchange, as curl with the token in a variable, and as a recording', async () => {
  const { get, signIn, scim, drive } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  const password = 'tell-nobody-1';
  const ada = await scim('POST', '/Users', 'secret-for-scim-0', user('ada', { password }));
  await scim('GET', '/Users', 'secret-for-scim-0');
  await scim('POST', '/Users', 'secret-for-scim-0', user('ada'));
  const numbers = await drive.store.read((view) => view.events({ limit: 2 }).map(({ number }) => number));
  const [refused = 0, created = 0] = numbers;

  const page = (await get(`/compliance/audit/${created}`)).text;
  expect(page).toContain('POST http://scim.example/scim/v2/Users');
  expect(page).toContain('curl -sS');
  expect(page).toContain('SCIM_TOKEN');
  expect(page).toContain(String(ada.headers.get('x-request-id')));
  expect((await get(`/compliance/audit/${refused}`)).text).toContain('409 uniqueness');

  const urls = async (path: string) => {
    const { text, headers } = await get(path);
    expect(headers.get('content-disposition')).toContain('.har');
    expect(text).not.toMatch(/secret-for-scim-0|tell-nobody-1/);
    const { log }: { log: { entries: { request: { method: string }; response: { status: number } }[] } } =
      JSON.parse(text);
    return log.entries.map(({ request, response }) => `${request.method} ${response.status}`);
  };
  expect(page).not.toMatch(/secret-for-scim-0|tell-nobody-1/);
  expect(await urls(`/compliance/audit/${created}?as=har`)).toEqual(['POST 201']);
  expect(await urls('/compliance/audit.har')).toEqual(['POST 201', 'GET 200', 'POST 409']);
  expect(await urls('/compliance/audit.har?event_type=scim.request.refused')).toEqual(['POST 409']);
});

test('an event that was not done by a request, or is not there, says so', async () => {
  const { get, signIn } = await testConsole();
  await signIn();
  expect((await get('/compliance/audit/1')).text).toContain('not done by a SCIM request');
  for (const path of ['/compliance/audit/99', '/compliance/audit/x', '/compliance/audit/1?as=har']) {
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  }
});

test('the mapping shows the last value of each row, and what came that it has no use for', async () => {
  const { get, signIn, scim } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  expect((await get('/identity/mapping')).text).toContain('Nothing came that the mapping has no use for');
  const more = { name: { formatted: 'Ada L' }, title: 'Countess', favouriteFruit: 'fig', password: 'tell-nobody-1' };
  const ada = await scim('POST', '/Users', 'secret-for-scim-0', user('ada', more));
  await scim('PATCH', `/Users/${ada.body.id}`, 'secret-for-scim-0', {
    schemas: [urns.patchOp],
    Operations: [{ op: 'replace', path: 'phoneNumbers[type eq "work"].value', value: '+44 1' }],
  });
  const { text } = await get('/identity/mapping');
  expect(text).toMatch(/Display name.*Ada L<small>from <code>name\.formatted<\/code>/s);
  for (const [path, became] of [
    ['title', 'kept for SCIM clients'],
    ['phoneNumbers.value', 'kept for SCIM clients'],
    ['favouriteFruit', 'dropped: in no schema'],
  ]) {
    expect(text).toMatch(new RegExp(`<code>${path}</code>.{0,300}${became}`));
  }
  expect(text).not.toContain('tell-nobody-1');
});

test('a link to a page leads there after the sign-in, and never to another site', async () => {
  for (const [to, place] of [
    ['/users?q=a%26b', '/users?q=a%26b'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['https://evil.example/', '/'],
    ['/.//evil.example', '/'],
    ['/users\r\nset-cookie: x=1', '/usersset-cookie:%20x=1'],
  ] as const) {
    const { post } = await testConsole();
    const signed = await post('/sign-in', { password: adminPassword, to });
    expect([to, signed.status, signed.headers.get('location')]).toEqual([to, 303, place]);
  }
});

test('groups are found by the beginning of their name, and members come in pages', async () => {
  const { get, signIn, scim } = await testConsole({ tokens: ['secret-for-scim-0'] });
  await signIn();
  const ids: string[] = [];
  for (let at = 0; at < 101; at += 1) {
    ids.push((await scim('POST', '/Users', 'secret-for-scim-0', user(`u${at}`))).body.id);
  }
  const ops = await scim('POST', '/Groups', 'secret-for-scim-0', group('Operations', ids));
  await scim('POST', '/Groups', 'secret-for-scim-0', group('Sales'));
  const found = (await get('/groups?q=oper')).text;
  expect([found.includes('>Operations<'), found.includes('>Sales<')]).toEqual([true, false]);
  expect((await get('/groups?q=zzz')).text).toContain('No name begins like this');
  expect((await get(`/groups/${ops.body.id}`)).text).toContain('1 to 100 of 101');
  expect((await get(`/groups/${ops.body.id}?offset=100`)).text).toContain('101 to 101 of 101');
});

test('a rate below what the first cycle of Entra ID needs is warned of', async () => {
  const { get, post, signIn } = await testConsole();
  await signIn();
  const isWarned = async () => (await get('/system/settings')).text.includes('may send 25 requests a second');
  await post('/system/settings/rate-limit', { rate: '600/min' });
  expect(await isWarned()).toBe(true);
  await post('/system/settings/rate-limit', { rate: '25/s' });
  expect(await isWarned()).toBe(false);
});
