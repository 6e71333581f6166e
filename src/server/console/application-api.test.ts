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
