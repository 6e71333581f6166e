import type { Header, RequestMessage } from '#wire';
import { pathIn } from '../recording/base-of.ts';
import { mapJsonStrings } from '../text/json-strings.ts';
import { mapQuery, mapSegments, urlOf, urlText } from '../text/query-text.ts';

/** Where a request may name something that an earlier answer gave. */
export type TokenPlace = 'path' | 'query' | 'body' | 'version' | 'cursor';

/** Gives what stands in place of a token; the token itself where nothing does. `name` is that of the member of JSON. */
export type TokenChange = (token: string, place: TokenPlace, name: string) => string;

/**
 * A request with each token that may be an id, a version or a cursor put through `change`: segments behind the endpoint,
 * quoted values of filters and paths, members of JSON that refer, `If-Match`. All else stays as it is written.
 */
export function mapTokens(request: RequestMessage, base: string, change: TokenChange): RequestMessage {
  return {
    ...request,
    url: mapUrl(request.url, base, change),
    headers: request.headers.map(([name, value]): Header => [name, header(name, value, change)]),
    ...(request.body === undefined ? {} : { body: mapBody(request.body, change) }),
  };
}

function mapUrl(url: string, base: string, change: TokenChange): string {
  const inside = pathIn(base, url);
  if (inside === undefined) return url;
  const whole = urlText(url);
  const skipped = whole.path.length - urlText(inside).path.length;
  const before = Math.max(0, skipped);
  // The first segment is empty, the second is the endpoint.
  const path =
    whole.path.slice(0, before) +
    mapSegments(whole.path.slice(before), (segment, index) =>
      index < 2 || segment === '' || segment.startsWith('.') ? segment : change(segment, 'path', ''),
    );
  const query =
    whole.query === undefined
      ? undefined
      : mapQuery(whole.query, (value, name) =>
          name.toLowerCase() === 'cursor'
            ? change(value, 'cursor', '')
            : mapQuoted(value, (token) => change(token, 'query', '')),
        );
  return urlOf({ origin: whole.origin, path, query });
}

function header(name: string, value: string, change: TokenChange): string {
  return /^if-(?:none-)?match$/i.test(name)
    ? value.replace(/(?:W\/)?"[^"]*"/g, (tag) => change(tag, 'version', ''))
    : value;
}

/** Names of members that hold a reference, or a value that may be one. */
const referring = /^(?:value|id|\$ref|manager|members|owner|version|location|filter|cursor|bulkId)$/i;

function mapBody(body: string, change: TokenChange): string {
  return mapJsonStrings(body, (value, { path }, kind) => {
    const name = path.findLast((part) => !/^\d+$/.test(part)) ?? '';
    if (kind === 'number') return referring.test(name) ? change(value, 'body', name) : value;
    if (name === 'version') return change(value, 'version', name);
    if (name === 'cursor') return change(value, 'cursor', '');
    if (/^path$/i.test(name) || /^filter$/i.test(name))
      return mapUrlLike(
        mapQuoted(value, (token) => change(token, 'body', name)),
        change,
      );
    if (value.includes('/') && !/\s/.test(value)) return mapUrlLike(value, change);
    return referring.test(name) || isDistinctive(value) ? change(value, 'body', name) : value;
  });
}

/** The segments of a path or URL, but not its endpoint. */
function mapUrlLike(value: string, change: TokenChange): string {
  if (!/^(?:https?:\/)?\/|^\.\.?\//.test(value)) return value;
  return value.replace(/(?<=\/(?:Users|Groups|[A-Z][A-Za-z]+)\/)[^/?#]+/g, (segment) => change(segment, 'body', ''));
}

function mapQuoted(text: string, change: (token: string) => string): string {
  return text.replace(/"((?:[^"\\]|\\.)*)"/g, (whole, inner: string) => {
    const changed = change(inner);
    return changed === inner ? whole : `"${changed}"`;
  });
}

/** A text that is hardly anything but an id, so that it is one wherever it stands. */
export function isDistinctive(text: string): boolean {
  return text.length >= 8 && /\d/.test(text) && /^[\w.~:-]+$/.test(text);
}
