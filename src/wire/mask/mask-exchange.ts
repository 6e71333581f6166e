import type { Exchange, Header, RequestMessage, ResponseMessage } from '../exchange.ts';
import { mediaTypeOf } from '../header-of.ts';
import { mask } from './mask.ts';
import { maskForm, maskUrl } from './mask-form.ts';
import { maskJson, secretsInJson } from './mask-json.ts';
import { maskerOf } from './mask-text.ts';
import { secretHeaders } from './secret-names.ts';

export interface MaskOptions {
  /**
   * Names of more headers whose values are credentials. They are masked where they stand and nowhere else: the value of
   * a header may be so short that looking for it everywhere would spoil the exchange.
   */
  readonly headers?: readonly string[] | undefined;
}

interface Masker {
  readonly hide: (text: string) => string;
  /** Lower case. */
  readonly headers: ReadonlySet<string>;
}

/**
 * The exchange without credentials: those that stand in their known places, and the given secrets wherever they are.
 * The scheme of an Authorization header stays, and so does everything that is no secret, letter for letter.
 */
export function maskExchange(exchange: Exchange, secrets: readonly string[], options: MaskOptions = {}): Exchange {
  return exchangeMasker(secrets, options)(exchange);
}

/** `maskExchange` for many exchanges: the patterns are made once. */
export function exchangeMasker(
  secrets: readonly string[],
  options: MaskOptions = {},
): (exchange: Exchange) => Exchange {
  const more = (options.headers ?? []).map((name) => name.toLowerCase());
  const usual: Masker = { hide: maskerOf(secrets), headers: new Set([...secretHeaders, ...more]) };
  return (exchange) => {
    const passwords = secretsInJson(exchange.request.body ?? '');
    // An answer may repeat what it was sent: an error that quotes a password, say.
    const masker = passwords.length === 0 ? usual : { ...usual, hide: maskerOf([...secrets, ...passwords]) };
    return {
      ...exchange,
      request: maskRequest(exchange.request, masker),
      response: exchange.response === null ? null : maskResponse(exchange.response, masker),
      ...(exchange.failure === undefined
        ? {}
        : { failure: { ...exchange.failure, message: masker.hide(exchange.failure.message) } }),
    };
  };
}

function maskRequest(request: RequestMessage, masker: Masker): RequestMessage {
  return {
    method: masker.hide(request.method),
    url: masker.hide(maskUrl(request.url)),
    headers: maskHeaders(request.headers, masker),
    ...(request.body === undefined ? {} : { body: maskBody(request.body, mediaTypeOf(request), masker) }),
  };
}

function maskResponse(response: ResponseMessage, masker: Masker): ResponseMessage {
  return {
    status: response.status,
    headers: maskHeaders(response.headers, masker),
    body: maskBody(response.body, mediaTypeOf(response), masker),
  };
}

function maskHeaders(headers: readonly Header[], masker: Masker): readonly Header[] {
  return headers.map(([name, value]) => [masker.hide(name), maskHeader(name.toLowerCase(), value, masker)]);
}

/** Headers that hold a URL. */
const urlHeaders: ReadonlySet<string> = new Set(['location', 'content-location', 'referer']);

function maskHeader(name: string, value: string, { hide, headers }: Masker): string {
  if (urlHeaders.has(name)) return hide(maskUrl(value));
  if (!headers.has(name)) return hide(value);
  const scheme = /^(?:Bearer|Basic|Digest|Negotiate|OAuth|SSWS|Token)(?= )/i.exec(value);
  return scheme === null ? mask : `${hide(scheme[0])} ${mask}`;
}

function maskBody(body: string, mediaType: string, { hide }: Masker): string {
  if (mediaType === 'application/x-www-form-urlencoded') return hide(maskForm(body));
  return hide(/^\uFEFF?\s*[[{]/.test(body) ? maskJson(body) : body);
}
