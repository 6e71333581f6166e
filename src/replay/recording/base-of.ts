import { type Exchange, mediaTypeOf, targetOf } from '#wire';

/** Where RFC 7644 §3.2 puts resources and messages below a base URL. */
const endpoint = /^(.*?)\/(?:Users|Groups|Me|Bulk|Schemas|ResourceTypes|ServiceProviderConfigs?|\.search)(?=[/?#]|$)/;

/** The base URL of an exchange that speaks SCIM; undefined when it does not, or when its path names no known endpoint. */
export function baseIn(exchange: Exchange): string | undefined {
  const address = targetOf(exchange.request.url);
  if (address === undefined || !speaksScim(exchange)) return undefined;
  const path = endpoint.exec(address.target.split('?', 1).join(''))?.[1];
  return path === undefined ? undefined : `${address.origin.toLowerCase()}${path}`;
}

/** The base URL that most exchanges have; of two alike the one seen first. */
export function commonBase(exchanges: readonly Exchange[]): string | undefined {
  const counts = new Map<string, number>();
  for (const exchange of exchanges) {
    const base = baseIn(exchange);
    if (base !== undefined) counts.set(base, (counts.get(base) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, left], [, right]) => right - left);
  return most?.[0];
}

/** Path and query behind the base, beginning with a slash; undefined for a URL elsewhere. */
export function pathIn(base: string, url: string): string | undefined {
  const address = targetOf(url);
  if (address === undefined) return undefined;
  const normal = `${address.origin.toLowerCase()}${address.target}`;
  if (!normal.startsWith(base)) return undefined;
  const rest = normal.slice(base.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : undefined;
}

const scimUrn = /"urn:(?:ietf:params:)?scim:/i;

function speaksScim({ request, response }: Exchange): boolean {
  const messages = response === null ? [request] : [request, response];
  if (messages.some((message) => mediaTypeOf(message) === 'application/scim+json')) return true;
  if (messages.some(({ body = '' }) => scimUrn.test(body))) return true;
  // A DELETE or an answer without a body says nothing of itself; its path does, where it is not a page's.
  const isPage = response !== null && /html|javascript|css|image|font/.test(mediaTypeOf(response));
  return !isPage && /\/(?:scim|v2)\b[^?#]*\/(?:Users|Groups|Me|Bulk)(?=[/?#]|$)/i.test(request.url);
}
