import type { IncomingMessage, ServerResponse } from 'node:http';
import { scimError, statusError } from '#scim';
import { isElsewhere } from '../http/base-path.ts';
import { errorAnswer } from '../http/error-answer.ts';
import type { ScimServer } from '../scim-server.ts';
import { ListenError } from './listen-error.ts';

const media = 'application/scim+json';

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
  /**
   * How long, once it is closing, clients may still send what they were about to, in milliseconds: an open connection
   * looks idle until a request is there. Each gets one answer. Default 0.
   */
  readonly graceMs?: number | undefined;
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
  const { port = 0, host = '127.0.0.1', graceMs = 0, elsewhere } = options;
  // Loaded here, so that the rest of the room can run where there is no node:http.
  const [{ createServer }, { callFromIncoming, send }, { connectionsOf }] = await Promise.all([
    import('node:http'),
    import('./incoming-call.ts'),
    import('./connections.ts'),
  ]);
  // Requests and Responses of the whole process must stay what they are: undici and MSW rely on theirs.
  const web =
    elsewhere && (await import('@hono/node-server')).getRequestListener(elsewhere, { overrideGlobalObjects: false });
  const together = writer();
  let origin = '';
  const server = createServer({ requireHostHeader: false }, serve);
  const connections = connectionsOf(server);

  function serve(incoming: IncomingMessage, response: ServerResponse<IncomingMessage>, expects = false): void {
    const goOn = expects ? continuing(response) : undefined;
    const call = callFromIncoming(incoming, origin, goOn);
    const isPage = web !== undefined && isElsewhere(scim.basePath, call.path);
    connections.begun(response, isPage);
    if (incoming.headers.host === undefined && incoming.httpVersion === '1.1') {
      send(response, errorAnswer(scimError('invalidSyntax', 'a request of HTTP/1.1 needs a Host'), media));
    } else if (isPage) {
      goOn?.();
      void web(incoming, response);
    } else
      void scim.answer(call).then(
        // A body that breaks HTTP has had its answer by now.
        (answer) => together(() => response.headersSent || send(response, answer)),
        () => response.destroy(),
      );
  }

  server.on('checkContinue', (incoming, response) => serve(incoming, response, true));
  server.on('checkExpectation', (_, response) => {
    connections.begun(response, false);
    response.shouldKeepAlive = false;
    send(response, errorAnswer(statusError(417, 'the only expectation that is met here is 100-continue'), media));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new ListenError(error.code ?? '', host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  origin = `http://${host.includes(':') ? `[${host}]` : host}:${actual}`;
  return { origin, port: actual, close: () => connections.close(graceMs) };
}

/**
 * What asks for the body of a request that waits to be told so. An answer in its place leaves open whether the body will
 * come, so the connection ends with it. @see RFC 9110 §10.1.1
 */
function continuing(response: ServerResponse<IncomingMessage>): () => void {
  const { shouldKeepAlive } = response;
  response.shouldKeepAlive = false;
  return () => {
    response.shouldKeepAlive = shouldKeepAlive;
    response.writeContinue();
  };
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
