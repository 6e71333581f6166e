import type { Json } from '#scim';
import {
  type Exchange,
  type Header,
  headerOf,
  jsonOf,
  NotJson,
  type QueryEncoding,
  type QueryPair,
  type RequestMessage,
  type ResponseMessage,
  type Transport,
  urlFrom,
} from '#wire';
import { type Auth, authHeaders } from './auth.ts';
import { exchangeBehind, exchangeFrom } from './transport/recorded.ts';

export interface RequestOptions {
  /** Pairs that are still to be encoded, an object of them, or a text that goes out as it is. */
  readonly query?: Query | undefined;
  readonly encoding?: QueryEncoding | undefined;
  /** Replace the client's own headers of the same name; undefined leaves that header out. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** In place of the client's. */
  readonly auth?: Auth | undefined;
}

export type Query = string | readonly QueryPair[] | Readonly<Record<string, string | number | undefined>>;

export interface AnyRequest extends RequestOptions {
  readonly method: string;
  /** Behind the base URL; or a whole URL, which stays as it is. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: Json | undefined;
  /** Sent as it is, in place of `body`. */
  readonly text?: string | undefined;
}

/** An answer, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly Header[];
  /** The body, parsed; undefined when there is none or it is no JSON: `notJson` says which. */
  readonly body: Json | undefined;
  readonly text: string;
  readonly notJson: NotJson | undefined;
  readonly exchange: Exchange;
  readonly header: (name: string) => string | undefined;
}

export interface ScimClient {
  readonly baseUrl: string;
  readonly auth: Auth;
  readonly request: (request: AnyRequest) => Promise<Answer>;
  readonly get: (path: string, options?: RequestOptions) => Promise<Answer>;
  readonly delete: (path: string, options?: RequestOptions) => Promise<Answer>;
  readonly post: (path: string, body: Json, options?: RequestOptions) => Promise<Answer>;
  readonly put: (path: string, body: Json, options?: RequestOptions) => Promise<Answer>;
  readonly patch: (path: string, body: Json, options?: RequestOptions) => Promise<Answer>;
}

export interface ScimClientOptions {
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly auth: Auth;
  /** Sent with every request, after the client's own and in place of those with the same name. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds since 1970, for exchanges that no recorder below has timed. */
  readonly now?: (() => number) | undefined;
}

export const scimMediaType = 'application/scim+json';

/**
 * A SCIM client that never judges: every status is an answer. Each answer bears its exchange, the recorder's own where
 * the transport is a recorded one.
 * @throws TransportError when no answer came
 */
export function scimClient(options: ScimClientOptions): ScimClient {
  const transport = alwaysRecorded(options.transport, options.now ?? Date.now);
  const request = async (asked: AnyRequest): Promise<Answer> =>
    answerFrom(await transport(messageFrom(asked, options)));
  return {
    baseUrl: options.baseUrl,
    auth: options.auth,
    request,
    get: (path, more) => request({ ...more, method: 'GET', path }),
    delete: (path, more) => request({ ...more, method: 'DELETE', path }),
    post: (path, body, more) => request({ ...more, method: 'POST', path, body }),
    put: (path, body, more) => request({ ...more, method: 'PUT', path, body }),
    patch: (path, body, more) => request({ ...more, method: 'PATCH', path, body }),
  };
}

interface Recorded {
  readonly response: ResponseMessage;
  readonly exchange: Exchange;
}

/** Records what no recorder below has recorded, so that an answer is one exchange and not two. */
function alwaysRecorded(transport: Transport, now: () => number): (request: RequestMessage) => Promise<Recorded> {
  let count = 0;
  const nextId = () => {
    count += 1;
    return `c${count}`;
  };
  return async (request) => {
    const startedMs = now();
    const response = await transport(request);
    const exchange = exchangeBehind(response) ?? exchangeFrom(nextId(), request, response, startedMs, now());
    return { response, exchange };
  };
}

function messageFrom(asked: AnyRequest, options: ScimClientOptions): RequestMessage {
  const body = asked.text ?? (asked.body === undefined ? undefined : JSON.stringify(asked.body));
  const own: readonly Header[] = [
    ['Accept', scimMediaType],
    ...(body === undefined ? [] : [['Content-Type', scimMediaType] as const]),
    ...authHeaders(asked.auth ?? options.auth),
  ];
  const url = /^https?:\/\//i.test(asked.path) ? asked.path : undefined;
  return {
    method: asked.method,
    url: urlFrom(url ?? options.baseUrl, url === undefined ? asked.path : '', {
      query: queryPairs(asked.query),
      encoding: asked.encoding,
    }),
    headers: replaced(replaced(own, options.headers ?? {}), asked.headers ?? {}),
    ...(body === undefined ? {} : { body }),
  };
}

function queryPairs(query: Query | undefined): readonly QueryPair[] | string | undefined {
  if (query === undefined || typeof query === 'string') return query;
  return isPairs(query) ? query : Object.entries(query);
}

function isPairs(query: Exclude<Query, string>): query is readonly QueryPair[] {
  return Array.isArray(query);
}

/** Headers without those that are named anew; the new ones come last, and undefined ones not at all. */
function replaced(headers: readonly Header[], by: Readonly<Record<string, string | undefined>>): readonly Header[] {
  const names = Object.keys(by).map((name) => name.toLowerCase());
  const kept = headers.filter(([name]) => !names.includes(name.toLowerCase()));
  const given = Object.entries(by).flatMap(([name, value]): Header[] => (value === undefined ? [] : [[name, value]]));
  return [...kept, ...given];
}

function answerFrom({ response, exchange }: Recorded): Answer {
  const { body, notJson } = parsed(response);
  return {
    status: response.status,
    headers: response.headers,
    body,
    text: response.body,
    notJson,
    exchange,
    header: (name) => headerOf(response, name),
  };
}

function parsed(response: ResponseMessage): Pick<Answer, 'body' | 'notJson'> {
  try {
    return { body: jsonOf(response), notJson: undefined };
  } catch (error) {
    if (error instanceof NotJson) return { body: undefined, notJson: error };
    throw error;
  }
}
