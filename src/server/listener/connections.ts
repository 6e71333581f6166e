import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { scimError, statusError } from '#scim';
import type { Answer } from '../http/answer.ts';
import { errorAnswer } from '../http/error-answer.ts';
import { send } from './incoming-call.ts';

/** The connections of one server: what is no HTTP is refused, and no answer is cut off, whether by that or by the end. */
export interface Connections {
  /** For every request, before it is answered. `isPage` says that its answer is not sent by `send`. */
  begun(response: ServerResponse<IncomingMessage>, isPage: boolean): void;
  /** Takes no more requests after `graceMs`, lets those in flight end, then closes. */
  close(graceMs: number): Promise<void>;
}

/** How long requests in flight may take to end; a client that never finishes its own must not keep the process alive. */
const drainMs = 4000;
/** How long a refused client may leave its side of the connection open. */
const lingerMs = 1000;

export function connectionsOf(server: Server): Connections {
  const open = new Set<Socket>();
  const refused = new WeakSet<Duplex>();
  /** The newest response of each connection: responses leave in order, so when it has left, all have. */
  const newest = new WeakMap<Duplex, ServerResponse<IncomingMessage>>();
  const pages = new WeakSet<ServerResponse>();
  let arrived = 0;
  let isClosing = false;
  let leave = () => {};

  server.on('connection', (socket) => {
    arrived += 1;
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      leave();
    });
  });

  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable || refused.has(socket)) return;
    refused.add(socket);
    const answer = refusalOf(error);
    const response = newest.get(socket);
    const isBroken = response?.req.complete === false;
    if (response === undefined || response.writableFinished) last(socket, isBroken ? undefined : answer);
    else if (isBroken && !response.headersSent && !pages.has(response)) {
      // Its own answer, which waits until those before it have left.
      response.shouldKeepAlive = false;
      send(response, answer);
    } else if (isBroken && !response.headersSent) last(socket, answer);
    // What came before is done and will be answered; whoever sent it must not take this for that answer.
    else response.once('close', () => last(socket, isBroken ? undefined : answer));
  });

  /** Ends our side of a connection, and soon the other. */
  function last(socket: Duplex, answer: Answer | undefined): void {
    if (!socket.writable) return;
    socket.end(answer === undefined ? undefined : textOf(answer));
    const late = setTimeout(() => socket.destroy(), lingerMs);
    socket.once('close', () => clearTimeout(late));
  }

  /** Ends the connection when this response has left. */
  function endWith(response: ServerResponse<IncomingMessage>): void {
    const { socket } = response.req;
    if (!response.headersSent) response.shouldKeepAlive = false;
    response.once('close', () => socket.destroySoon());
  }

  /** Until every connection has had its answer and is closed, or the time is over. */
  function allLeft(graceMs: number): Promise<void> {
    return new Promise((resolve) => {
      const over = setTimeout(resolve, graceMs);
      leave = () => {
        if (open.size > 0) return;
        clearTimeout(over);
        resolve();
      };
      leave();
    });
  }

  /** Requests that have reached this machine are answered: whoever sent them cannot know that they came too late. */
  async function allArrived(): Promise<void> {
    for (let round = 0, before = -1; before !== arrived && round < 20; round += 1) {
      before = arrived;
      for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  return {
    begun(response, isPage) {
      arrived += 1;
      newest.set(response.req.socket, response);
      if (isPage) pages.add(response);
      if (isClosing) endWith(response);
    },

    async close(graceMs) {
      isClosing = true;
      await allArrived();
      // Node's own idea of idle takes in a connection that still has much of an answer to send.
      server.closeIdleConnections = () => {};
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if (graceMs > 0) {
        await allLeft(graceMs);
        await allArrived();
      }
      for (const socket of open) {
        const response = newest.get(socket);
        if (response === undefined || response.writableFinished) socket.destroySoon();
        else endWith(response);
      }
      const late = setTimeout(() => server.closeAllConnections(), drainMs);
      await closed;
      clearTimeout(late);
    },
  };
}

/** What is no HTTP, by Node's code for it; it never becomes a request, and still gets an answer that says so. */
const refusals: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'the headers are too large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request did not arrive in time'],
  HPE_INVALID_EOF_STATE: [400, 'the connection ended before the request did'],
};

function refusalOf({ code = '' }: NodeJS.ErrnoException): Answer {
  const [status, detail] = refusals[code] ?? [400, 'this is not an HTTP request'];
  const error = status === 400 ? scimError('invalidSyntax', detail) : statusError(status, detail);
  return errorAnswer(error, 'application/scim+json');
}

function textOf({ status, headers, body = '' }: Answer): string {
  const head = { ...headers, 'content-length': String(body.length), connection: 'close' };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}
