import type { Exchange, Header, RequestMessage, ResponseMessage } from '../exchange.ts';
import { mediaTypeOf } from '../header-of.ts';
import { maskForm, maskUrl } from './mask-form.ts';
import { maskJson } from './mask-json.ts';
import { maskerOf } from './mask-text.ts';
import { secretHeaders } from './secret-names.ts';
import { mask } from './secret-pattern.ts';

type Masker = (text: string) => string;

/**
 * The exchange without credentials: those that stand in their known places, and the given secrets wherever they are.
 * The scheme of an Authorization header stays, and so does everything that is no secret, letter for letter.
 */
export function maskExchange(exchange: Exchange, secrets: readonly string[]): Exchange {
  return exchangeMasker(secrets)(exchange);
}

/** `maskExchange` for many exchanges: the patterns are made once. */
export function exchangeMasker(secrets: readonly string[]): (exchange: Exchange) => Exchange {
  const hide = maskerOf(secrets);
  return (exchange) => ({
    ...exchange,
    request: maskRequest(exchange.request, hide),
    response: exchange.response === null ? null : maskResponse(exchange.response, hide),
    ...(exchange.failure === undefined
      ? {}
      : { failure: { ...exchange.failure, message: hide(exchange.failure.message) } }),
  });
}

function maskRequest(request: RequestMessage, hide: Masker): RequestMessage {
  return {
    method: hide(request.method),
    url: hide(maskUrl(request.url)),
    headers: maskHeaders(request.headers, hide),
    ...(request.body === undefined ? {} : { body: maskBody(request.body, mediaTypeOf(request), hide) }),
  };
}

function maskResponse(response: ResponseMessage, hide: Masker): ResponseMessage {
  return {
    status: response.status,
    headers: maskHeaders(response.headers, hide),
    body: maskBody(response.body, mediaTypeOf(response), hide),
  };
}

function maskHeaders(headers: readonly Header[], hide: Masker): readonly Header[] {
  return headers.map(([name, value]) => [hide(name), maskHeader(name.toLowerCase(), value, hide)]);
}

/** Headers that hold a URL. */
const urlHeaders: ReadonlySet<string> = new Set(['location', 'content-location', 'referer']);

function maskHeader(name: string, value: string, hide: Masker): string {
  if (urlHeaders.has(name)) return hide(maskUrl(value));
  if (!secretHeaders.has(name)) return hide(value);
  const scheme = /^(?:Bearer|Basic|Digest|Negotiate|OAuth|SSWS|Token)(?= )/i.exec(value);
  return scheme === null ? mask : `${hide(scheme[0])} ${mask}`;
}

function maskBody(body: string, mediaType: string, hide: Masker): string {
  if (mediaType === 'application/x-www-form-urlencoded') return hide(maskForm(body));
  return hide(/^\uFEFF?\s*[[{]/.test(body) ? maskJson(body) : body);
}
