import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from '@playwright/test';
import { type Exchange, exchangesFrom, parseFault } from '#wire';
import { harFile } from './har-file.ts';
import { type ProxyOptions, type RecordingProxy, startProxy } from './proxy.ts';

/** How many exchanges pass; the acceptance of the recorder is 5,000. */
const many = Number(process.env.SCIMULATE_PROXY_EXCHANGES ?? 600);

/** A target of bare bytes: it keeps each request as it came, and answers with bytes that are drawn beforehand. */
async function bareTarget(answerTo: (request: string, count: number) => string | undefined) {
  const came: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let buffer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      buffer += chunk;
      for (let end = endOf(buffer); end >= 0; end = endOf(buffer)) {
        const request = buffer.slice(0, end);
        buffer = buffer.slice(end);
        came.push(request);
        const answer = answerTo(request, came.length);
        if (answer === undefined) socket.destroy();
        else socket.write(answer, 'latin1');
      }
    });
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    came,
    url: `http://127.0.0.1:${port}/scim/v2`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function endOf(buffer: string): number {
  const head = buffer.indexOf('\r\n\r\n');
  if (head < 0) return -1;
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(buffer.slice(0, head))?.[1] ?? 0);
  return buffer.length >= head + 4 + length ? head + 4 + length : -1;
}

/** A client of bare bytes over one kept-alive connection. */
async function bareClient(port: number) {
  const socket = connect(port, '127.0.0.1');
  socket.setEncoding('latin1');
  socket.on('error', () => undefined);
  let buffer = '';
  let wake = () => {};
  socket.on('data', (chunk) => {
    buffer += chunk;
    wake();
  });
  socket.on('close', () => wake());
  await once(socket, 'connect');
  return {
    socket,
    /** The whole answer, or what came before the connection ended. */
    ask: async (request: string): Promise<string> => {
      socket.write(request, 'latin1');
      while (endOf(buffer) < 0 && !socket.destroyed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const end = endOf(buffer) < 0 ? buffer.length : endOf(buffer);
      const answer = buffer.slice(0, end);
      buffer = buffer.slice(end);
      return answer;
    },
  };
}

const names = [
  'User-Agent',
  'user-agent',
  'X-ODD-case',
  'accept',
  'ACCEPT',
  'Authorization',
  'adscimversion',
  'Connection',
  'X-Twice',
  'X-Twice',
];

/** The n-th request of a series that has all methods, header orders and bodies. */
function requestOf(count: number, port: number): string {
  const method = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'][count % 5] ?? 'GET';
  const body = ['POST', 'PUT', 'PATCH'].includes(method)
    ? `{"n":${count}, "t":"\\u00e4${'x'.repeat(count % 97)}"}`
    : '';
  const order = [...names.slice(count % names.length), ...names.slice(0, count % names.length)];
  const lines = order.map(
    (name, at) => `${name}: ${name.toLowerCase() === 'connection' ? 'keep-alive' : `v${count}-${at}`}`,
  );
  const framing = body === '' ? [] : [`${count % 2 === 0 ? 'Content-Length' : 'content-length'}: ${body.length}`];
  lines.splice(count % (lines.length + 1), 0, `Host: 127.0.0.1:${port}`, ...framing);
  return `${method} /scim/v2/Users/${count}?filter=userName+eq+%22a%2bb%22&x=%c3%a4 HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

function answerOf(count: number): string {
  const body = count % 5 === 4 ? '' : `{"id":"${count}","b":"${'y'.repeat(count % 211)}"}`;
  const status = body === '' ? '204 No Content' : count % 7 === 0 ? '404 Odd Phrase' : '200 OK';
  const framing = body === '' ? [] : [`Content-Length: ${body.length}`];
  const lines = [
    'X-Late: 1',
    ...framing,
    'content-TYPE: application/scim+json',
    'ETag: W/"1"',
    'Set-Cookie: a=1',
    'Set-Cookie: b=2',
  ];
  return `HTTP/1.1 ${status}\r\n${[...lines.slice(count % 5), ...lines.slice(0, count % 5)].join('\r\n')}\r\n\r\n${body}`;
}

async function proxyTo(
  target: string,
  options: Partial<ProxyOptions> = {},
): Promise<{ proxy: RecordingProxy; exchanges: Exchange[] }> {
  const exchanges: Exchange[] = [];
  const proxy = await startProxy({ target, onExchange: (exchange) => exchanges.push(exchange), ...options });
  return { proxy, exchanges };
}

test('passes every byte on as it came, both ways', async () => {
  test.setTimeout(120_000);
  const target = await bareTarget((_request, count) => answerOf(count - 1));
  const { proxy, exchanges } = await proxyTo(target.url);
  const client = await bareClient(proxy.port);

  const wrong: number[] = [];
  for (let count = 0; count < many; count += 1) {
    const request = requestOf(count, proxy.port);
    const answer = await client.ask(request);
    if (answer !== answerOf(count) || target.came.at(-1) !== request) wrong.push(count);
  }

  expect(wrong).toEqual([]);
  expect(exchanges).toHaveLength(many);
  expect(exchanges[1]?.request.headers[0]).toEqual(['user-agent', 'v1-0']);
  client.socket.destroy();
  await proxy.close();
  target.close();
});

test('writes the name of a target on the network into Host, where Host stands', async () => {
  const target = await bareTarget((_request, count) => answerOf(count - 1));
  const { proxy } = await proxyTo(target.url, { hostHeader: 'target' });
  const client = await bareClient(proxy.port);

  await client.ask('GET /scim/v2/Users HTTP/1.1\r\nx-a: 1\r\nHOST: somewhere\r\nx-b: 2\r\n\r\n');

  const { host } = new URL(target.url);
  expect(target.came).toEqual([`GET /scim/v2/Users HTTP/1.1\r\nx-a: 1\r\nHOST: ${host}\r\nx-b: 2\r\n\r\n`]);
  client.socket.destroy();
  await proxy.close();
  target.close();
});

test('answers 502 and says why when the target is gone, and goes on when it is back', async () => {
  const target = await bareTarget((_request, count) => answerOf(count));
  const { port } = new URL(target.url);
  target.close();
  const { proxy, exchanges } = await proxyTo(`http://127.0.0.1:${port}/scim/v2`);
  const client = await bareClient(proxy.port);

  const answer = await client.ask('GET /scim/v2/Users HTTP/1.1\r\nHost: x\r\n\r\n');

  expect(answer).toContain('HTTP/1.1 502');
  expect(answer).toContain('nothing listens there');
  expect(exchanges).toMatchObject([{ response: null, failure: { kind: 'refused' } }]);
  client.socket.destroy();
  await proxy.close();
});

test('lets the client see an answer that breaks off, and keeps what came of it', async () => {
  const target = await bareTarget(() => undefined);
  const half = await bareTarget(() => 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"id":');
  const { proxy, exchanges } = await proxyTo(half.url);
  const client = await bareClient(proxy.port);
  const asked = client.ask('GET /scim/v2/Users/1 HTTP/1.1\r\nHost: x\r\n\r\n');
  await expect.poll(() => half.came.length).toBe(1);
  half.close();

  expect(await asked).toContain('{"id":');
  expect(client.socket.destroyed).toBe(true);
  await expect.poll(() => exchanges.length).toBe(1);
  expect(exchanges).toMatchObject([{ response: { status: 200, body: '{"id":' }, failure: { kind: 'reset' } }]);
  await proxy.close();
  target.close();
});

test('lets go of the target when the client goes away', async () => {
  const target = await bareTarget(() => '');
  const { proxy, exchanges } = await proxyTo(target.url);
  const client = await bareClient(proxy.port);
  const asked = client.ask('GET /scim/v2/Users/1 HTTP/1.1\r\nHost: x\r\n\r\n');
  await expect.poll(() => target.came.length).toBe(1);
  client.socket.destroy();
  await asked;

  await expect.poll(() => exchanges.length).toBe(1);
  expect(exchanges).toMatchObject([{ response: null, failure: { kind: 'aborted' } }]);
  await proxy.close();
  target.close();
});

test('reaches a target over TLS by its authority, or by any certificate, and says so when it cannot', async () => {
  const pem = readFileSync(new URL('../../../fixtures/tls/loopback.pem', import.meta.url), 'utf8');
  const target = createTlsServer({ key: pem, cert: pem }, (_, response) => response.end('{}'));
  target.listen(0, '127.0.0.1');
  await once(target, 'listening');
  const url = `https://127.0.0.1:${(target.address() as AddressInfo).port}/scim/v2`;
  const seen: number[] = [];
  for (const options of [{}, { caCert: pem }, { insecure: true }]) {
    const { proxy } = await proxyTo(url, options);
    seen.push((await fetch(`${proxy.url}/Users`)).status);
    await proxy.close();
  }
  expect(seen).toEqual([502, 200, 200]);
  target.close();
});

test('the archive is whole after every exchange', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'scimulate-har-')), 'r.har');
  const file = harFile(path, { name: 'test', version: '1' });
  expect(exchangesFrom(JSON.parse(readFileSync(path, 'utf8')))).toEqual([]);
  const target = await bareTarget((_request, count) => answerOf(count));
  const { proxy } = await proxyTo(target.url, { onExchange: file.add });
  const client = await bareClient(proxy.port);

  for (let count = 1; count <= 5; count += 1) {
    await client.ask(requestOf(count, proxy.port));
    expect(exchangesFrom(JSON.parse(readFileSync(path, 'utf8')))).toHaveLength(count);
  }

  expect(() => harFile(path, { name: 'test', version: '1' })).toThrow(/EEXIST/);
  client.socket.destroy();
  await proxy.close();
  target.close();
  file.close();
});

for (const [framing, answer] of [
  ['a length', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'],
  ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'],
  ['nothing', 'HTTP/1.1 204 No Content\r\n\r\n'],
  ['a fault', ''],
] as const) {
  test(`nobody has an answer before the record has it, where ${framing} ends it`, async () => {
    const target = await bareTarget(() => answer);
    const flag = new Int32Array(new SharedArrayBuffer(4));
    let waited = '';
    const { proxy } = await proxyTo(target.url, {
      faults: answer === '' ? [parseFault('GET /Users 503')] : [],
      // While this thread is held here, the client in the other one has time to read what was sent.
      onExchange: () => (waited = Atomics.wait(flag, 0, 0, 150)),
    });
    const client = new Worker(
      `const { workerData: { url, flag } } = require('node:worker_threads');
       fetch(url).then((answer) => answer.text()).then(() => { Atomics.store(flag, 0, 1); Atomics.notify(flag, 0); });`,
      { eval: true, workerData: { url: `${proxy.url}/Users`, flag } },
    );
    await once(client, 'exit');

    expect(waited).toBe('timed-out');
    expect(flag[0]).toBe(1);
    await proxy.close();
    target.close();
  });
}

for (const [fault, seen, reached] of [
  ['GET /Users/* 429 retry-after=2 times=1', 'HTTP/1.1 429', 0],
  ['* /Users/* reset times=1', '', 0],
  ['* /Users/* lost times=1', '', 1],
  ['* /Users/* truncated bytes=4 times=1', '{"id', 1],
  ['* /Users/* twice times=1', 'HTTP/1.1 200 OK', 2],
  ['* /Users/* html times=1', '<!doctype html>', 0],
  ['* /Users/* slow ms=30 times=1', '"id":"1"', 1],
  ['* /Users/* delay ms=5 times=1', 'HTTP/1.1 200 OK', 1],
] as const) {
  test(`on the wire, ${fault} is what it says`, async () => {
    const target = await bareTarget(() => answerOf(1));
    const { proxy, exchanges } = await proxyTo(target.url, { faults: [parseFault(fault)] });
    const client = await bareClient(proxy.port);

    const answer = await client.ask('GET /scim/v2/Users/1 HTTP/1.1\r\nHost: x\r\n\r\n');

    expect(answer).toContain(seen);
    expect(answer === '').toBe(seen === '');
    expect(target.came).toHaveLength(reached);
    await expect.poll(() => exchanges.length).toBe(1);
    client.socket.destroy();
    await proxy.close();
    target.close();
  });
}

test('a stale read shows what was there before the write, and then what is there', async () => {
  let now = 0;
  let name = 'old';
  const target = await bareTarget((request) => {
    if (request.startsWith('PUT')) name = 'new';
    const body = `{"id":"1","userName":"${name}"}`;
    return `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  });
  const { proxy } = await proxyTo(target.url, { faults: [parseFault('GET /Users/* stale ms=500')], now: () => now });
  const client = await bareClient(proxy.port);
  const read = async () =>
    /"userName":"(\w+)"/.exec(await client.ask('GET /scim/v2/Users/1 HTTP/1.1\r\nHost: x\r\n\r\n'))?.[1];

  const seen = [await read()];
  await client.ask('PUT /scim/v2/Users/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}');
  seen.push(await read());
  now = 1000;
  seen.push(await read());

  expect(seen).toEqual(['old', 'old', 'new']);
  client.socket.destroy();
  await proxy.close();
  target.close();
});
