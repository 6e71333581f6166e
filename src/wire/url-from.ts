import { type QueryEncoding, type QueryPair, queryFrom } from './query-encoding.ts';

export interface UrlParts {
  /** The query: pairs that are still to be encoded, or a text that goes out as it is. */
  readonly query?: readonly QueryPair[] | string | undefined;
  readonly encoding?: QueryEncoding | undefined;
}

/**
 * Puts a path behind a base URL. What is given stays as it is, letter for letter: only pairs are encoded.
 * One slash stands between the two; a query of the base stays, before ours.
 */
export function urlFrom(base: string, path: string, parts: UrlParts = {}): string {
  const [root, baseQuery] = split(base);
  const [tail, pathQuery] = split(path);
  const joined = tail === '' ? root : `${root.replace(/\/+$/, '')}/${tail.replace(/^\/+/, '')}`;
  const given = typeof parts.query === 'string' ? parts.query : queryFrom(parts.query ?? [], parts.encoding);
  const query = [baseQuery, pathQuery, given].filter((part) => part !== undefined && part !== '').join('&');
  return query === '' ? joined : `${joined}?${query}`;
}

/** Origin and request target of an absolute URL, unchanged; undefined when the text is no http(s) URL. */
export function targetOf(url: string): { readonly origin: string; readonly target: string } | undefined {
  const match = /^(https?:\/\/[^/?#]+)(.*)$/is.exec(url);
  if (match === null) return undefined;
  const [, origin = '', rest = ''] = match;
  return { origin, target: rest.startsWith('/') ? rest : `/${rest}` };
}

/** The decoded pairs of a URL's query, in order. What cannot be decoded stays as it is. */
export function queryOf(url: string): readonly (readonly [name: string, value: string])[] {
  const [, query = ''] = split(url);
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const [name = '', ...value] = part.split('=');
      return [decodeText(name), decodeText(value.join('='))];
    });
}

function split(text: string): [string, string | undefined] {
  const at = text.indexOf('?');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function decodeText(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
