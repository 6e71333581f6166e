import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import { tenantServers } from './tenants.ts';

test('keeps tenants apart: data, tokens, limits and URLs', async () => {
  const { fetch, servers } = tenantServers({
    acme: { tokens: ['acme-token'] },
    globex: { tokens: ['globex-token'], rateLimit: { requests: 1, perMs: 60_000 }, now: () => 0 },
  });
  const ask = async (path: string, token: string, body?: object) => {
    const answer = await fetch(
      new Request(`https://scim.example${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
        body: body === undefined ? null : JSON.stringify(body),
      }),
    );
    return { status: answer.status, body: await answer.json() };
  };
  const created = await ask('/acme/scim/v2/Users', 'acme-token', { schemas: [urns.user], userName: 'ada' });
  expect(created.body.meta.location).toBe(`https://scim.example/acme/scim/v2/Users/${created.body.id}`);
  expect((await ask(`/globex/scim/v2/Users/${created.body.id}`, 'globex-token')).status).toBe(404);
  expect((await ask('/globex/scim/v2/Users', 'globex-token')).status).toBe(429);
  expect((await ask('/acme/scim/v2/Users', 'globex-token')).status).toBe(401);
  expect((await ask('/acme/scim/v2/Users', 'acme-token')).body.totalResults).toBe(1);
  for (const path of ['/scim/v2/Users', '/none/scim/v2/Users', '/__proto__/scim/v2/Users', '/']) {
    expect(await ask(path, 'acme-token'), path).toMatchObject({
      status: 404,
      body: { schemas: [urns.error], status: '404' },
    });
  }
  expect([...servers.keys()]).toEqual(['acme', 'globex']);
});
