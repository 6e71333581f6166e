import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { Pool } from 'undici';
import { urns } from '#scim';
import { memoryStore } from '../store/memory-store.ts';
import { ListenError } from './listen-error.ts';
import { type RunningServer, type StartOptions, startServer } from './start-server.ts';

async function running(options: StartOptions, body: (server: RunningServer) => Promise<void>): Promise<void> {
  const server = await startServer({ token: 'secret', passwordIterations: 10, ...options });
  try {
    await body(server);
  } finally {
    await server.close();
  }
}

const headers = { authorization: 'Bearer secret', 'content-type': 'application/scim+json' };
const userNamed = (userName: string) => JSON.stringify({ schemas: [urns.user], userName });

/** Sends bytes as they are and gives back everything that comes until the server closes; `end` says that no more will come. */
function raw(server: RunningServer, text: string, end?: 'end'): Promise<string> {
  const { hostname, port } = new URL(server.scim);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => (end === undefined ? socket.write(text) : socket.end(text)));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

test('serves over a socket what it serves in process', () =>
  running({}, async ({ scim }) => {
    const created = await fetch(`${scim}/Users`, { method: 'POST', headers, body: userNamed('ada ✓') });
    const user = await created.json();
    expect([created.status, user.userName, user.meta.location]).toEqual([201, 'ada ✓', `${scim}/Users/${user.id}`]);
    const read = await fetch(user.meta.location, { headers });
    expect(await read.json()).toEqual(user);
    expect(read.headers.get('x-request-id')).toMatch(/\w/);
    const head = await fetch(user.meta.location, { method: 'HEAD', headers });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect((await fetch(user.meta.location, { headers: { ...headers, 'if-none-match': 'W/"1"' } })).status).toBe(304);
    expect((await fetch(user.meta.location, { method: 'DELETE', headers })).status).toBe(204);
    expect((await fetch(scim, { method: 'OPTIONS' })).status).toBe(204);
  }));

test('refuses a body over the limit, told in advance or not, and goes on with the connection', () =>
  running({ maxBodyBytes: 1000 }, async ({ scim }) => {
    const pool = new Pool(new URL(scim).origin, { connections: 1 });
    const post = (body: string | Buffer[]) =>
      pool.request({ method: 'POST', path: '/scim/v2/Users', headers, body: body as string });
    const stream = (async function* () {
      for (let at = 0; at < 50; at += 1) yield Buffer.alloc(1000, 32);
    })();
    for (const body of [`"${'x'.repeat(100_000)}"`, stream as never]) {
      const { statusCode, body: answer } = await post(body);
      expect([statusCode, ((await answer.json()) as { status: string }).status]).toEqual([413, '413']);
    }
    const fine = await post(userNamed('ada'));
    expect(fine.statusCode).toBe(201);
    await fine.body.dump();
    await pool.close();
  }));

test('answers what is no HTTP with a SCIM error, not with silence', () =>
  running({}, async (server) => {
    const answer = await raw(server, 'this is no request\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ schemas: [urns.error], status: '400' });
    const long = await raw(server, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(100_000)}\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1\.1 431 /);
  }));

test('outlives any bytes that come instead of a request, or as one', () =>
  running({}, async (server) => {
    const head = (line: string, more: string) =>
      `${line}\r\nhost: x\r\nauthorization: Bearer secret\r\n${more}\r\n\r\n`;
    const line = fc.constantFrom(
      'GET /scim/v2/Users HTTP/1.1',
      'POST /scim/v2/Users HTTP/1.1',
      'GET * HTTP/1.1',
      'GET /scim/v2/%00 HTTP/1.0',
    );
    const more = fc.constantFrom(
      'connection: close',
      'content-length: 5\r\nconnection: close',
      'transfer-encoding: chunked',
      'content-length: -1',
      'expect: 100-continue\r\ncontent-length: 2',
      'upgrade: h2c\r\nconnection: upgrade',
    );
    const bytes = fc.oneof(
      fc
        .tuple(line, more, fc.string({ unit: 'binary', maxLength: 40 }))
        .map(([first, rest, body]) => head(first, rest) + body),
      fc.tuple(line, fc.string({ unit: 'binary', maxLength: 40 })).map(([first, noise]) => head(first + noise, noise)),
      fc.string({ unit: 'binary', maxLength: 80 }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (text) => {
        const answer = await raw(server, text, 'end');
        for (const [, status = ''] of answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)) expect(Number(status)).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
    expect((await fetch(`${server.scim}/Users`, { headers })).status).toBe(200);
  }));

test('repeats no host in its URLs that is none, and reads absolute request targets', () =>
  running({}, async (server) => {
    const request = (target: string, host: string) =>
      raw(
        server,
        `GET ${target} HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer secret\r\nconnection: close\r\n\r\n`,
      );
    const origin = new URL(server.scim).origin;
    for (const [host, shown] of [
      ['idp.example:81', 'http://idp.example:81'],
      ['evil.example/"><script>', origin],
      ['a b', origin],
    ] as const) {
      expect(await request('/scim/v2/ServiceProviderConfig', host)).toContain(
        `"location":"${shown}/scim/v2/ServiceProviderConfig"`,
      );
    }
    expect(await request('http://other.example/scim/v2/Users?count=0', 'x')).toContain('"totalResults":0');
    for (const [target, shown] of [
      ['http://idp.example:81', 'http://idp.example:81'],
      ['https://idp.example', 'https://idp.example'],
      ['http://name:secret@idp.example', origin],
    ] as const) {
      expect(await request(`${target}/scim/v2/ServiceProviderConfig`, 'x')).toContain(`"location":"${shown}/scim/v2/`);
    }
    expect(await request('/scim/v2/Users/../Users', 'x')).toMatch(/^HTTP\/1\.1 404 /);
    expect(await request('/scim/v2\\Users', 'x')).toMatch(/^HTTP\/1\.1 404 /);
  }));

test('says that a port is taken, so that a command line can say it too', () =>
  running({}, async ({ scim }) => {
    const port = Number(new URL(scim).port);
    await expect(startServer({ port })).rejects.toThrow(ListenError);
    await expect(startServer({ port })).rejects.toThrow(`cannot listen on 127.0.0.1:${port}: the port is in use`);
    await expect(startServer({ host: '192.0.2.1' })).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
  }));

test('answers what is in flight before it closes, and nothing afterwards', async () => {
  const store = memoryStore();
  const read = store.read;
  let arrived = () => {};
  let release = () => {};
  const waiting = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = await startServer({ token: 'secret', store });
  await (await fetch(`${server.scim}/Users`, { headers })).text();
  store.read = async (work) => {
    arrived();
    await gate;
    return read(work);
  };
  const inFlight = fetch(`${server.scim}/Users`, { headers });
  await waiting;
  const closing = server.close();
  release();
  expect((await inFlight).status).toBe(200);
  await closing;
  await expect(fetch(`${server.scim}/Users`, { headers })).rejects.toThrow();
});

test('forgets everything on reset, and the token stays good', () =>
  running({}, async ({ scim, reset }) => {
    const post = () => fetch(`${scim}/Users`, { method: 'POST', headers, body: userNamed('ada') });
    expect([(await post()).status, (await post()).status]).toEqual([201, 409]);
    await reset();
    expect((await post()).status).toBe(201);
  }));

test('makes a token of its own when none is given', async () => {
  const server = await startServer();
  expect((await fetch(`${server.scim}/Users`, { headers: { authorization: `Bearer ${server.token}` } })).status).toBe(
    200,
  );
  expect((await fetch(`${server.scim}/Users`, { headers })).status).toBe(401);
  await server.close();
});

test('leaves Request and Response alone, so that undici and MSW work beside it', async () => {
  const before = [globalThis.Request, globalThis.Response, globalThis.Headers, globalThis.fetch];
  const elsewhere = (request: Request) => new Response(`console at ${new URL(request.url).pathname}`);
  await running({ elsewhere }, async ({ scim }) => {
    const console = await fetch(new URL('/page', scim));
    expect([console.status, await console.text()]).toEqual([200, 'console at /page']);
    expect((await fetch(`${scim}/Users`, { headers })).status).toBe(200);
    expect([globalThis.Request, globalThis.Response, globalThis.Headers, globalThis.fetch]).toEqual(before);

    const mocked = setupServer(http.get('https://mocked.example/Users', () => HttpResponse.json({ mocked: true })));
    mocked.listen({ onUnhandledFrame: 'bypass' });
    try {
      expect(await (await fetch('https://mocked.example/Users')).json()).toEqual({ mocked: true });
      expect((await fetch(`${scim}/Users`, { headers })).status).toBe(200);
    } finally {
      mocked.close();
    }
    const pool = new Pool(new URL(scim).origin);
    const answer = await pool.request({ method: 'GET', path: '/scim/v2/Users', headers });
    expect([answer.statusCode, ((await answer.body.json()) as { totalResults: number }).totalResults]).toEqual([
      200, 0,
    ]);
    await pool.close();
  });
});
