import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { transportError } from '#client';
import {
  armedFaults,
  type Exchange,
  type Failure,
  type Fault,
  type FaultEffect,
  type Header,
  type PastReads,
  pastReads,
  type ResponseMessage,
  TransportError,
} from '#wire';
import { captured, headersOf } from './captured.ts';
import { goneAnswer } from './gone-answer.ts';
import { type Outcome, struck } from './struck.ts';
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
  /** What goes wrong on the way; without any, everything streams. */
  readonly faults?: readonly Fault[] | undefined;
  /** In place of `faults`, where they change while the proxy runs: what strikes this request. */
  readonly due?: ((request: { readonly method: string; readonly url: string }) => FaultEffect | undefined) | undefined;
  /** From 0 up to 1, for faults without a seed of their own. */
  readonly random?: (() => number) | undefined;
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  /**
   * Told of each exchange when its answer has come, and before the client has the last of it: whoever was answered can
   * rely on the record. Nothing is masked.
   */
  readonly onExchange: (exchange: Exchange) => void;
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
}

export interface RecordingProxy {
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
export async function startProxy(options: ProxyOptions): Promise<RecordingProxy> {
  const { origin, host: targetHost, hostname, pathname } = new URL(options.target);
  const keepsHost = (options.hostHeader ?? (isLoopback(hostname) ? 'keep' : 'target')) === 'keep';
  const open = upstreams(origin, options);
  const ways = new WeakMap<Socket, Upstream>();
  const now = options.now ?? Date.now;
  const faults = options.faults ?? [];
  const due = options.due ?? armedFaults(faults, options.random ?? Math.random);
  const past = pastReads(now);
  const sleep = options.sleep ?? pause;
  let count = 0;

  const passOn = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    count += 1;
    const way = ways.get(incoming.socket) ?? open();
    ways.set(incoming.socket, way);
    const passage: Passage = {
      past: faults.length > 0 || options.due !== undefined ? past : undefined,
      id: `x${count}`,
      url: `${origin}${incoming.url ?? '/'}`,
      rawHeaders: keepsHost ? incoming.rawHeaders : withHost(incoming.rawHeaders, targetHost),
      startedMs: now(),
      now,
      way,
      target: options.target,
      tell: options.onExchange,
    };
    const effect = due({ method: incoming.method ?? 'GET', url: passage.url });
    if (effect === undefined) pass(incoming, outgoing, passage);
    else void strikeAt(incoming, outgoing, passage, effect, past, sleep);
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
  /** Where reads are remembered, for those that are to be stale. */
  readonly past: PastReads | undefined;
}

/** A request that a fault strikes. */
async function strikeAt(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  passage: Passage,
  effect: FaultEffect,
  past: PastReads,
  sleep: (ms: number) => Promise<void>,
): Promise<void> {
  const sent = captured();
  const over = (outcome: Outcome): void => {
    const came = outcome instanceof TransportError ? undefined : outcome;
    const failure = outcome instanceof TransportError ? { kind: outcome.kind, message: outcome.message } : undefined;
    passage.tell(exchangeOf(passage, incoming, sent.text(headersOf(incoming.rawHeaders)), came, failure));
  };
  try {
    for await (const chunk of incoming) sent.add(chunk);
  } catch {
    over(new TransportError('aborted', 'the client went away'));
    return;
  }
  const headers = headersOf(passage.rawHeaders);
  const body = sent.text(headers);
  const request = { method: incoming.method ?? 'GET', url: passage.url, headers, ...(body === '' ? {} : { body }) };
  await struck({ effect, request, way: passage.way, past, sleep, over }, incoming, outgoing);
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, passage: Passage): void {
  const sent = captured();
  const came = captured();
  let answer: IncomingMessage | undefined;
  let isOver = false;

  const over = (failure?: Failure): void => {
    if (isOver) return;
    isOver = true;
    const headers = answer === undefined ? [] : headersOf(answer.rawHeaders);
    const response = answer && { status: answer.statusCode ?? 0, headers, body: came.text(headers) };
    const exchange = exchangeOf(passage, incoming, sent.text(headersOf(incoming.rawHeaders)), response, failure);
    if (response !== undefined) passage.past?.learn(exchange.request, response);
    passage.tell(exchange);
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
    const length = Number(response.headers['content-length'] ?? Number.NaN);
    response.on('data', (chunk: Uint8Array) => {
      came.add(chunk);
      // With these bytes the client has the whole answer, whatever is done after.
      if (came.size() === length) over();
    });
    response.pipe(outgoing, { end: false });
    response.on('end', () => {
      over();
      outgoing.addTrailers(headersOf(response.rawTrailers).map(([name, value]): [string, string] => [name, value]));
      outgoing.end();
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
  response: ResponseMessage | undefined,
  failure: Failure | undefined,
): Exchange {
  const headers: readonly Header[] = headersOf(incoming.rawHeaders);
  const hasBody = sent !== '' || ['POST', 'PUT', 'PATCH'].includes(incoming.method ?? '');
  return {
    id: passage.id,
    request: { method: incoming.method ?? 'GET', url: passage.url, headers, ...(hasBody ? { body: sent } : {}) },
    response: response ?? null,
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
