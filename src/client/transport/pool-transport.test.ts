import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createSecureServer as createHttp2Server, type Http2SecureServer } from 'node:http2';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { serve } from '@hono/node-server';
import { expect, test } from '@playwright/test';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { type Header, type RequestMessage, TransportError } from '#wire';
import { type PoolTransport, type PoolTransportOptions, poolTransport } from './pool-transport.ts';

/** A self-signed certificate for 127.0.0.1 and its key. */
const pem = readFileSync('fixtures/tls/loopback.pem', 'utf8');

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

async function seenBy(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  return { method: request.method, url: request.url, rawHeaders: request.rawHeaders, body };
}

/** Runs with a server on a free port, and ends both it and the transport. */
async function against<T>(
  server: Server | TcpServer | Http2SecureServer,
  use: (origin: string, transport: PoolTransport) => Promise<T>,
  options: PoolTransportOptions = {},
  scheme = 'http',
): Promise<T> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const transport = poolTransport(options);
  try {
    return await use(`${scheme}://127.0.0.1:${port}`, transport);
  } finally {
    await transport.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
  }
}

function answering(listener: RequestListener): Server {
  return createServer(listener);
}

function get(url: string, headers: readonly Header[] = []): RequestMessage {
  return { method: 'GET', url, headers };
}

/** Makes a message say where its framing stands, so that it goes over node:http and not over undici. */
const exact: readonly Header[] = [['Connection', 'keep-alive']];

const ways = [
  ['undici', []],
  ['node:http', exact],
] as const;

async function kindOf(sending: Promise<unknown>): Promise<string> {
  const error = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof TransportError ? error.kind : `no TransportError: ${String(error)}`;
}

test('sends header names in the order and case given, and adds only what HTTP needs', async () => {
  const seen: Seen[] = [];
  const server = answering(async (request, response) => {
    seen.push(await seenBy(request));
    response.end();
  });
  const headers: Header[] = [
    ['X-Zulu', 'last letter first'],
    ['content-TYPE', 'application/scim+json; charset=utf-8'],
    ['ADSCIMVersion', '5.0'],
    ['Authorization', 'Bearer t'],
    ['x-twice', '1'],
    ['X-Twice', '2'],
  ];

  await against(server, async (origin, transport) => {
    await transport({ method: 'PATCH', url: `${origin}/Users/1`, headers, body: '{"ä":1}' });

    expect(seen[0]?.body).toBe('{"ä":1}');
    expect(seen[0]?.rawHeaders).toEqual([
      ...['host', new URL(origin).host, 'connection', 'keep-alive'],
      ...headers.flat(),
      ...['content-length', '8'],
    ]);
  });
});

test('puts Host, Connection and Content-Length where a client has them that is known by its order', async () => {
  const seen: Seen[] = [];
  const server = answering(async (request, response) => {
    seen.push(await seenBy(request));
    response.end('{}');
  });

  await against(server, async (origin, transport) => {
    const headers: Header[] = [
      ['Accept', 'application/scim+json'],
      ['User-Agent', 'Some Client 1.0.0'],
      ['Authorization', 'Bearer t'],
      ['Host', new URL(origin).host],
      ['Connection', 'Keep-Alive'],
      ['Accept-Encoding', 'gzip,deflate'],
    ];
    await transport(get(`${origin}/Users`, headers));
    await transport({
      method: 'POST',
      url: `${origin}/Users`,
      headers: [['Content-Length', '2'], ...headers],
      body: '{}',
    });
    await transport({ method: 'PUT', url: `${origin}/Users`, headers, body: '{"ä":1}' });
    await transport({ method: 'POST', url: `${origin}/Users`, headers: [['Connection', 'close']] });

    expect(seen.map(({ rawHeaders }) => rawHeaders)).toEqual([
      headers.flat(),
      ['Content-Length', '2', ...headers.flat()],
      [...headers.flat(), 'content-length', '8'],
      ['host', new URL(origin).host, 'Connection', 'close', 'content-length', '0'],
    ]);
    expect(seen.map(({ body }) => body)).toEqual(['', '{}', '{"ä":1}', '']);
  });
});

test('adds no header of its own to a GET', async () => {
  const seen: Seen[] = [];
  const server = answering(async (request, response) => {
    seen.push(await seenBy(request));
    response.end();
  });

  await against(server, (origin, transport) => transport(get(`${origin}/Users`)));

  expect(seen[0]?.rawHeaders.filter((_, at) => at % 2 === 0)).toEqual(['host', 'connection']);
});

for (const target of [
  '/Users?filter=userName+eq+%22ada%22',
  '/Users?filter=emails%5btype+eq+%22work%22%5d',
  '/Users?filter=emails[type eq "work"]'.replaceAll(' ', '+'),
  '/Users?filter=a%20eq%20%22b%22&',
  '/Users/1?',
  '/Users/../Groups/./%7Eada/~ada',
  "/Users?q='{}|^`\\",
  '//Users',
  '/Users/%E2%82%AC',
]) {
  test(`sends the request target ${target} letter for letter`, async () => {
    const seen: Seen[] = [];
    const server = answering(async (request, response) => {
      seen.push(await seenBy(request));
      response.end();
    });

    await against(server, async (origin, transport) => {
      await transport(get(`${origin}${target}`));
      await transport(get(`${origin}${target}`, exact));
    });

    expect(seen.map(({ url }) => url)).toEqual([target, target]);
  });
}

test('refuses a URL with a raw space rather than mend it', async () => {
  await against(
    answering((_, response) => response.end()),
    async (origin, transport) => expect(await kindOf(transport(get(`${origin}/Users?filter=a eq b`)))).toBe('protocol'),
  );
});

test('hands on status, header lines and body as they came', async () => {
  const server = answering((_, response) => {
    response.writeHead(404, ['X-Upper-Case', 'ä'.normalize(), 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']);
    response.end('{"status":"404","detail":"\u00fcber \u{1f600}"}');
  });

  await against(server, async (origin, transport) => {
    const answer = await transport(get(`${origin}/Users/none`));

    expect(answer.status).toBe(404);
    expect(answer.headers.slice(0, 3)).toEqual([
      ['X-Upper-Case', 'ä'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ]);
    expect(answer.body).toBe('{"status":"404","detail":"über \u{1f600}"}');
  });
});

test('does not follow a redirect', async () => {
  const server = answering((_, response) => response.writeHead(307, { Location: '/elsewhere' }).end());

  await against(server, async (origin, transport) => expect((await transport(get(origin))).status).toBe(307));
});

for (const [name, encoding, compress] of [
  ['gzip', 'gzip', gzipSync],
  ['deflate', 'deflate', deflateSync],
  ['deflate without its header', 'deflate', deflateRawSync],
  ['br', 'br', brotliCompressSync],
  ['no compression', 'identity', (text: string) => text],
] as const) {
  test(`reads a body in ${name}`, async () => {
    const server = answering((_, response) => {
      response.setHeader('Content-Encoding', encoding);
      response.end(compress('{"a":"ä"}'));
    });

    await against(server, async (origin, transport) => {
      expect((await transport(get(origin, [['Accept-Encoding', 'gzip,deflate']]))).body).toBe('{"a":"ä"}');
    });
  });
}

test('undoes several encodings in the order opposite to theirs', async () => {
  const server = answering((_, response) => {
    response.setHeader('Content-Encoding', 'gzip, br');
    response.end(brotliCompressSync(gzipSync('{"a":"ä"}')));
  });

  await against(server, async (origin, transport) => expect((await transport(get(origin))).body).toBe('{"a":"ä"}'));
});

test('keeps a byte order mark, so that whoever reads the exchange sees it', async () => {
  const server = answering((_, response) => response.end('\uFEFF{}'));

  await against(server, async (origin, transport) => expect((await transport(get(origin))).body).toBe('\uFEFF{}'));
});

test('refuses a body that is not compressed as it says', async () => {
  const server = answering((_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('{}'));

  await against(server, async (origin, transport) => expect(await kindOf(transport(get(origin)))).toBe('protocol'));
});

test('refuses an answer over the limit, also when it is small only while compressed', async () => {
  const large = 'x'.repeat(100_000);
  const server = answering((request, response) => {
    if (request.url === '/plain') response.end(large);
    else response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(large));
  });

  await against(
    server,
    async (origin, transport) => {
      expect(await kindOf(transport(get(`${origin}/plain`)))).toBe('protocol');
      expect(await kindOf(transport(get(`${origin}/gzip`)))).toBe('protocol');
    },
    { maxResponseBytes: 10_000 },
  );
});

for (const [way, headers] of ways) {
  test(`tells apart why no answer came over ${way}`, async () => {
    const closed = await against(
      answering(() => {}),
      async (origin) => origin,
    );
    const transport = poolTransport({ timeoutMs: 5_000 });
    expect(await kindOf(transport(get(closed, headers)))).toBe('refused');
    expect(await kindOf(transport(get('ftp://127.0.0.1/', headers)))).toBe('protocol');
    await transport.close();

    const resetting = createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
    await against(resetting, async (origin, pool) => expect(await kindOf(pool(get(origin, headers)))).toBe('reset'));

    const closing = createTcpServer((socket) => socket.once('data', () => socket.end()));
    await against(closing, async (origin, pool) => expect(await kindOf(pool(get(origin, headers)))).toBe('reset'));

    const babbling = createTcpServer((socket) => socket.once('data', () => socket.end('SSH-2.0-babble\r\n\r\n')));
    await against(babbling, async (origin, pool) => expect(await kindOf(pool(get(origin, headers)))).toBe('protocol'));

    const shortBody = createTcpServer((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a"')),
    );
    await against(shortBody, async (origin, pool) => expect(await kindOf(pool(get(origin, headers)))).toBe('reset'));
  });

  test(`gives up after the timeout over ${way}, before the headers and in the middle of the body`, async () => {
    const silent = answering((request, response) => {
      if (request.url === '/body') response.writeHead(200).write('{');
    });

    await against(
      silent,
      async (origin, transport) => {
        expect(await kindOf(transport(get(`${origin}/headers`, headers)))).toBe('timeout');
        expect(await kindOf(transport(get(`${origin}/body`, headers)))).toBe('timeout');
      },
      { timeoutMs: 100 },
    );
  });
}

test('sends nothing to an address with a password in it', async () => {
  let requests = 0;
  const server = answering((_, response) => {
    requests += 1;
    response.end();
  });

  await against(server, async (origin, transport) => {
    expect(await kindOf(transport(get(origin.replace('//', '//ada:pw@'))))).toBe('protocol');
  });

  expect(requests).toBe(0);
});

test('sends nothing to another origin than the one it is for', async () => {
  let requests = 0;
  const server = answering((_, response) => {
    requests += 1;
    response.end();
  });

  await against(
    server,
    async (origin, transport) => expect(await kindOf(transport(get(`${origin}/Users`)))).toBe('protocol'),
    { origin: 'https://scim.example.com' },
  );

  expect(requests).toBe(0);
});

/** A server that answers the first request of a connection and, like one whose patience ends, closes on the second. */
function closingOnReuse(seen: string[]): TcpServer {
  return createTcpServer((socket) => {
    let count = 0;
    socket.on('error', () => {});
    socket.on('data', (data) => {
      count += 1;
      if (count > 1) {
        seen.push('closed');
        socket.destroy();
        return;
      }
      seen.push(data.toString().split(' ', 1).join(''));
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
    });
  });
}

for (const [way, headers] of ways) {
  test(`reads once more over ${way} when a kept-alive connection was closed under it`, async () => {
    const seen: string[] = [];

    await against(
      closingOnReuse(seen),
      async (origin, transport) => {
        await transport(get(origin, headers));
        expect((await transport(get(origin, headers))).body).toBe('{}');
      },
      { connections: 1 },
    );

    expect(seen).toEqual(['GET', 'closed', 'GET']);
  });

  for (const method of ['POST', 'PATCH', 'PUT', 'DELETE']) {
    test(`never sends a ${method} again over ${way}, for the target may have acted on it`, async () => {
      const seen: string[] = [];

      await against(
        closingOnReuse(seen),
        async (origin, transport) => {
          await transport(get(origin, headers));
          expect(await kindOf(transport({ method, url: origin, headers, body: '{}' }))).toBe('reset');
        },
        { connections: 1 },
      );

      expect(seen).toEqual(['GET', 'closed']);
    });
  }
}

test('answers what is under way before it closes', async () => {
  const server = answering((_, response) => setImmediate(() => response.end('{}')));

  await against(server, async (origin, transport) => {
    const answers = Promise.all(ways.map(([, headers]) => transport(get(origin, headers))));
    await transport.close();
    expect((await answers).map(({ body }) => body)).toEqual(['{}', '{}']);
  });
});

test('does not send a GET again that broke on a fresh connection', async () => {
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections += 1;
    socket.once('data', () => socket.destroy());
  });

  await against(server, async (origin, transport) => expect(await kindOf(transport(get(origin)))).toBe('reset'));

  expect(connections).toBe(1);
});

for (const [way, headers] of ways) {
  test(`trusts a certificate over ${way} that it knows no authority of only when told to`, async () => {
    const tls = () => createTlsServer({ key: pem, cert: pem }, (_, response) => response.end('{}'));
    const read = async (origin: string, pool: PoolTransport) => (await pool(get(origin, headers))).body;

    await against(tls(), async (origin, pool) => expect(await kindOf(read(origin, pool))).toBe('tls'), {}, 'https');
    for (const options of [{ insecure: true }, { caCert: pem }]) {
      await against(tls(), async (origin, pool) => expect(await read(origin, pool)).toBe('{}'), options, 'https');
    }
  });
}

test('speaks HTTP/1.1, which keeps the case of names, also to a server that offers HTTP/2', async () => {
  const seen: string[] = [];
  const server = createHttp2Server({ key: pem, cert: pem, allowHTTP1: true }, (request, response) => {
    seen.push(request.httpVersion);
    response.end('{}');
  });

  for (const [, headers] of ways) {
    await against(server, (origin, pool) => pool(get(origin, headers)), { insecure: true }, 'https');
  }

  expect(seen).toEqual(['1.1', '1.1']);
});

test('calls it tls when https meets a server that speaks http', async () => {
  await against(
    answering((_, response) => response.end()),
    async (origin, pool) => expect(await kindOf(pool(get(origin)))).toBe('tls'),
    {},
    'https',
  );
});

test('works with @hono/node-server and beside msw in the same process', async () => {
  const double = setupServer(http.get('http://double.test/Users', () => HttpResponse.json({ totalResults: 0 })));
  double.listen({ onUnhandledFrame: 'bypass' });
  const server = serve({
    fetch: async (request) =>
      new Response(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`),
    port: 0,
    hostname: '127.0.0.1',
    overrideGlobalObjects: false,
  });
  await new Promise<void>((done) => server.once('listening', done));
  const transport = poolTransport();
  const { port } = server.address() as AddressInfo;
  try {
    const sent = {
      method: 'POST',
      url: `http://127.0.0.1:${port}/Users`,
      headers: [['X-A', 'b']],
      body: '{}',
    } as const;
    expect((await transport(sent)).body).toBe('POST /Users {}');
    expect(await (await fetch('http://double.test/Users')).json()).toEqual({ totalResults: 0 });
    expect((await transport(sent)).body).toBe('POST /Users {}');
  } finally {
    await transport.close();
    double.close();
    await new Promise((done) => server.close(done));
  }
});
