import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { transportError } from '#client';
import type { Exchange, Failure, Header } from '#wire';
import { captured, headersOf } from './captured.ts';
import { goneAnswer } from './gone-answer.ts';
import { type Upstream, type UpstreamOptions, upstreams } from './upstream.ts';

export interface ProxyOptions extends UpstreamOptions {
  /** The base URL of the target. */
  readonly target: string;
  /** 0, the default, is any free one. */
  readonly port?: number | undefined;
  /** Default 127.0.0.1. */
  readonly host?: string | undefined;
  /**
   * What the target reads in `Host`: what the client wrote (`keep`), or its own name (`target`), which a target on the
   * network needs. Default: `keep` where the target is on this machine.
   */
  readonly hostHeader?: 'keep' | 'target' | undefined;
  /** Told of each exchange when it has ended. Nothing is masked. */
  readonly onExchange: (exchange: Exchange) => void;
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
}

export interface Proxy {
  /** What the client is configured with: the target's base URL, with the proxy's origin. */
  readonly url: string;
  readonly port: number;
  /** Takes no more connections, and ends those that there are. */
  readonly close: () => Promise<void>;
}

/**
 * A reverse proxy that passes everything on as it comes, letter for letter and while it still comes, and tells what
 * passed. It outlives the faults of both sides: where the target cannot be reached, the client is answered 502.
 * @throws the error of node:net when the port cannot be had
 */
export async function startProxy(options: ProxyOptions): Promise<Proxy> {
  const { origin, host: targetHost, hostname, pathname } = new URL(options.target);
  const keepsHost = (options.hostHeader ?? (isLoopback(hostname) ? 'keep' : 'target')) === 'keep';
  const open = upstreams(origin, options);
  const ways = new WeakMap<Socket, Upstream>();
  const now = options.now ?? Date.now;
  let count = 0;

  const passOn = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    count += 1;
    const way = ways.get(incoming.socket) ?? open();
    ways.set(incoming.socket, way);
    const passage: Passage = {
      id: `x${count}`,
      url: `${origin}${incoming.url ?? '/'}`,
      rawHeaders: keepsHost ? incoming.rawHeaders : withHost(incoming.rawHeaders, targetHost),
      startedMs: now(),
      now,
      way,
      target: options.target,
      tell: options.onExchange,
    };
    pass(incoming, outgoing, passage);
  };

  const server = createServer(
    { requireHostHeader: false, keepAliveTimeout: 0, requestTimeout: 0, maxHeaderSize: 256 * 1024 },
    passOn,
  );
  server.timeout = 0;
  server.on('checkContinue', passOn);
  server.on('connection', (socket) => {
    socket.once('close', () => ways.get(socket)?.close());
  });
  const port = await listening(server, options.port ?? 0, options.host ?? '127.0.0.1');
  const shown = (options.host ?? '127.0.0.1').includes(':') ? `[${options.host}]` : (options.host ?? '127.0.0.1');
  return {
    url: `http://${shown}:${port}${pathname.replace(/\/+$/, '')}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Passage {
  readonly id: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly startedMs: number;
  readonly now: () => number;
  readonly way: Upstream;
  readonly target: string;
  readonly tell: (exchange: Exchange) => void;
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, passage: Passage): void {
  const sent = captured();
  const came = captured();
  let answer: IncomingMessage | undefined;
  let isOver = false;

  const over = (failure?: Failure): void => {
    if (isOver) return;
    isOver = true;
    passage.tell(
      exchangeOf(
        passage,
        incoming,
        sent.text(headersOf(incoming.rawHeaders)),
        answer,
        answer && came.text(headersOf(answer.rawHeaders)),
        failure,
      ),
    );
  };

  const request = passage.way.begin({
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    rawHeaders: passage.rawHeaders,
  });
  request.on('continue', () => outgoing.writeContinue());
  request.on('response', (response) => {
    answer = response;
    headOf(response, outgoing);
    response.on('data', came.add);
    response.pipe(outgoing);
    response.on('end', () => {
      outgoing.addTrailers(headersOf(response.rawTrailers).map(([name, value]): [string, string] => [name, value]));
      over();
    });
    response.on('error', () => undefined);
    response.on('close', () => {
      if (response.complete) return;
      over({ kind: 'reset', message: 'the target broke its answer off' });
      // The client gets to see what the target did: an answer that breaks off.
      incoming.socket.destroy();
    });
  });
  request.on('error', (error) => {
    const failure = transportError(error);
    over({ kind: failure.kind, message: failure.message });
    if (outgoing.headersSent || incoming.socket.destroyed) incoming.socket.destroy();
    else goneAnswer(outgoing, passage.target, failure);
  });
  outgoing.on('close', () => {
    if (outgoing.writableFinished || isOver) return;
    over({ kind: 'aborted', message: 'the client went away' });
    request.destroy();
  });
  incoming.on('data', sent.add);
  incoming.on('error', () => undefined);
  incoming.pipe(request);
}

/** Status line and headers as they came. Node would add a date, and say what it does with the connection. */
function headOf(response: IncomingMessage, outgoing: ServerResponse): void {
  outgoing.sendDate = false;
  const named = new Set(headersOf(response.rawHeaders).map(([name]) => name.toLowerCase()));
  for (const name of ['connection', 'transfer-encoding', 'content-length'])
    if (!named.has(name)) outgoing.removeHeader(name);
  outgoing.writeHead(response.statusCode ?? 502, response.statusMessage ?? '', [...response.rawHeaders]);
}

function exchangeOf(
  passage: Passage,
  incoming: IncomingMessage,
  sent: string,
  answer: IncomingMessage | undefined,
  came: string | undefined,
  failure: Failure | undefined,
): Exchange {
  const headers: readonly Header[] = headersOf(incoming.rawHeaders);
  const hasBody = sent !== '' || ['POST', 'PUT', 'PATCH'].includes(incoming.method ?? '');
  return {
    id: passage.id,
    request: { method: incoming.method ?? 'GET', url: passage.url, headers, ...(hasBody ? { body: sent } : {}) },
    response:
      answer === undefined
        ? null
        : { status: answer.statusCode ?? 0, headers: headersOf(answer.rawHeaders), body: came ?? '' },
    ...(failure === undefined ? {} : { failure }),
    startedAt: new Date(passage.startedMs).toISOString(),
    durationMs: Math.max(0, passage.now() - passage.startedMs),
  };
}

function withHost(rawHeaders: readonly string[], host: string): readonly string[] {
  return rawHeaders.map((text, at) => (at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host' ? host : text));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function listening(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address: string | AddressInfo | null = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
