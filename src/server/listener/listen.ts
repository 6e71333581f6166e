import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { statusError } from '#scim';
import { errorAnswer } from '../http/error-answer.ts';
import type { ScimServer } from '../scim-server.ts';
import { ListenError } from './listen-error.ts';

export interface Listener {
  /** `http://127.0.0.1:8790` */
  readonly origin: string;
  readonly port: number;
  /** Takes no more requests, lets those in flight end, then closes. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** 0, the default, is any free one. */
  readonly port?: number | undefined;
  /** Default 127.0.0.1. */
  readonly host?: string | undefined;
  /** Answers what lies outside the base path, such as a console. */
  readonly elsewhere?: ((request: Request) => Response | Promise<Response>) | undefined;
}

/**
 * Puts a server on a port of this machine.
 * @throws ListenError
 */
export async function listen(
  scim: Pick<ScimServer, 'answer' | 'basePath'>,
  options: ListenOptions = {},
): Promise<Listener> {
  const { port = 0, host = '127.0.0.1', elsewhere } = options;
  // Loaded here, so that the rest of the room can run where there is no node:http.
  const [{ createServer }, { callFromIncoming, send }] = await Promise.all([
    import('node:http'),
    import('./incoming-call.ts'),
  ]);
  // Requests and Responses of the whole process must stay what they are: undici and MSW rely on theirs.
  const web =
    elsewhere && (await import('@hono/node-server')).getRequestListener(elsewhere, { overrideGlobalObjects: false });
  const together = writer();
  let origin = '';
  const server = createServer((incoming, response) => {
    const call = callFromIncoming(incoming, origin);
    if (web !== undefined && call.path !== scim.basePath && !call.path.startsWith(`${scim.basePath}/`)) {
      void web(incoming, response);
    } else
      void scim.answer(call).then(
        (answer) => together(() => send(response, answer)),
        () => response.destroy(),
      );
  });
  server.on('clientError', refuse);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new ListenError(error.code ?? '', host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  origin = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
  return { origin, port: actual, close: () => closed(server) };
}

/**
 * Sends at the end of the turn all that is ready by then. Each write may wake whoever waits for it, on a loopback at
 * our expense; of writes that follow each other only the first one does.
 */
function writer(): (send: () => void) => void {
  let ready: (() => void)[] = [];
  function sendAll(): void {
    const all = ready;
    ready = [];
    for (const send of all) send();
  }
  return (send) => {
    if (ready.push(send) === 1) setImmediate(sendAll);
  };
}

/** What is no HTTP never becomes a request; it still gets an answer that says so. */
const refusals: Readonly<Record<string, readonly [status: number, phrase: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'the headers are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'the request did not arrive in time'],
};

function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const [status, phrase, detail] = refusals[error.code ?? ''] ?? [400, 'Bad Request', 'this is not an HTTP request'];
  const { body = '', headers } = errorAnswer(statusError(status, detail), 'application/scim+json');
  const type = headers['content-type'];
  socket.end(
    `HTTP/1.1 ${status} ${phrase}\r\ncontent-type: ${type}\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** How long requests in flight may take to end; a client that never finishes its own must not keep the process alive. */
const drainMs = 10_000;

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
