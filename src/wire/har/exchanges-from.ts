import { isObject, type JsonObject } from '#scim';
import type { Exchange, Failure, Header, RequestMessage, ResponseMessage } from '../exchange.ts';
import { encodeText, queryEncodings } from '../query-encoding.ts';

/** The input is no HTTP archive, or an entry of it cannot be read. Its message is one sentence that says where. */
export class HarError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'HarError';
  }
}

/**
 * The exchanges of an HTTP archive, as ours or another tool writes it: a body may be base64, a request body may come as
 * form fields, and the pseudo-headers of HTTP/2 are left out. Entries without an id are numbered `x1`, `x2`, …
 * @param har the parsed JSON of the file
 * @throws HarError when it is no archive, or an entry lacks method, URL or status
 */
export function exchangesFrom(har: unknown): Exchange[] {
  const log = isObject(har) ? har.log : undefined;
  if (!isObject(log) || !Array.isArray(log.entries)) {
    throw new HarError('this is no HTTP archive: it has no "log" with a list of "entries"');
  }
  return log.entries.map((entry: unknown, index: number) => exchangeFrom(entry, index));
}

function exchangeFrom(entry: unknown, index: number): Exchange {
  const where = `log.entries[${index}]`;
  if (!isObject(entry)) throw new HarError(`${where} is no object`);
  const response = responseFrom(entry.response, where);
  const failure = failureFrom(entry, response);
  return {
    id: textOf(entry._id) ?? `x${index + 1}`,
    request: requestFrom(entry.request, where),
    response,
    ...(failure === undefined ? {} : { failure }),
    startedAt: textOf(entry.startedDateTime) ?? '',
    durationMs: typeof entry.time === 'number' && entry.time > 0 ? entry.time : 0,
    ...(typeof entry._behaviour === 'string' ? { behaviour: entry._behaviour } : {}),
  };
}

function requestFrom(request: unknown, where: string): RequestMessage {
  if (!isObject(request) || typeof request.method !== 'string' || typeof request.url !== 'string') {
    throw new HarError(`${where}.request needs a "method" and a "url"`);
  }
  const body = bodyFrom(request.postData);
  return {
    method: request.method,
    url: request.url,
    headers: headersFrom(request.headers),
    ...(body === undefined ? {} : { body }),
  };
}

function bodyFrom(postData: unknown): string | undefined {
  if (!isObject(postData)) return undefined;
  if (typeof postData.text === 'string') return decoded(postData.text, postData.encoding);
  if (!Array.isArray(postData.params)) return undefined;
  return pairsOf(postData.params)
    .map(([name, value]) => `${encodeText(name, queryEncodings.form)}=${encodeText(value, queryEncodings.form)}`)
    .join('&');
}

function responseFrom(response: unknown, where: string): ResponseMessage | null {
  if (!isObject(response) || typeof response.status !== 'number') {
    throw new HarError(`${where}.response needs a numeric "status"`);
  }
  // Browsers and we write status 0, and some proxies -1, when no answer came.
  if (response.status <= 0) return null;
  const content = isObject(response.content) ? response.content : {};
  return {
    status: response.status,
    headers: headersFrom(response.headers),
    body: decoded(textOf(content.text) ?? '', content.encoding),
  };
}

const failureKinds: ReadonlySet<string> = new Set<Failure['kind']>([
  'refused',
  'reset',
  'timeout',
  'dns',
  'tls',
  'protocol',
  'aborted',
]);

function isFailureKind(kind: unknown): kind is Failure['kind'] {
  return typeof kind === 'string' && failureKinds.has(kind);
}

function failureFrom(entry: JsonObject, response: ResponseMessage | null): Failure | undefined {
  const given = entry._failure;
  if (isObject(given) && isFailureKind(given.kind)) return { kind: given.kind, message: textOf(given.message) ?? '' };
  if (response !== null) return undefined;
  const told = isObject(entry.response) ? textOf(entry.response._error) : undefined;
  return { kind: 'aborted', message: told ?? 'the archive holds no answer' };
}

function headersFrom(headers: unknown): readonly Header[] {
  return Array.isArray(headers) ? pairsOf(headers).filter(([name]) => !name.startsWith(':')) : [];
}

function pairsOf(pairs: readonly unknown[]): Header[] {
  return pairs.flatMap((pair) =>
    isObject(pair) && typeof pair.name === 'string' ? [[pair.name, textOf(pair.value) ?? '']] : [],
  );
}

function decoded(text: string, encoding: unknown): string {
  if (encoding !== 'base64') return text;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
  } catch {
    return text;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
