import { isObject, type JsonObject } from '#scim';
import type { Exchange, Header, RequestMessage, ResponseMessage } from '#wire';

/** One raw request. `path` is below the SCIM base, already encoded, or a whole URL. */
export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly query?: Query | undefined;
  /** Added to, or with a value of undefined taken from, the usual headers. Names are compared without case. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** The whole list in its order, in place of the usual ones: for a client whose headers are the question. */
  readonly exactHeaders?: readonly Header[] | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly text?: string | undefined;
}

export type Query = Readonly<Record<string, string | number | undefined>>;

/** What came back. `json` is the body if it is a JSON object, else an empty one. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
  readonly json: JsonObject;
  /** The exchange that brought it; set by whoever records. */
  readonly exchange: Exchange;
  header(name: string): string | undefined;
}

export interface Http {
  send(ask: Ask): Promise<Answer>;
  get(path: string, query?: Query, headers?: Ask['headers']): Promise<Answer>;
  post(path: string, body: unknown, query?: Query, headers?: Ask['headers']): Promise<Answer>;
  put(path: string, body: unknown, query?: Query, headers?: Ask['headers']): Promise<Answer>;
  patch(path: string, body: unknown, query?: Query, headers?: Ask['headers']): Promise<Answer>;
  delete(path: string, headers?: Ask['headers']): Promise<Answer>;
}

/** Sends a message and tells the exchange that it became. */
export type Sender = (request: RequestMessage) => Promise<{ response: ResponseMessage; exchange: Exchange }>;

const mediaType = 'application/scim+json';

export interface HttpOptions {
  /** The header that carries the credential: whoever asks with another Authorization, or with none, asks without it. */
  readonly credential?: string;
  /** The most that is asked for in one page. */
  readonly maxPage?: number | undefined;
}

/** Puts requests together for one target and reads the answers; judges nothing. */
export function httpOver(send: Sender, base: string, usual: readonly Header[], options: HttpOptions = {}): Http {
  const { credential = 'authorization', maxPage = Number.POSITIVE_INFINITY } = options;
  const sendAsk = async (ask: Ask): Promise<Answer> => {
    const modest = withCountOf(ask, maxPage);
    const { response, exchange } = await send(requestFrom(modest, base, usual, credential.toLowerCase()));
    return answerFrom(response, exchange);
  };
  return {
    send: sendAsk,
    get: (path, query, headers) => sendAsk({ method: 'GET', path, query, headers }),
    post: (path, body, query, headers) => sendAsk({ method: 'POST', path, query, headers, body }),
    put: (path, body, query, headers) => sendAsk({ method: 'PUT', path, query, headers, body }),
    patch: (path, body, query, headers) => sendAsk({ method: 'PATCH', path, query, headers, body }),
    delete: (path, headers) => sendAsk({ method: 'DELETE', path, headers }),
  };
}

function withCountOf(ask: Ask, most: number): Ask {
  const isMore = (count: unknown): boolean => Number(count) > most;
  const { query, body } = ask;
  if (isMore(query?.count)) return { ...ask, query: { ...query, count: most } };
  return ask.path.endsWith('/.search') && isObject(body) && isMore(body.count)
    ? { ...ask, body: { ...body, count: most } }
    : ask;
}

function requestFrom(ask: Ask, base: string, usual: readonly Header[], credential: string): RequestMessage {
  const body = ask.text ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body));
  if (ask.exactHeaders !== undefined) {
    return { method: ask.method, url: urlFrom(ask, base), headers: ask.exactHeaders, body };
  }
  const standard: Header[] = [...usual, ['Accept', mediaType]];
  if (body !== undefined) standard.push(['Content-Type', mediaType]);
  const asked = Object.entries(ask.headers ?? {});
  const replaced = new Set(asked.map(([name]) => name.toLowerCase()));
  if (replaced.has('authorization')) replaced.add(credential);
  const headers = standard.filter(([name]) => !replaced.has(name.toLowerCase()));
  for (const [name, value] of asked) if (value !== undefined) headers.push([name, value]);
  return { method: ask.method, url: urlFrom(ask, base), headers, body };
}

function urlFrom(ask: Ask, base: string): string {
  const url = /^https?:/i.test(ask.path) ? ask.path : `${base}${ask.path}`;
  const pairs = Object.entries(ask.query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
  );
  if (pairs.length === 0) return url;
  return `${url}${url.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

function answerFrom(response: ResponseMessage, exchange: Exchange): Answer {
  const body = parsed(response.body);
  return {
    status: response.status,
    text: response.body,
    body,
    json: isObject(body) ? body : {},
    exchange,
    header: (name) => response.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1],
  };
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
