import { rootCertificates } from 'node:tls';
import {
  type Header,
  type RequestMessage,
  type ResponseMessage,
  type Transport,
  TransportError,
  targetOf,
} from '#wire';
import { bodyText } from './body-text.ts';
import type { Begun, ConnectionSettings, Connections } from './connections.ts';
import { exactConnections, saysItsFraming } from './exact-connections.ts';
import { transportError } from './transport-error.ts';
import { undiciConnections } from './undici-connections.ts';

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
  /** Ends the connections once the requests under way have ended. */
  readonly close: () => Promise<void>;
}

const defaults = { timeoutMs: 30_000, connections: 16, maxResponseBytes: 64 * 1024 * 1024 } as const;

/**
 * HTTP/1.1 over kept-alive connections. The request target goes out letter for letter, and the headers in the order and
 * case given. Beside them stands only what HTTP needs: `host` and `connection` before, `content-length` after them,
 * unless the message names one of these itself, which then stands where the message has it.
 *
 * A request without side effects is sent once more when the kept-alive connection that it chose was already closed; any
 * other is not, for nobody knows whether the target has acted on it.
 */
export function poolTransport(options: PoolTransportOptions = {}): PoolTransport {
  const limits: Limits = {
    timeoutMs: options.timeoutMs ?? defaults.timeoutMs,
    maxBytes: options.maxResponseBytes ?? defaults.maxResponseBytes,
  };
  const settings = settingsFrom(options, limits);
  const origins = new Map<string, OpenOrigin>();
  const underWay = new Set<Promise<unknown>>();

  const send = async (request: RequestMessage): Promise<ResponseMessage> => {
    const { origin, target } = addressOf(request, options.origin);
    const connect = saysItsFraming(request) ? exactConnections : undiciConnections;
    const key = `${connect.name} ${origin}`;
    const open = origins.get(key) ?? { connections: connect(origin, settings), answered: false };
    origins.set(key, open);
    try {
      const answer = await exchange(open.connections, request, target, limits);
      open.answered = true;
      return answer;
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error;
      if (!open.answered || !isSafe(request.method)) throw error.failure;
      return await sentAfresh(connect(origin, settings), request, target, limits);
    }
  };

  return Object.assign(
    (request: RequestMessage) => {
      const sending = send(request);
      underWay.add(sending);
      const done = () => underWay.delete(sending);
      sending.then(done, done);
      return sending;
    },
    {
      close: async () => {
        await Promise.allSettled(underWay);
        await Promise.all([...origins.values()].map(({ connections }) => connections.close()));
        origins.clear();
      },
    },
  );
}

interface OpenOrigin {
  readonly connections: Connections;
  /** Whether a connection may be a kept-alive one. */
  answered: boolean;
}

interface Limits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/** The connection ended before the first byte of an answer. */
class ConnectionLost extends Error {
  readonly failure: TransportError;

  constructor(failure: TransportError) {
    super(failure.message);
    this.name = 'ConnectionLost';
    this.failure = failure;
  }
}

async function sentAfresh(
  connections: Connections,
  request: RequestMessage,
  target: string,
  limits: Limits,
): Promise<ResponseMessage> {
  try {
    return await exchange(connections, request, target, limits);
  } catch (error) {
    throw error instanceof ConnectionLost ? error.failure : error;
  } finally {
    await connections.close();
  }
}

/** @throws TransportError or ConnectionLost */
async function exchange(
  connections: Connections,
  request: RequestMessage,
  target: string,
  { timeoutMs, maxBytes }: Limits,
): Promise<ResponseMessage> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  let begun: Begun | undefined;
  try {
    begun = await connections.begin(request, target, controller.signal);
    const headers = headersFrom(begun.rawHeaders);
    return { status: begun.status, headers, body: await bodyText(begun.body, headers, maxBytes) };
  } catch (error) {
    if (controller.signal.aborted) throw new TransportError('timeout', `no complete answer within ${timeoutMs} ms`);
    const failure = transportError(error);
    throw begun === undefined && failure.kind === 'reset' ? new ConnectionLost(failure) : failure;
  } finally {
    clearTimeout(timer);
  }
}

function addressOf(request: RequestMessage, only: string | undefined): { origin: string; target: string } {
  const address = targetOf(request.url);
  if (address === undefined || !URL.canParse(address.origin)) {
    throw new TransportError('protocol', 'the address is no http or https URL');
  }
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

function settingsFrom(options: PoolTransportOptions, { timeoutMs }: Limits): ConnectionSettings {
  return {
    connections: options.connections ?? defaults.connections,
    connectTimeoutMs: timeoutMs,
    tls: {
      ...(options.insecure === true ? { rejectUnauthorized: false } : {}),
      ...(options.caCert === undefined ? {} : { ca: [...rootCertificates, options.caCert] }),
    },
  };
}

function headersFrom(raw: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) headers.push([raw[at] ?? '', raw[at + 1] ?? '']);
  return headers;
}
