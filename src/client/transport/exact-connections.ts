import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Header, RequestMessage } from '#wire';
import { type Begun, type ConnectionSettings, type Connections, idleMs } from './connections.ts';

/** The headers whose place undici chooses itself. */
const framing: ReadonlySet<string> = new Set(['host', 'connection', 'content-length']);

/** True for a message that says itself where its framing stands, as that of a client known by its header order. */
export function saysItsFraming(request: RequestMessage): boolean {
  return request.headers.some(([name]) => framing.has(name.toLowerCase()));
}

/**
 * Connections of node:http, which is slower than undici but writes every header where the message has it, `Host` and
 * `Connection` too. What the message needs and does not say is put where undici would: host first, the length last.
 */
export function exactConnections(origin: string, settings: ConnectionSettings): Connections {
  const { protocol, hostname, port, host } = new URL(origin);
  const isTls = protocol === 'https:';
  const options = { keepAlive: true, maxSockets: settings.connections, timeout: idleMs };
  const agent = isTls ? new HttpsAgent({ ...options, ...settings.tls }) : new HttpAgent(options);
  return {
    begin: (message, target, signal) =>
      new Promise((resolve, reject) => {
        const asked = {
          agent,
          hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
          port: port === '' ? undefined : Number(port),
          method: message.method,
          path: target,
          headers: framed(message, host).flat(),
          signal,
        };
        const request = isTls ? requestHttps(asked) : requestHttp(asked);
        request.on('response', (response) => resolve(begunFrom(response)));
        request.on('error', reject);
        request.end(message.body);
      }),
    close: async () => agent.destroy(),
  };
}

function begunFrom(response: IncomingMessage): Begun {
  return { status: response.statusCode ?? 0, rawHeaders: response.rawHeaders, body: response };
}

/** node:http adds nothing to a list of headers but what it cannot do without; so the list is made whole. */
function framed({ method, headers, body }: RequestMessage, host: string): readonly Header[] {
  const named = new Set(headers.map(([name]) => name.toLowerCase()));
  const before: Header[] = [];
  if (!named.has('host')) before.push(['host', host]);
  if (!named.has('connection')) before.push(['connection', 'keep-alive']);
  const hasLength = body !== undefined || ['POST', 'PUT', 'PATCH'].includes(method);
  const after: Header[] =
    named.has('content-length') || !hasLength ? [] : [['content-length', String(Buffer.byteLength(body ?? ''))]];
  return [...before, ...headers, ...after];
}
