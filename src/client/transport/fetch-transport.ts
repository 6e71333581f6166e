import { type Transport, TransportError } from '#wire';

/**
 * A server in the same process: messages become `Request` and `Response` and back. These normalise URLs and sort and
 * lower-case header names, so what the exchange shows is the message, not what a wire would have carried.
 */
export function fetchTransport(fetchLike: (request: Request) => Promise<Response>): Transport {
  return async ({ method, url, headers, body }) => {
    const response = await fetchLike(requestFrom(method, url, headers, body));
    return { status: response.status, headers: [...response.headers], body: await response.text() };
  };
}

function requestFrom(
  method: string,
  url: string,
  headers: readonly (readonly [string, string])[],
  body: string | undefined,
): Request {
  try {
    const init = new Headers();
    for (const [name, value] of headers) init.append(name, value);
    // A string would add a Content-Type of its own; bytes do not.
    const bytes = body === undefined ? null : new TextEncoder().encode(body);
    return new Request(url, { method, headers: init, body: bytes });
  } catch (error) {
    throw new TransportError('protocol', error instanceof Error ? error.message : String(error));
  }
}
