import { type Exchange, type Header, headerOf, mask, type RequestMessage } from '#wire';
import type { Template } from './case.ts';

/** Made by every client for itself, or without meaning on another connection. */
const left: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'expect',
  'keep-alive',
  'proxy-connection',
  'upgrade',
  'http2-settings',
  'te',
]);

const credentials: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'api-key',
  'x-auth-token',
  'x-access-token',
]);

/** The header by which a target is told who asks, in order of preference. */
const tellers = ['authorization', 'x-api-key', 'api-key', 'x-auth-token', 'x-access-token'] as const;

/** The headers to send, with a place for the credential. What is masked otherwise is left out. */
export function headersOf(
  exchanges: readonly Exchange[],
): (request: RequestMessage) => readonly (readonly [string, Template])[] {
  const teller = tellers.find((name) => exchanges.some(({ request }) => headerOf(request, name) !== undefined));
  return (request) => {
    const kept = request.headers.flatMap(([name, value]: Header): readonly (readonly [string, Template])[] => {
      const lower = name.toLowerCase();
      if (lower === teller) return [[name, [schemeOf(lower, value), { ref: 'token' }].filter((part) => part !== '')]];
      if (left.has(lower) || credentials.has(lower) || value.includes(mask) || !isPlain(name, value)) return [];
      return [[name, [value]]];
    });
    return teller === undefined ? [...kept, ['Authorization', ['Bearer ', { ref: 'token' }]]] : kept;
  };
}

function schemeOf(name: string, value: string): string {
  const scheme = /^([A-Za-z][A-Za-z0-9-]*) /.exec(value)?.[1];
  return name !== 'authorization' ? '' : `${scheme ?? 'Bearer'} `;
}

/** What tools take as it is: a token with a line of visible letters, without their marks for variables. */
function isPlain(name: string, value: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\x20-\x7e]*$/.test(value) && !/\{\{|'''/.test(value);
}
