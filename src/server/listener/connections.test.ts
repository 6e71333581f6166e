import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { urns } from '#scim';
import type { Answer } from '../http/answer.ts';
import type { Call } from '../http/call.ts';
import { callFromIncoming } from './incoming-call.ts';
import { type Listener, listen } from './listen.ts';
import { type RunningServer, startServer } from './start-server.ts';

async function running(body: (server: RunningServer) => Promise<void>): Promise<void> {
  const server = await startServer({ token: 'secret', maxBodyBytes: 1000 });
  try {
    await body(server);
  } finally {
    await server.close();
  }
}

const userNamed = (userName: string) => JSON.stringify({ schemas: [urns.user], userName });
const get = (path: string, ...headers: readonly string[]) =>
  [`GET /scim/v2${path} HTTP/1.1`, 'host: x', 'authorization: Bearer secret', ...headers, '', ''].join('\r\n');
const post = (body: string, ...headers: readonly string[]) =>
  [
    'POST /scim/v2/Users HTTP/1.1',
    'host: x',
    'authorization: Bearer secret',
    `content-length: ${body.length}`,
    ...headers,
    '',
    body,
  ].join('\r\n');

async function connected({ port }: { readonly port: number | string }): Promise<Socket> {
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** Everything that comes until the other side closes. */
async function whole(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    text += chunk;
  });
  await once(socket, 'close');
  return text;
}

async function answersTo(server: RunningServer, text: string, end = false): Promise<string> {
  const socket = await connected(new URL(server.scim));
  if (end) socket.end(text);
  else socket.write(text);
  return whole(socket);
}

const statusesIn = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
const errorIn = (text: string) => JSON.parse(text.slice(text.lastIndexOf('\r\n\r\n')));

test('answers the requests before it refuses the noise behind them', () =>
  running(async (server) => {
    const user = userNamed('ada');
    expect(statusesIn(await answersTo(server, `${post(user)}noise\r\n\r\n`))).toEqual(['201', '400']);
    expect(statusesIn(await answersTo(server, `${get('/Users')}${get('/Groups')}noise\r\n\r\n`))).toEqual([
      '200',
      '200',
      '400',
    ]);
    const closing = await answersTo(server, `${post(userNamed('bob'), 'connection: close')}noise`);
    expect(statusesIn(closing)).toEqual(['201']);
  }));

test('refuses a body that breaks HTTP in its turn, and once', () =>
  running(async (server) => {
    const broken = `${get('/Users')}${post('', 'transfer-encoding: chunked').replace('content-length: 0\r\n', '')}no chunk\r\n`;
    const answers = await answersTo(server, broken);
    expect(statusesIn(answers)).toEqual(['200', '400']);
    expect(errorIn(answers)).toMatchObject({ schemas: [urns.error], status: '400', scimType: 'invalidSyntax' });
    for (const half of [post(userNamed('eve')).slice(0, -1), post(userNamed('eve')).replace('h: 7', 'h: 9')]) {
      const short = await answersTo(server, half, true);
      expect([statusesIn(short), errorIn(short).detail]).toEqual([
        ['400'],
        'the connection ended before the request did',
      ]);
    }
    const tooMuch = `${post('').replace('content-length: 0', 'content-length: 5000')}{`;
    expect(statusesIn(await answersTo(server, tooMuch, true))).toEqual(['413']);
    const list = await fetch(`${server.scim}/Users`, { headers: { authorization: 'Bearer secret' } });
    expect(await list.json()).toMatchObject({ totalResults: 0 });
  }));

test('asks for a body that waits only when it reads it', () =>
  running(async (server) => {
    const waiting = (text: string) => text.replace('host: x', 'host: x\r\nexpect: 100-continue');
    const user = waiting(post(userNamed('ada'), 'connection: close'));
    expect(statusesIn(await answersTo(server, user))).toEqual(['100', '201']);
    const long = user.replace(/content-length: \d+/, 'content-length: 5000');
    for (const [head, status] of [
      [user.replace('Bearer secret', 'Bearer wrong'), '401'],
      [user.replace('POST', 'PUT'), '405'],
      [user.replace('host: x', 'host: x\r\ncontent-type: text/html'), '415'],
      [long, '413'],
      [user.replace('100-continue', '200-ok'), '417'],
    ] as const) {
      const answer = await answersTo(server, head.slice(0, head.indexOf('{')).replace('connection: close\r\n', ''));
      expect([statusesIn(answer), errorIn(answer).status]).toEqual([[status], status]);
    }
    // The connection of one whose body was read goes on.
    const two = waiting(post(userNamed('bob'))) + get('/Users', 'connection: close');
    expect(statusesIn(await answersTo(server, two))).toEqual(['100', '201', '200']);
  }));

test('refuses an HTTP/1.1 request without a Host with a SCIM error, and takes one of HTTP/1.0', () =>
  running(async (server) => {
    const bare = get('/Users', 'connection: close').replace('host: x\r\n', '');
    const refused = await answersTo(server, bare);
    expect([statusesIn(refused), errorIn(refused).schemas]).toEqual([['400'], [urns.error]]);
    expect(statusesIn(await answersTo(server, bare.replace('1.1', '1.0')))).toEqual(['200']);
  }));

test('answers OPTIONS for the server as a whole', () =>
  running(async (server) => {
    expect(await answersTo(server, 'OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 204 /,
    );
  }));

test('answers what has reached it before it closes', async () => {
  const server = await startServer({ token: 'secret' });
  const sockets = await Promise.all(Array.from({ length: 20 }, () => connected(new URL(server.scim))));
  for (const [at, socket] of sockets.entries()) socket.write(post(userNamed(`user ${at}`)));
  const answers = sockets.map(whole);
  await server.close();
  for (const answer of await Promise.all(answers)) {
    expect(statusesIn(answer)).toEqual(['201']);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
  }
});

test('answers what comes in its time of grace, with a word that it closes', async () => {
  const server = await startServer({ token: 'secret', graceMs: 20_000 });
  const [kept, fresh] = await Promise.all([connected(new URL(server.scim)), connected(new URL(server.scim))]);
  kept.write(get('/Users'));
  await once(kept, 'readable');
  const answers = [kept, fresh].map(whole);
  const closing = server.close();
  await new Promise((resolve) => setTimeout(resolve));
  kept.write(post(userNamed('ada')));
  fresh.write(post(userNamed('bob')));
  expect((await Promise.all(answers)).map(statusesIn)).toEqual([['200', '201'], ['201']]);
  await closing;
});

test('closes connections that ask for nothing, and soon those that it refused', async () => {
  const server = await startServer({ token: 'secret' });
  const [silent, halfway, refused] = await Promise.all(
    Array.from({ length: 3 }, () => connected(new URL(server.scim))),
  );
  const ends = [silent, halfway, refused].map((socket) => socket && once(socket, 'close'));
  halfway?.write('GET /scim');
  refused?.write('noise\r\n\r\n');
  for (const socket of [silent, halfway, refused]) socket?.resume();
  await server.close();
  await Promise.all(ends);
});

/** A listener whose every answer is this long. */
function answering(length: number): Promise<Listener> {
  const answer = async (_: Call): Promise<Answer> => ({ status: 200, headers: {}, body: 'x'.repeat(length) });
  return listen({ basePath: '/scim/v2', answer });
}

test('cuts off no answer that a slow client still reads when it closes', async () => {
  const length = 20_000_000;
  const server = await answering(length);
  const socket = await connected(server);
  socket.write(get('/Users'));
  await once(socket, 'readable');
  const closing = server.close();
  const answer = await whole(socket);
  expect(answer.length - answer.indexOf('\r\n\r\n') - 4).toBe(length);
  await closing;
});

test('tells whoever reads a body late that it broke off before', async () => {
  const broken = Promise.withResolvers<Call>();
  const server = createServer((incoming) => {
    const call = callFromIncoming(incoming, 'http://x');
    incoming.once('close', () => broken.resolve(call));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const socket = await connected(typeof address === 'object' && address !== null ? address : { port: 0 });
  socket.write(post(userNamed('ada')).slice(0, -1));
  await once(server, 'request');
  socket.resetAndDestroy();
  await expect((await broken.promise).text(1000)).rejects.toThrow('the connection ended before the body did');
  server.close();
});
