import { expect, test } from '@playwright/test';
import { setupServer } from 'msw/node';
import { startControl } from './control.ts';
import { scimHandlers } from './msw.ts';
import { okta } from './provider.ts';
import { startServer, type TestServer, type TestServerOptions } from './start-server.ts';

const ada = { userName: 'ada@example.com', externalId: 'e1', name: { givenName: 'Ada', familyName: 'Lovelace' } };

/** Gives `work` a server, and closes it. */
async function withServer(options: TestServerOptions, work: (server: TestServer) => Promise<void>): Promise<void> {
  const server = await startServer(options);
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

async function freePort(): Promise<number> {
  const server = await startServer();
  await server.close();
  return Number(new URL(server.scim).port);
}

function ask(server: Pick<TestServer, 'scim' | 'token'>, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/scim+json' };
  return fetch(`${server.scim}${path}`, { ...init, headers });
}

test('that cannot start says why and leaves nothing running', async () => {
  await withServer({}, async ({ scim }) => {
    await expect(startServer({ port: Number(new URL(scim).port) })).rejects.toThrow(/the port is in use/);
  });
  const refused = { seed: { users: [{ userName: '' }] }, port: await freePort() };
  await expect(startServer(refused)).rejects.toThrow(/is refused: 400/);
  await withServer({ port: refused.port }, async ({ scim }) => expect(new URL(scim).port).toBe(String(refused.port)));
});

test('is seeded, keeps a journal without the credential, and is put back as it was', async () => {
  const seed = { users: [ada], groups: [{ displayName: 'Engineering', members: ['ada@example.com'] }] };
  await withServer({ seed }, async (server) => {
    const list = await (await ask(server, '/Groups')).json();
    expect(list).toMatchObject({ totalResults: 1, Resources: [{ members: [{ display: expect.any(String) }] }] });
    const [entry] = server.journal();
    expect(entry).toMatchObject({
      request: { method: 'GET', url: `${server.scim}/Groups` },
      response: { status: 200 },
    });
    expect(JSON.stringify(server.journal())).not.toContain(server.token);

    await ask(server, '/Users', {
      method: 'POST',
      body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'bob' }),
    });
    await server.reset();
    expect(server.journal()).toEqual([]);
    expect(await (await ask(server, '/Users')).json()).toMatchObject({ totalResults: 1 });
  });
});

test('gives links that lead through the very address that a client was configured with', async () => {
  await withServer({ seed: { users: [ada] } }, async (server) => {
    const { Resources } = await (await ask(server, '/Users')).json();
    expect(Resources[0].meta.location).toBe(`${server.scim}/Users/${Resources[0].id}`);
  });
});

test('lets faults happen, until they are taken back', async () => {
  await withServer({ faults: ['GET /Users 503 retry-after=2 times=1'] }, async (server) => {
    expect((await ask(server, '/Users')).status).toBe(503);
    expect((await ask(server, '/Users')).status).toBe(200);
    server.faults('GET /Users reset');
    await expect(ask(server, '/Users')).rejects.toThrow();
    server.faults();
    expect((await ask(server, '/Users')).status).toBe(200);
    expect(() => server.faults('nonsense')).toThrow(/fault/);
  });
});

test('holds its clock', async () => {
  await withServer({}, async (server) => {
    server.clock.set('2030-01-02T03:04:05.000Z');
    await server.seed({ users: [ada] });
    server.clock.advance(1000);
    const { Resources } = await (await ask(server, '/Users')).json();
    expect(Resources[0].meta.created).toBe('2030-01-02T03:04:05.000Z');
    expect(new Date(server.clock.now()).toISOString()).toBe('2030-01-02T03:04:06.000Z');
  });
});

test('comes back to a snapshot: ids, order, memberships and tokens', async () => {
  await withServer({ seed: { users: [ada], groups: [{ displayName: 'G', members: ['e1'] }] } }, async (server) => {
    const before = await (await ask(server, '/Groups')).json();
    server.snapshot('early');
    const { Resources } = await (await ask(server, '/Users')).json();
    expect((await ask(server, `/Users/${Resources[0].id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await (await ask(server, '/Groups')).json()).not.toEqual(before);
    await server.restore('early');
    expect(await (await ask(server, '/Groups')).json()).toEqual(before);
    await expect(server.restore('later')).rejects.toThrow('no snapshot is called "later"; there are: early');
  });
});

test('is played on by a provider, step by step', async () => {
  await withServer({}, async (server) => {
    const provider = okta({ target: server });
    await provider.hire({
      id: 'u1',
      userName: 'ada@example.com',
      givenName: 'Ada',
      familyName: 'Lovelace',
      email: 'ada@example.com',
    });
    await provider.terminate('u1');
    expect(await (await ask(server, '/Users')).json()).toMatchObject({
      Resources: [{ userName: 'ada@example.com', active: false }],
    });
    expect(await provider.verdict()).toMatchObject({ idp: 'okta', converged: true, silent: true });
    expect(provider.exchanges().length).toBeGreaterThan(2);
    expect(server.journal().map(({ request }) => request.method)).toContain('POST');
    await provider[Symbol.asyncDispose]();
  });
});

test('is controlled from outside, by whoever has the token', async () => {
  await withServer({}, async (server) => {
    const control = await startControl(server);
    const call = async (method: string, path: string, body?: object) => {
      const response = await fetch(`${control.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${server.token}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    };
    try {
      expect((await fetch(`${control.url}health`)).status).toBe(200);
      expect((await fetch(`${control.url}state`)).status).toBe(401);
      expect(await call('POST', 'seed', { users: [ada] })).toMatchObject({
        status: 200,
        body: { created: [{ userName: 'ada@example.com' }] },
      });
      expect(await call('GET', 'state')).toMatchObject({ body: { User: [{ userName: 'ada@example.com' }] } });
      expect(await call('PUT', 'snapshots/one')).toMatchObject({ body: { snapshots: ['one'] } });
      expect(await call('PUT', 'faults', { faults: ['GET /Users 500'] })).toMatchObject({ status: 200 });
      expect((await ask(server, '/Users')).status).toBe(500);
      expect(await call('GET', 'requests')).toMatchObject({ body: { requests: [{ response: { status: 500 } }] } });
      expect(await call('PUT', 'clock', { now: '2030-01-01T00:00:00Z' })).toMatchObject({
        body: { now: '2030-01-01T00:00:00.000Z' },
      });
      expect(await call('POST', 'reset')).toMatchObject({ status: 200 });
      expect(await call('GET', 'state')).toEqual({ status: 200, body: {} });
      expect(await call('POST', 'snapshots/one/restore')).toMatchObject({ status: 200 });
      expect(await call('GET', 'state')).toMatchObject({ body: { User: [{ externalId: 'e1' }] } });
      for (const [method, path, body] of [
        ['PUT', 'faults', { faults: ['nonsense'] }],
        ['PUT', 'faults', {}],
        ['PUT', 'clock', { now: 'soon' }],
        ['POST', 'seed', { users: [{ userName: '' }] }],
        ['POST', 'snapshots/two/restore', undefined],
      ] as const) {
        expect(await call(method, path, body)).toMatchObject({
          status: 400,
          body: { error: expect.stringMatching(/.{10}/) },
        });
      }
      expect(await call('GET', 'nothing')).toMatchObject({ status: 404 });
    } finally {
      await control.close();
    }
  });
});

test('answers in the place of a server, through MSW', async () => {
  const baseUrl = 'https://scim.example/scim/v2';
  const network = setupServer(...scimHandlers({ baseUrl, token: 'test-token' }));
  network.listen({ onUnhandledFrame: 'error' });
  try {
    const double = { scim: baseUrl, token: 'test-token' };
    const created = await ask(double, '/Users', {
      method: 'POST',
      body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], ...ada }),
    });
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toMatch(/^https:\/\/scim\.example\/scim\/v2\/Users\//);
    expect(await (await ask(double, '/Users?filter=externalId%20eq%20%22e1%22')).json()).toMatchObject({
      totalResults: 1,
    });
    expect((await ask({ ...double, token: 'other' }, '/Users')).status).toBe(401);
  } finally {
    network.close();
  }
});
