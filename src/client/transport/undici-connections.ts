import { Pool } from 'undici';
import { type ConnectionSettings, type Connections, idleMs } from './connections.ts';

/**
 * Connections of undici's Pool. It writes `host` and `connection` before the headers given and `content-length` after
 * them, whatever the message says of their place and case; all other headers stand as given.
 */
export function undiciConnections(origin: string, settings: ConnectionSettings): Connections {
  const pool = new Pool(origin, {
    // HTTP/2 writes every name in lower case.
    allowH2: false,
    pipelining: 1,
    connections: settings.connections,
    // The deadline of the transport covers the whole exchange; undici's own would only blur it.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: idleMs,
    // Else a server that says it waits for long is believed, and what is sent at that very moment is lost.
    keepAliveMaxTimeout: idleMs,
    connect: { timeout: settings.connectTimeoutMs, ...settings.tls },
  });
  return {
    begin: async (request, target, signal) => {
      const { statusCode, headers, body } = await pool.request({
        method: request.method,
        path: target,
        headers: request.headers.flat(),
        body: request.body ?? null,
        responseHeaders: 'raw',
        signal,
      });
      const raw: unknown = headers;
      return { status: statusCode, rawHeaders: Array.isArray(raw) ? raw.map(String) : [], body };
    },
    close: () => pool.close(),
  };
}
