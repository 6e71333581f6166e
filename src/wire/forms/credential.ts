import type { Header, RequestMessage } from '../exchange.ts';
import { mask } from '../mask/mask.ts';
import { secretHeaders } from '../mask/secret-names.ts';

/** A header as a form prints it: `secret` is true when a variable must stand where the value ends. */
export interface PrintedHeader {
  readonly name: string;
  /** The whole value, or what stands before the secret: `Bearer `. */
  readonly text: string;
  readonly secret: boolean;
}

/** The framing of a message, which every client makes itself. */
const framing: ReadonlySet<string> = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

/** The headers to print, in order: credentials cut off, framing left out. */
export function printedHeaders(request: RequestMessage): readonly PrintedHeader[] {
  return request.headers.filter(([name]) => !framing.has(name.toLowerCase())).map(printedHeader);
}

function printedHeader([name, value]: Header): PrintedHeader {
  if (!secretHeaders.has(name.toLowerCase()) && value !== mask) return { name, text: value, secret: false };
  const scheme = /^[A-Za-z][A-Za-z0-9-]* (?=.)/.exec(value)?.[0] ?? '';
  return { name, text: scheme, secret: true };
}
