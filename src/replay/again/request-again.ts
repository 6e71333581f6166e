import { type Auth, authHeaders } from '#client';
import { type Header, headerOf, mask, type RequestMessage } from '#wire';
import { pathIn } from '../recording/base-of.ts';
import type { Recording } from '../recording/recording.ts';

/** Where requests go now, and as whom. */
export interface Destination {
  readonly baseUrl: string;
  readonly auth: Auth;
  /** Sent with every request, in place of those of the same name. */
  readonly headers: readonly Header[];
}

const credentials: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'api-key',
]);

/** Browsers and proxies write these of their own; they mean nothing on another connection. */
const dropped: ReadonlySet<string> = new Set([
  'transfer-encoding',
  'expect',
  'proxy-connection',
  'upgrade',
  'http2-settings',
  'keep-alive',
]);

/** Puts a recorded request in the form in which it goes to the target of today. */
export function addressed(
  recording: Pick<Recording, 'base' | 'exchanges'>,
  to: Destination,
): (request: RequestMessage) => RequestMessage {
  // A tool that leaves credentials out of its file leaves them out everywhere.
  const isStripped = recording.exchanges.every(({ request }) => headerOf(request, 'authorization') === undefined);
  const { host } = new URL(to.baseUrl);
  const more = new Set(to.headers.map(([name]) => name.toLowerCase()));
  return (request) => {
    const headers = request.headers.flatMap(([name, value]): readonly Header[] => {
      const lower = name.toLowerCase();
      if (dropped.has(lower) || more.has(lower)) return [];
      if (lower === 'host') return [[name, host]];
      if (lower === 'content-length')
        return request.body === undefined ? [] : [[name, String(Buffer.byteLength(request.body))]];
      if (lower === 'authorization') return authHeaders(to.auth);
      return credentials.has(lower) || value.includes(mask) ? [] : [[name, value]];
    });
    return {
      ...request,
      url: `${to.baseUrl}${tailOf(pathIn(recording.base, request.url) ?? '')}`,
      headers: [...headers, ...(isStripped ? authHeaders(to.auth) : []), ...to.headers],
    };
  };
}

/** The base itself is `/` in a recording. */
function tailOf(path: string): string {
  return path === '/' ? '' : path;
}
