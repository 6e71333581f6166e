import { encodeText, queryEncodings } from '#wire';

/** The parts of a URL. `path` begins where the origin ends; `query` has no `?`. */
export interface UrlText {
  readonly origin: string;
  readonly path: string;
  readonly query: string | undefined;
}

/** Takes a URL apart, letter for letter. */
export function urlText(url: string): UrlText {
  const [, origin = '', rest = ''] = /^((?:https?:)?\/\/[^/?#]*)?(.*)$/is.exec(url) ?? [];
  const at = rest.indexOf('?');
  return { origin, path: at < 0 ? rest : rest.slice(0, at), query: at < 0 ? undefined : rest.slice(at + 1) };
}

/** Puts a URL together again. */
export function urlOf({ origin, path, query }: UrlText): string {
  return `${origin}${path}${query === undefined ? '' : `?${query}`}`;
}

/** A query with each value put through `change`, decoded; what is not changed stays as it is written. */
export function mapQuery(query: string, change: (value: string, name: string) => string): string {
  return query
    .split('&')
    .map((part) => {
      const at = part.indexOf('=');
      if (at < 0) return part;
      const raw = part.slice(at + 1);
      const value = decoded(raw);
      const changed = change(value, decoded(part.slice(0, at)));
      return changed === value ? part : `${part.slice(0, at)}=${encodedLike(raw, changed)}`;
    })
    .join('&');
}

/** A path with each segment put through `change`, decoded; what is not changed stays as it is written. */
export function mapSegments(path: string, change: (segment: string, index: number) => string): string {
  return path
    .split('/')
    .map((raw, index) => {
      const segment = decodedPath(raw);
      const changed = change(segment, index);
      return changed === segment ? raw : encodeText(changed, { ...queryEncodings.percent, keeps: "-._~!$&'()*+,;=:@" });
    })
    .join('/');
}

/** Written as the client writes: what a plus or lower-case hex gives away is kept. */
function encodedLike(raw: string, value: string): string {
  const isForm = raw.includes('+') || /%[0-9A-F]?[a-f]/.test(raw);
  if (isForm) return encodeText(value, { ...queryEncodings.form, space: raw.includes('%20') ? '%20' : '+' });
  const keeps = /[@:,()*!$';[\]/]/.test(raw) ? "-._~@:,()*!$';[]/" : '-._~';
  return encodeText(value, { ...queryEncodings.percent, keeps });
}

function decoded(text: string): string {
  return decodedPath(text.replaceAll('+', ' '));
}

function decodedPath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
