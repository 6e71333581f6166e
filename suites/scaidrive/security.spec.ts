import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { csrfIn, secretIn, sendForm } from './admin.ts';
import type { Drive } from './drive-test.ts';
import { expect, test } from './drive-test.ts';
import { scimCaller, userBody } from './scim-caller.ts';

const readOnlyOn = { readOnly: 'on' };
const settings = '/system/settings/user-management';
const pages = [
  '/identity/scim',
  '/identity/mapping',
  '/identity/sign-in',
  '/users',
  '/groups',
  '/shares',
  '/system/settings',
  '/compliance/audit',
  '/compliance/audit.ndjson',
  '/compliance/audit.csv',
  '/compliance/audit.har',
];

/** Sends bytes as they are, and gives what comes back before the server hangs up. */
function raw({ scim }: Drive, text: string): Promise<string> {
  const { hostname, port } = new URL(scim);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

test('no secret is in a page, in the log, in an answer, in what the process writes, or in the database', async ({
  start,
}) => {
  const drive = await start();
  const { admin, idp } = drive;
  const password = 'tell-nobody-4711';
  const id = await idp.user('ada@example.com', { password });
  await idp.patch(`/Users/${id}`, { op: 'replace', path: 'password', value: `${password}-2` });
  const issued = secretIn((await admin.post('/identity/scim/tokens', { name: 'Second' })).html);
  await scimCaller(drive.scim, issued).send('POST', '/Users', userBody('bob', { password: `${password}-3` }));
  await scimCaller(drive.scim, 'guessed-guessed').send('GET', '/Users');
  await admin.signIn({ sub: 'ada@example.com' });

  const secrets = [password, issued, drive.token ?? '', drive.adminPassword, 'guessed-guessed', 'pbkdf2'];
  const cookie = admin.cookie.split('=')[1] ?? '';
  const details = Array.from({ length: 8 }, (_, at) => `/compliance/audit/${at + 1}`);
  const shown = [...pages, ...details, `/users/${id}`].map(async (path) => `${path} ${(await admin.get(path)).html}`);
  const answers = ['/Users', `/Users/${id}`].map(async (path) => JSON.stringify((await idp.send('GET', path)).body));
  for (const text of [...(await Promise.all([...shown, ...answers])), drive.output()]) {
    for (const secret of [...secrets, cookie]) expect(text).not.toContain(secret);
  }
  if (drive.data === undefined) return;
  await drive.stop();
  const file = readFileSync(drive.data, 'latin1');
  expect(file).toContain('ada@example.com');
  for (const secret of [...secrets.filter((word) => word !== 'pbkdf2'), cookie]) expect(file).not.toContain(secret);
});

test('every page and refusal forbids scripts of others, frames, sniffing and keeping', async ({ drive }) => {
  const outside = await fetch(new URL('/sign-in', drive.console));
  const inside = await Promise.all([...pages, '/nowhere', '/users/none'].map((path) => drive.admin.get(path)));
  for (const { headers } of [outside, ...inside]) {
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  }
});

test('the browser enforces it: what somebody is called cannot run', async ({ drive, open, word }) => {
  const evil = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>${word}`;
  const id = await drive.idp.user(`${word}@example.com`, { displayName: evil });
  const group = await drive.idp.group(evil, [id]);
  for (const path of [
    `/users/${id}`,
    `/groups/${group}`,
    `/users?q=${encodeURIComponent(evil)}`,
    '/compliance/audit',
  ]) {
    const page = await open(drive, path);
    expect([path, await page.title()]).not.toEqual([path, 'owned']);
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
    // Somebody who could write into a page could still not run anything.
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = "document.title = 'owned'";
      document.body.append(script);
    });
    expect([path, await page.title()]).not.toEqual([path, 'owned']);
  }
});

test('a form that has not the word of its session, or comes from another site, does nothing', async ({ start }) => {
  const drive = await start();
  const { admin } = drive;
  const stranger = csrfIn((await (await fetch(new URL('/sign-in', drive.console))).text()) || '');
  for (const [fields, headers] of [
    [{ ...readOnlyOn, csrf: '' }, {}],
    [{ ...readOnlyOn, csrf: 'wrong' }, {}],
    [{ ...readOnlyOn, csrf: stranger }, {}],
    [readOnlyOn, { origin: 'https://evil.example' }],
    [readOnlyOn, { origin: 'null' }],
    [readOnlyOn, { 'sec-fetch-site': 'cross-site' }],
    [readOnlyOn, { 'sec-fetch-site': 'same-site' }],
  ] as const) {
    const refused = await admin.post(settings, fields, headers);
    expect([fields, headers, refused.status]).toEqual([fields, headers, 403]);
    expect(refused.words).toMatch(/not one of this session|another site/);
  }
  expect(await admin.events('event_type=scaidrive.settings.changed')).toEqual([]);
  expect((await admin.post(settings, readOnlyOn)).status).toBe(303);
});

test('a session that was planted before signing in is worth nothing, and one that ended too', async ({ start }) => {
  const drive = await start();
  const password = { password: drive.adminPassword };
  const planted = { cookie: 'scaidrive_admin=planted-by-somebody' };
  const opened = await sendForm(drive, '/sign-in', password, planted);
  const [set = ''] = opened.headers.getSetCookie();
  expect(set).toMatch(/^scaidrive_admin=[\w-]{43}; .*HttpOnly; SameSite=Strict$/);
  expect(set).not.toContain('planted');
  expect((await drive.admin.get('/users', planted)).location).toMatch(/^\/sign-in/);

  const own = { cookie: set.split(';')[0] ?? '' };
  const csrf = csrfIn((await drive.admin.get('/system/settings', own)).html);
  // A word is good for its own session only.
  expect((await sendForm(drive, settings, { ...readOnlyOn, csrf }, { cookie: drive.admin.cookie })).status).toBe(403);
  await sendForm(drive, '/sign-out', { csrf }, own);
  expect((await drive.admin.get('/users', own)).location).toMatch(/^\/sign-in/);
  const late = await sendForm(drive, settings, { ...readOnlyOn, csrf }, own);
  expect([late.status, late.words.includes('Your session ended')]).toEqual([401, true]);
});

test('signing in leads to no other site', async ({ drive }) => {
  for (const to of [
    'https://evil.example/',
    '//evil.example',
    '/\\\\evil.example',
    '/\\t/evil.example',
    'javascript:alert(1)',
    '/users\r\nX: y',
  ]) {
    const page = await drive.admin.get(`/sign-in?to=${encodeURIComponent(to)}`, { cookie: '' });
    const back = /name="to" value="([^"]*)"/.exec(page.html)?.[1] ?? '/';
    expect([to, new URL(back, drive.console).origin]).toEqual([to, new URL(drive.console).origin]);
  }
});

test('guessing the admin password is slowed down for everybody, and told in the log', async ({ start }) => {
  const drive = await start();
  const statuses: number[] = [];
  for (let at = 0; at < 12; at += 1) {
    statuses.push((await sendForm(drive, '/sign-in', { password: `guess ${at}` }, {})).status);
  }
  // The administrator of the test used one of the ten.
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
  expect(statuses.at(-1)).toBe(429);
  const late = await sendForm(drive, '/sign-in', { password: drive.adminPassword }, {});
  expect([late.status, late.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  const refused = await drive.admin.events('event_type=console.sign-in.refused');
  expect(refused.length).toBe(statuses.filter((status) => status === 401).length);
  expect(JSON.stringify(refused)).not.toContain('guess');
});

test('a token of SCIM opens nothing of the application, and guessing there is slowed down too', async ({ start }) => {
  const drive = await start();
  const id = await drive.idp.user('ada@example.com');
  const asked = async (credential: string | undefined) =>
    (await fetch(new URL(`/api/accounts/${id}`, drive.console), { headers: { authorization: `Bearer ${credential}` } }))
      .status;
  expect(await asked(drive.adminPassword)).toBe(200);
  expect(await asked(drive.token)).toBe(401);
  const statuses: number[] = [];
  for (let at = 0; at < 12; at += 1) statuses.push(await asked(`guess-${at}`));
  expect(statuses.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => 401));
  expect(statuses.at(-1)).toBe(429);
  // Else a guess that is right would still be told from one that is wrong.
  expect(await asked(drive.adminPassword)).toBe(429);
});

test('no path leads out of the console or out of SCIM', async ({ drive }) => {
  for (const path of [
    '/../../etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/users/..%2f..%2fetc',
    '/%00',
    '/console.css/..',
  ]) {
    const answer = await raw(
      drive,
      `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: ${drive.admin.cookie}\r\n\r\n`,
    );
    expect(answer).not.toContain('root:');
    expect([path, answer]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 (?:200|303|400|404) /)]);
  }
  for (const path of ['/Users/../Groups', '/Users/..%2fGroups', '/Users/%2e%2e', '/Schemas/..%5c..', '/Users/%00']) {
    const request = `GET /scim/v2${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${drive.token}\r\n\r\n`;
    const answer = await raw(drive, request);
    expect([path, answer]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 (?:200|400|404) /)]);
    expect(answer).not.toContain('root:');
  }
});

test('no value becomes a header: line ends in names and ids stay where they are', async ({ drive, word }) => {
  const { idp, admin } = drive;
  const evil = `${word}\r\nSet-Cookie: owned=1\r\n\r\n<b>`;
  const made = await idp.send(
    'POST',
    '/Users',
    userBody(`${word}@example.com`, { displayName: evil, externalId: evil }),
  );
  expect([made.status, made.headers.get('set-cookie')]).toEqual([201, null]);
  const group = await admin.post('/groups', { name: evil });
  expect([group.status, group.headers.get('set-cookie')]).toEqual([303, null]);
  expect((await admin.get(`/groups/${encodeURIComponent(evil)}`)).headers.get('set-cookie')).toBeNull();
  expect((await admin.get(`/users?from=${encodeURIComponent(evil)}`)).headers.get('set-cookie')).toBeNull();
  const smuggled = await raw(
    drive,
    `GET /scim/v2/Users/a%0d%0aSet-Cookie:%20owned=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${drive.token}\r\n\r\n`,
  );
  expect(smuggled.split('\r\n\r\n')[0]).not.toMatch(/set-cookie/i);
});

test('a Host that somebody made up does not come back as a place to send a token to', async ({ drive }) => {
  const answer = await raw(
    drive,
    `GET /scim/v2/ServiceProviderConfig HTTP/1.1\r\nHost: "><script>.example\r\nConnection: close\r\nAuthorization: Bearer ${drive.token}\r\n\r\n`,
  );
  expect(answer).not.toContain('<script>');
});
