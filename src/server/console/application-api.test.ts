import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import { adminPassword, testConsole } from './test-console.ts';

const asAdmin = { authorization: `Bearer ${adminPassword}` };

test('shows what SCIM made of a user and a group, by the ids of SCIM', async () => {
  const { server, get } = await testConsole({ tokens: ['secret'] });
  const create = async (endpoint: string, body: object): Promise<string> => {
    const headers = { authorization: 'Bearer secret', 'content-type': 'application/scim+json' };
    const url = `http://scim.example/scim/v2/${endpoint}`;
    const response = await server.fetch(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
    const { id }: { id: string } = await response.json();
    return id;
  };
  const ada = await create('Users', { schemas: [urns.user], userName: 'ada@example.com', active: false });
  const team = await create('Groups', { schemas: [urns.group], displayName: 'Team', members: [{ value: ada }] });

  const account = await get(`/api/accounts/${ada}`, asAdmin);
  expect(JSON.parse(account.text)).toMatchObject({
    account: { sub: 'ada@example.com', state: 'suspended', scimId: ada },
  });
  expect(account.headers.get('cache-control')).toBe('no-store');
  const group = await get(`/api/groups/${team}`, asAdmin);
  expect(JSON.parse(group.text)).toMatchObject({
    group: { name: 'Team', slug: 'team', members: [{ user: ada, by: 'scim' }] },
  });
  for (const path of ['/api/accounts/nobody', '/api/accounts/%E0%A4%A', '/api/toString/x', '/api/accounts']) {
    expect((await get(path, asAdmin)).status, path).toBe(404);
  }
});

test('S23: gives the events of the audit log, filtered as in the console, page by page', async () => {
  const { scim, get } = await testConsole({ tokens: ['secret'] });
  for (const userName of ['ada', 'bob', 'cleo']) {
    await scim('POST', '/Users', 'secret', { schemas: [urns.user], userName });
  }
  await scim('POST', '/Users', 'secret', { schemas: [urns.user], userName: 'ADA' });
  const events = async (query: string) => JSON.parse((await get(`/api/audit?${query}`, asAdmin)).text);
  const first = await events('event_type=scim.user.*&limit=2');
  expect(first.events).toMatchObject([{ target: { name: 'cleo' } }, { target: { name: 'bob' } }]);
  const rest = await events(`event_type=scim.user.*&limit=2&before=${first.before}`);
  expect(rest).toMatchObject({ events: [{ number: 1, target: { name: 'ada' } }], before: null });
  expect((await events('event_type=scim.request.refused&target=')).events).toMatchObject([{ status: 409 }]);
  expect((await get('/api/audit?from=yesterday', asAdmin)).status).toBe(400);
  expect((await get('/api/audit', { authorization: 'Bearer secret' })).status).toBe(401);
});

test('is open to the password of the administrator alone, and slows down whoever guesses it', async () => {
  let now = 0;
  const { get } = await testConsole({ tokens: ['secret'], now: () => now });
  const statuses = [];
  for (const authorization of ['', 'Bearer secret', ...Array.from({ length: 9 }, (_, at) => `Bearer guess ${at}`)]) {
    const { status, text } = await get('/api/accounts/x', authorization === '' ? {} : { authorization });
    statuses.push(status);
    expect(text).not.toContain(adminPassword);
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  // Else an eleventh guess that is right would be told apart from one that is wrong.
  expect((await get('/api/accounts/x', asAdmin)).status).toBe(429);
  now = 60_000;
  expect((await get('/api/accounts/x', asAdmin)).status).toBe(404);
});
