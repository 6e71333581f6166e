import type { Server } from 'node:http';

/** The address is taken, forbidden or not ours. */
export class ListenError extends Error {
  readonly code: string;

  constructor(code: string, host: string, port: number) {
    super(`cannot listen on ${host}:${port}: ${reasons[code] ?? code}`);
    this.name = 'ListenError';
    this.code = code;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use',
  EACCES: 'not permitted; ports below 1024 need rights that this user lacks',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'the host name is unknown',
};

export interface Listener {
  /** `http://127.0.0.1:8790` */
  readonly origin: string;
  readonly port: number;
  /** Takes no more requests, lets those in flight end, then closes. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** 0 for any free one. */
  readonly port?: number | undefined;
  /** Default 127.0.0.1. */
  readonly host?: string | undefined;
}

type FetchHandler = (request: Request) => Response | Promise<Response>;

/**
 * Puts a fetch handler on a port of this machine.
 * @throws ListenError
 */
export async function listen(
  fetch: FetchHandler,
  { port = 0, host = '127.0.0.1' }: ListenOptions = {},
): Promise<Listener> {
  // Loaded here, so that the rest of the room can run where there is no node:http.
  const [{ createServer }, { getRequestListener }] = await Promise.all([
    import('node:http'),
    import('@hono/node-server'),
  ]);
  // Requests and Responses of the whole process must stay what they are: undici and MSW rely on theirs.
  const server = createServer(getRequestListener(fetch, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ListenError(error.code ?? error.message, host, port)),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    port: actual,
    close: () => closed(server),
  };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
