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
  readonly request: Request;
}

/** `URL` would cost more than all the rest of a GET, and it would normalise paths that must stay as sent. */
export function callFrom(request: Request): Call {
  const { url } = request;
  const pathAt = url.indexOf('/', url.indexOf('://') + 3);
  const fragmentAt = url.indexOf('#');
  const end = fragmentAt < 0 ? url.length : fragmentAt;
  const queryAt = url.indexOf('?', pathAt);
  const pathEnd = queryAt < 0 || queryAt > end ? end : queryAt;
  return {
    method: request.method,
    origin: url.slice(0, pathAt),
    path: url.slice(pathAt, pathEnd),
    query: pathEnd < end ? url.slice(pathEnd + 1, end) : '',
    header: (name) => request.headers.get(name) ?? undefined,
    request,
  };
}
