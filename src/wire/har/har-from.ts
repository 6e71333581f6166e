import type { Exchange, Header, RequestMessage, ResponseMessage } from '../exchange.ts';
import { headerOf } from '../header-of.ts';
import { queryOf } from '../url-from.ts';
import type { Har, HarEntry, HarPair, HarRequest, HarResponse } from './har.ts';

/**
 * Exchanges as an HTTP archive, in the order given. Nothing is masked here: mask first.
 * An exchange without an answer has status 0 and says in `_failure` why none came.
 */
export function harFrom(
  exchanges: readonly Exchange[],
  options: { readonly creator: { readonly name: string; readonly version: string } },
): Har {
  return { log: { version: '1.2', creator: options.creator, entries: exchanges.map(entryFrom) } };
}

function entryFrom(exchange: Exchange): HarEntry {
  return {
    startedDateTime: exchange.startedAt,
    time: exchange.durationMs,
    request: requestFrom(exchange.request),
    response: exchange.response === null ? noResponse : responseFrom(exchange.response),
    cache: {},
    // One duration is known. It is the wait: a message of SCIM is sent and read in no time beside it.
    timings: { send: 0, wait: exchange.durationMs, receive: 0 },
    _id: exchange.id,
    ...(exchange.failure === undefined ? {} : { _failure: exchange.failure }),
    ...(exchange.behaviour === undefined ? {} : { _behaviour: exchange.behaviour }),
  };
}

const httpVersion = 'HTTP/1.1';

function requestFrom(request: RequestMessage): HarRequest {
  const mimeType = headerOf(request, 'content-type') ?? '';
  return {
    method: request.method,
    url: request.url,
    httpVersion,
    cookies: [],
    headers: request.headers.map(pairFrom),
    queryString: queryOf(request.url).map(pairFrom),
    ...(request.body === undefined ? {} : { postData: { mimeType, text: request.body } }),
    headersSize: -1,
    bodySize: bytesOf(request.body ?? ''),
  };
}

function responseFrom(response: ResponseMessage): HarResponse {
  return {
    status: response.status,
    statusText: '',
    httpVersion,
    cookies: [],
    headers: response.headers.map(pairFrom),
    content: {
      size: bytesOf(response.body),
      mimeType: headerOf(response, 'content-type') ?? '',
      text: response.body,
    },
    redirectURL: headerOf(response, 'location') ?? '',
    headersSize: -1,
    bodySize: bytesOf(response.body),
  };
}

const noResponse: HarResponse = {
  status: 0,
  statusText: '',
  httpVersion: '',
  cookies: [],
  headers: [],
  content: { size: 0, mimeType: '' },
  redirectURL: '',
  headersSize: -1,
  bodySize: -1,
};

function pairFrom([name, value]: Header): HarPair {
  return { name, value };
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
