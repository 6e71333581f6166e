import { isUtf8 } from 'node:buffer';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { scimError } from '#scim';
import type { Answer } from '../http/answer.ts';
import { type Call, notUtf8, targetFrom, tooLarge } from '../http/call.ts';

/** What a host may be made of: it is repeated in the URLs of the answer, so nothing else is let through. */
const host = /^[\w.-]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i;

/** A request target may name its server, which then counts in place of Host. @see RFC 9112 §3.3 */
const absoluteTarget = /^(https?:\/\/)([^/?#]+)/i;

/**
 * A request of node:http as a call. Nothing is copied, and the body is read only when asked for; `goOn` is called before,
 * for clients that wait with it.
 */
export function callFromIncoming(incoming: IncomingMessage, ownOrigin: string, goOn?: () => void): Call {
  const { headers } = incoming;
  const target = incoming.url ?? '/';
  const [absolute, scheme = 'http://', authority = headers.host] = absoluteTarget.exec(target) ?? [];
  return {
    method: incoming.method ?? 'GET',
    origin: authority !== undefined && host.test(authority) ? scheme + authority : ownOrigin,
    ...targetFrom(absolute === undefined ? target : target.slice(absolute.length) || '/'),
    header: (name) => {
      const value = headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    headers: () => pairs(incoming.rawHeaders),
    text: (maxBytes) => {
      goOn?.();
      return counted(incoming, maxBytes);
    },
  };
}

/** Node lists names and values in turn. */
function pairs(raw: readonly string[]): readonly (readonly [string, string])[] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));
}

function counted(incoming: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length > maxBytes) {
        // What still comes is read and dropped, so that the client gets to see the answer.
        chunks.length = 0;
        reject(tooLarge(maxBytes));
      } else chunks.push(chunk);
    });
    incoming.on('end', () => {
      const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
      if (isUtf8(bytes)) resolve(bytes.toString());
      else reject(notUtf8());
    });
    // Node tells of a connection that ended too early as of any other fault, but only to whoever listens by then.
    const broken = () => reject(scimError('invalidSyntax', 'the connection ended before the body did'));
    incoming.on('error', broken);
    if (incoming.destroyed) broken();
  });
}

/** Head and body go out in one piece. What is ASCII is the same in latin1, which is written with less work. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  const length = Buffer.byteLength(body);
  response.writeHead(status, { ...headers, 'content-length': length });
  response.end(body, length === body.length ? 'latin1' : 'utf8');
}
