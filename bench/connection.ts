import { once } from 'node:events';
import { connect } from 'node:net';

/** What a bench needs to know of an answer. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/** One kept-alive connection on which one request at a time is asked. */
export interface Connection {
  ask(request: string): Promise<Reply>;
  close(): void;
}

/**
 * HTTP/1.1 over a bare socket. A full client costs about as much as the server that it asks, and on two processors it
 * would be the client that is measured: every server would look as fast as the floor.
 */
export async function connection(port: number): Promise<Connection> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  await once(socket, 'connect');
  let waiting = Promise.withResolvers<Reply>();
  let chunks: Buffer[] = [];
  let held = 0;
  /** Bytes of the whole answer; undefined until its head is there. */
  let wanted: number | undefined;
  let bodyAt = 0;

  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.byteLength;
    if (wanted === undefined) {
      const all = whole();
      const end = all.indexOf('\r\n\r\n');
      if (end < 0) return;
      bodyAt = end + 4;
      wanted = bodyAt + lengthIn(all.toString('latin1', 0, end));
    }
    if (held < wanted) return;
    const all = whole();
    chunks = [];
    held = 0;
    wanted = undefined;
    waiting.resolve({ status: Number(all.toString('latin1', 9, 12)), body: all.toString('utf8', bodyAt) });
  });
  socket.on('close', () => waiting.reject(new Error('the server closed the connection')));
  socket.on('error', (error) => waiting.reject(error));

  function whole(): Buffer {
    const [first] = chunks;
    if (chunks.length === 1 && first !== undefined) return first;
    const all = Buffer.concat(chunks);
    chunks = [all];
    return all;
  }

  return {
    ask(request) {
      waiting = Promise.withResolvers<Reply>();
      socket.write(request);
      return waiting.promise;
    },
    close: () => {
      waiting.promise.catch(() => undefined);
      socket.destroy();
    },
  };
}

function lengthIn(head: string): number {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return Number(length);
  if (/^HTTP\/1\.1 (204|304)/.test(head)) return 0;
  throw new Error(`an answer without content-length cannot be measured: ${head.slice(0, 200)}`);
}
