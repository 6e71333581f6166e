import { statusError } from '#scim';
import { RefusedError } from './error-answer.ts';

export type MediaType = 'application/scim+json' | 'application/json';

/** The types of this server, in the order of preference. Plain JSON is only for who names it, or refuses the other. */
const offered: readonly MediaType[] = ['application/scim+json', 'application/json'];

/** Clients send the same few Accept headers for ever; the answers are few, so the memory is bounded by hand. */
const known = new Map<string, MediaType | undefined>();
const knownMost = 64;

/**
 * The media type of the answer: SCIM's own unless only plain JSON was asked for.
 * @throws ScimError 406 if the header admits neither
 */
export function negotiate(accept: string | undefined): MediaType {
  if (accept === undefined || accept === '' || accept === '*/*') return 'application/scim+json';
  if (!known.has(accept)) {
    if (known.size >= knownMost) known.clear();
    known.set(accept, choose(accept));
  }
  const chosen = known.get(accept);
  if (chosen === undefined) {
    throw statusError(406, 'this server answers with application/scim+json or application/json; Accept admits neither');
  }
  return chosen;
}

function choose(accept: string): MediaType | undefined {
  const ranges = new Map<string, boolean>();
  for (const part of accept.toLowerCase().split(',')) {
    const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim());
    if (range !== '') ranges.set(range, !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter)));
  }
  if (ranges.size === 0) return offered[0];
  // The most specific range has the last word. @see RFC 9110 §12.5.1
  return offered.find((type) => ranges.get([type, 'application/*', '*/*'].find((range) => ranges.has(range)) ?? ''));
}

/** Checks the Content-Type of a request that has a body; one without is taken as JSON. @throws ScimError 415 */
export function requireJson(contentType: string | undefined): void {
  if (contentType === undefined || contentType === 'application/scim+json' || contentType === 'application/json')
    return;
  const [type, ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((piece) => piece.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  const isUtf8 = charset === undefined || /^"?utf-?8"?$/.test(charset);
  if (isUtf8 && (type === 'application/scim+json' || type === 'application/json')) return;
  throw statusError(415, 'the body must be application/scim+json or application/json, in UTF-8');
}

/** Checks the Content-Encoding of a request: a compressed body would be read as broken text. @throws ScimError 415 */
export function requirePlain(contentEncoding: string | undefined): void {
  if (contentEncoding === undefined || /^(\s|,|identity)*$/i.test(contentEncoding)) return;
  throw new RefusedError(415, 'the body must not be compressed', { 'accept-encoding': 'identity' });
}
