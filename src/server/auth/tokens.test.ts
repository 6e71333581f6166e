import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import { parseRate, rateLimit } from '../limits/rate-limit.ts';
import { scimServer } from '../scim-server.ts';
import { memoryStore } from '../store/memory-store.ts';
import { errorOf, secret, testServer } from '../test-server.ts';
import { sameSecret } from './digest.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('refuses whoever has no good token, before looking at anything else', async () => {
  const { send } = testServer();
  for (const authorization of [
    '',
    'Bearer',
    'Bearer ',
    'Bearer wrong',
    `Basic ${btoa(`a:${secret}`)}`,
    `Bearer ${secret}x`,
    secret,
  ]) {
    for (const [method, path, body] of [
      ['GET', '/Users', undefined],
      ['GET', '/nothing/at/all', undefined],
      ['POST', '/Users', 'no json'],
      ['DELETE', '/Schemas', undefined],
      ['GET', '/Users?filter=(', undefined],
    ] as const) {
      const answer = await send(method, path, body, { authorization });
      expect(errorOf(answer)).toEqual([401, undefined]);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /);
      expect(answer.body).toMatchObject({ schemas: [urns.error], status: '401' });
      expect(answer.text).not.toContain(secret);
    }
  }
});

test('takes the scheme in any letter case, and white space around a pasted token', async () => {
  const { send } = testServer();
  expect((await send('GET', '/Users', undefined, { authorization: `bearer   ${secret} ` })).status).toBe(200);
});

test('keeps nothing of a secret but its hash, and tells tokens apart by a hint', async () => {
  const { server } = testServer();
  const issued = await server.tokens.issue({ name: 'Okta' });
  expect(issued.secret).toMatch(/^scim_[\w-]{43}$/);
  const kept = JSON.stringify(await server.store.read((view) => view.records('token')));
  expect(kept).not.toContain(issued.secret);
  expect(kept).not.toContain(secret);
  expect((await server.tokens.list()).map(({ name }) => name)).toEqual(['token', 'Okta']);
  expect(issued.token.hint).toBe(`${issued.secret.slice(0, 6)}…${issued.secret.slice(-4)}`);
});

test('ends the old secret at once when a token is rotated, or after the overlap asked for', async () => {
  let now = 1_000_000;
  const { server, send } = testServer({ now: () => now });
  const works = async (token: string) => (await send('GET', '/Users', undefined, bearer(token))).status === 200;
  const first = await server.tokens.issue({ name: 'Entra' });
  expect(await works(first.secret)).toBe(true);

  const second = await server.tokens.rotate(first.token.id);
  expect([await works(first.secret), await works(second?.secret ?? '')]).toEqual([false, true]);

  const third = await server.tokens.rotate(second?.token.id ?? '', { overlapMs: 1000 });
  expect([await works(second?.secret ?? ''), await works(third?.secret ?? '')]).toEqual([true, true]);
  now += 1000;
  expect([await works(second?.secret ?? ''), await works(third?.secret ?? '')]).toEqual([false, true]);

  expect(await server.tokens.revoke(third?.token.id ?? '')).toBe(true);
  expect(await works(third?.secret ?? '')).toBe(false);
  expect([await server.tokens.revoke('none'), await server.tokens.rotate('none')]).toEqual([false, undefined]);
});

test('remembers when a token was last used', async () => {
  let now = 5_000;
  const { server, send } = testServer({ now: () => now });
  await send('GET', '/Users');
  now += 10_000;
  await send('GET', '/Users');
  expect((await server.tokens.list())[0]?.lastUsedAt).toBe(5_000);
  now += 60_000;
  await send('GET', '/Users');
  expect((await server.tokens.list())[0]?.lastUsedAt).toBe(75_000);
});

test('knows its tokens, rotated ones too, when the store is opened again', async () => {
  const store = memoryStore();
  const first = scimServer({ store, tokens: [secret] });
  const ask = async (server: typeof first, token: string) =>
    (await server.fetch(new Request('http://x/scim/v2/Users', { headers: bearer(token) }))).status;
  expect(await ask(first, secret)).toBe(200);
  const issued = await first.tokens.issue({ name: 'kept' });
  const again = scimServer({ store, tokens: [secret] });
  expect([await ask(again, secret), await ask(again, issued.secret), await ask(again, 'other')]).toEqual([
    200, 200, 401,
  ]);
  expect(await again.tokens.list()).toHaveLength(2);
});

test('forgets all data on a reset, but not the tokens that it was started with', async () => {
  const { server, send, create } = testServer();
  await create('Users', { userName: 'ada' });
  const issued = await server.tokens.issue({});
  await server.reset();
  expect((await send('GET', '/Users')).body.totalResults).toBe(0);
  expect((await send('GET', '/Users', undefined, bearer(issued.secret))).status).toBe(401);
});

test('compares secrets of any lengths', () => {
  expect([sameSecret('', ''), sameSecret('ab', 'ab'), sameSecret('ab', 'ac')]).toEqual([true, true, false]);
  expect([sameSecret('ab', 'abab'), sameSecret('abab', 'ab'), sameSecret('', 'a'), sameSecret('a', '')]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('is the user that a token speaks for at /Me, and nobody for other tokens', async () => {
  const { server, send, create } = testServer();
  const ada = await create('Users', { userName: 'ada' });
  const byName = bearer((await server.tokens.issue({ subject: 'ADA' })).secret);
  const byId = bearer((await server.tokens.issue({ subject: ada.id })).secret);
  const stranger = bearer((await server.tokens.issue({ subject: 'eve' })).secret);
  for (const headers of [byName, byId]) {
    const me = await send('GET', '/Me', undefined, headers);
    expect([me.status, me.body.id, me.headers.get('location')]).toEqual([200, ada.id, ada.meta.location]);
  }
  const patch = { schemas: [urns.patchOp], Operations: [{ op: 'replace', path: 'title', value: 'Dr' }] };
  expect((await send('PATCH', '/Me', patch, byName)).body).toMatchObject({ id: ada.id, title: 'Dr' });
  expect((await send('PUT', '/Me', { schemas: [urns.user], userName: 'ada' }, byId)).body.id).toBe(ada.id);
  expect((await send('GET', '/Me', undefined, stranger)).status).toBe(404);
  for (const headers of [byName, {}]) {
    const made = await send('POST', '/Me', { schemas: [urns.user], userName: 'eve' }, headers);
    expect([made.status, made.body.status]).toEqual([501, '501']);
  }
  expect((await send('DELETE', '/Me', undefined, byName)).status).toBe(204);
  const nobody = await send('GET', '/Me');
  expect([nobody.status, nobody.body.status]).toEqual([501, '501']);
});

test('limits each token on its own, and says how long to wait', async () => {
  let now = 0;
  const { server, send } = testServer({ now: () => now, rateLimit: { requests: 3, perMs: 60_000 } });
  const other = bearer((await server.tokens.issue({})).secret);
  const statuses = async (count: number, headers?: Record<string, string>) => {
    const answers = await Promise.all(Array.from({ length: count }, () => send('GET', '/Users', undefined, headers)));
    return answers.map(({ status }) => status).sort();
  };
  expect(await statuses(5)).toEqual([200, 200, 200, 429, 429]);
  expect(await statuses(1, other)).toEqual([200]);
  const refused = await send('POST', '/Users', { schemas: [urns.user], userName: 'ada' });
  expect([refused.status, refused.headers.get('retry-after'), refused.body.status]).toEqual([429, '20', '429']);
  now += 20_000;
  expect(await statuses(2)).toEqual([200, 429]);
  now += 3_600_000;
  expect(await statuses(4)).toEqual([200, 200, 200, 429]);
  expect((await send('GET', '/Users', undefined, other)).body.totalResults).toBe(0);
});

test('reads rates, and takes none for a clock that goes back', () => {
  expect(parseRate('600/min')).toEqual({ requests: 600, perMs: 60_000 });
  expect(parseRate('10/s')).toEqual({ requests: 10, perMs: 1000 });
  expect(parseRate('off')).toBeNull();
  for (const text of ['', '0/s', '-1/s', '1.5/s', '10', '10/year', '10/s ']) expect(parseRate(text)).toBeUndefined();
  let now = 10_000;
  const limit = rateLimit({ requests: 1, perMs: 1000 }, () => now);
  expect([limit.take('a'), limit.take('a')]).toEqual([0, 1]);
  now = 0;
  expect(limit.take('a')).toBe(1);
  now = 11_000;
  expect(limit.take('a')).toBe(0);
});
