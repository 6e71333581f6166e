import { rootCertificates } from 'node:tls';
import { Client, type Dispatcher, Pool } from 'undici';
import {
  type Header,
  type RequestMessage,
  type ResponseMessage,
  type Transport,
  TransportError,
  targetOf,
} from '#wire';
import { bodyText } from './body-text.ts';
import { transportError } from './transport-error.ts';

export interface PoolTransportOptions {
  /** When given, a request to another origin is refused, so that a credential cannot go astray. */
  readonly origin?: string | undefined;
  /** From the first byte of the connection to the last of the answer. Default 30 s. */
  readonly timeoutMs?: number | undefined;
  /** Accepts any certificate. */
  readonly insecure?: boolean | undefined;
  /** A certificate authority to trust beside the known ones: PEM. */
  readonly caCert?: string | undefined;
  /** Connections to one origin at a time. Default 16. */
  readonly connections?: number | undefined;
  /** A larger answer is refused, counted after decompression. Default 64 MiB. */
  readonly maxResponseBytes?: number | undefined;
}

export interface PoolTransport extends Transport {
  /** Ends the connections once the requests under way are answered. */
  readonly close: () => Promise<void>;
}

const defaults = { timeoutMs: 30_000, connections: 16, maxResponseBytes: 64 * 1024 * 1024 } as const;

/**
 * HTTP/1.1 over undici's Pool. The request target goes out letter for letter, and the headers in the order and case
 * given; beside them only `host` and `connection` before, and `content-length` after them, whose place is undici's.
 * A request without side effects is sent once more when the kept-alive connection that it chose was already closed;
 * any other is not, for nobody knows whether the target has acted on it.
 */
export function poolTransport(options: PoolTransportOptions = {}): PoolTransport {
  const timeoutMs = options.timeoutMs ?? defaults.timeoutMs;
  const connections = options.connections ?? defaults.connections;
  const maxResponseBytes = options.maxResponseBytes ?? defaults.maxResponseBytes;
  const settings = clientOptions(options, timeoutMs);
  const pools = new Map<string, { readonly pool: Pool; answered: boolean }>();

  const poolOf = (origin: string) => {
    const found = pools.get(origin);
    if (found !== undefined) return found;
    const made = { pool: new Pool(origin, { ...settings, connections }), answered: false };
    pools.set(origin, made);
    return made;
  };

  const send = async (request: RequestMessage): Promise<ResponseMessage> => {
    const { origin, target } = addressOf(request, options.origin);
    const entry = poolOf(origin);
    try {
      const answer = await exchange(entry.pool, request, target, timeoutMs, maxResponseBytes);
      entry.answered = true;
      return answer;
    } catch (error) {
      if (!(error instanceof ConnectionLost) || !entry.answered || !isSafe(request.method)) throw told(error);
      const fresh = new Client(origin, settings);
      try {
        return await exchange(fresh, request, target, timeoutMs, maxResponseBytes);
      } catch (second) {
        throw told(second);
      } finally {
        await fresh.destroy();
      }
    }
  };
  return Object.assign(send, {
    close: async () => {
      await Promise.all([...pools.values()].map(({ pool }) => pool.close()));
    },
  });
}

/** The connection ended before the first byte of an answer. */
class ConnectionLost extends Error {
  readonly told: TransportError;

  constructor(told: TransportError) {
    super(told.message);
    this.name = 'ConnectionLost';
    this.told = told;
  }
}

function told(error: unknown): unknown {
  return error instanceof ConnectionLost ? error.told : error;
}

async function exchange(
  dispatcher: Dispatcher,
  request: RequestMessage,
  target: string,
  timeoutMs: number,
  maxBytes: number,
): Promise<ResponseMessage> {
  const { signal, stop } = deadline(timeoutMs);
  try {
    const answer = await begin(dispatcher, request, target, signal);
    const headers = headersFrom(answer.headers);
    return { status: answer.statusCode, headers, body: await bodyText(answer.body, headers, maxBytes) };
  } catch (error) {
    if (error instanceof ConnectionLost && !signal.aborted) throw error;
    if (signal.aborted) throw new TransportError('timeout', `no complete answer within ${timeoutMs} ms`);
    throw transportError(error);
  } finally {
    stop();
  }
}

async function begin(
  dispatcher: Dispatcher,
  request: RequestMessage,
  target: string,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  try {
    return await dispatcher.request({
      method: request.method,
      path: target,
      headers: request.headers.flat(),
      body: request.body ?? null,
      responseHeaders: 'raw',
      signal,
    });
  } catch (error) {
    const failure = transportError(error);
    throw failure.kind === 'reset' ? new ConnectionLost(failure) : failure;
  }
}

function deadline(timeoutMs: number): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  return { signal: controller.signal, stop: () => clearTimeout(timer) };
}

function addressOf(request: RequestMessage, only: string | undefined): { origin: string; target: string } {
  const address = targetOf(request.url);
  if (address === undefined || !URL.canParse(address.origin))
    throw new TransportError('protocol', `"${request.url}" is no http or https URL`);
  if (address.origin.includes('@')) {
    throw new TransportError('protocol', 'a URL with a user name or password in it is not sent');
  }
  if (only !== undefined && !isSameOrigin(address.origin, only)) {
    throw new TransportError('protocol', `${address.origin} is not ${only}, and nothing is sent elsewhere`);
  }
  return address;
}

/** Compared as URLs: a default port and the case of the host make no difference. */
function isSameOrigin(left: string, right: string): boolean {
  return URL.canParse(left) && URL.canParse(right) && new URL(left).origin === new URL(right).origin;
}

function isSafe(method: string): boolean {
  return ['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase());
}

function clientOptions(options: PoolTransportOptions, timeoutMs: number): Client.Options {
  return {
    // HTTP/2 writes every name in lower case.
    allowH2: false,
    pipelining: 1,
    // The one deadline above is ours; undici's own would only blur it.
    headersTimeout: 0,
    bodyTimeout: 0,
    // Below the five seconds of most servers, so that a kept-alive connection is rarely found closed.
    keepAliveTimeout: 2_000,
    connect: {
      timeout: timeoutMs,
      ...(options.insecure === true ? { rejectUnauthorized: false } : {}),
      ...(options.caCert === undefined ? {} : { ca: [...rootCertificates, options.caCert] }),
    },
  };
}

/** undici gives raw headers as a flat list of names and values. */
function headersFrom(raw: unknown): Header[] {
  const flat = Array.isArray(raw) ? raw.map(String) : [];
  const headers: Header[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) headers.push([flat[at] ?? '', flat[at + 1] ?? '']);
  return headers;
}
