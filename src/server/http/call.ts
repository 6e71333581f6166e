import { type ScimError, scimError, statusError } from '#scim';

/** One request, taken apart as far as every request needs it. Header names are asked for in lower case. */
export interface Call {
  readonly method: string;
  /** `https://host:port`, as the client named it. */
  readonly origin: string;
  /** Still percent-encoded, and without the query. */
  readonly path: string;
  /** What stands after the `?`; empty if there is none. */
  readonly query: string;
  readonly header: (name: string) => string | undefined;
  /** All of them, in the order and letter case that is known, for whoever shows the request to a person. */
  readonly headers: () => readonly (readonly [name: string, value: string])[];
  /** The body, read no further than `maxBytes`. @throws ScimError 413 if there is more, invalidSyntax if it is no UTF-8 */
  readonly text: (maxBytes: number) => Promise<string>;
}

/** `URL` would cost more than all the rest of a GET, and it would normalise paths that must stay as sent. */
export function callFrom(request: Request): Call {
  const { url } = request;
  const pathAt = url.indexOf('/', url.indexOf('://') + 3);
  return {
    method: request.method,
    origin: url.slice(0, pathAt),
    ...targetFrom(url.slice(pathAt)),
    header: (name) => request.headers.get(name) ?? undefined,
    headers: () => [...request.headers],
    text: (maxBytes) => counted(request.body, maxBytes),
  };
}

/** Takes a request target apart: `/Users?count=1`. */
export function targetFrom(target: string): Pick<Call, 'path' | 'query'> {
  const fragmentAt = target.indexOf('#');
  const whole = fragmentAt < 0 ? target : target.slice(0, fragmentAt);
  const queryAt = whole.indexOf('?');
  return queryAt < 0 ? { path: whole, query: '' } : { path: whole.slice(0, queryAt), query: whole.slice(queryAt + 1) };
}

async function counted(body: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    // Leaving the loop cancels the stream: nothing beyond the limit is kept.
    if (length > maxBytes) throw tooLarge(maxBytes);
    text += decoded(decoder, chunk);
  }
  return text + decoded(decoder);
}

function decoded(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw notUtf8();
  }
}

export function tooLarge(maxBytes: number): ScimError {
  return statusError(413, `the body is larger than the ${maxBytes} bytes that this server reads`);
}

export function notUtf8(): ScimError {
  return scimError('invalidSyntax', 'the body is not valid UTF-8');
}
