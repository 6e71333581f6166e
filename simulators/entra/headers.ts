import type { PlannedRequest, WireSetup } from '#idp';
import type { Header } from '#wire';
import type { EntraOptions } from './options.ts';

/** The header list: no User-Agent and no Accept of itself, and its own version header. [entra-header-01 … -04] */
export function headers(request: PlannedRequest, { options, token }: WireSetup<EntraOptions>): readonly Header[] {
  const list: Header[] = [];
  if (request.body !== undefined) list.push(['Content-Type', 'application/scim+json; charset=utf-8']);
  list.push(['Authorization', `Bearer ${options.auth === 'entra-jwt' ? shapedToken() : token}`]);
  if (options.adscimVersion !== 'none') list.push(['ADSCIMVersion', options.adscimVersion]);
  if (options.userAgent !== undefined) list.push(['User-Agent', options.userAgent]);
  if (options.accept !== undefined) list.push(['Accept', options.accept]);
  return list;
}

/** A token with the claims of those that Entra signs for a blank token field; unsigned, so only its shape is true. [entra-auth-02] */
function shapedToken(): string {
  const claims = {
    iss: 'https://sts.windows.net/00000000-0000-4000-8000-000000000000/',
    appid: '00000014-0000-0000-c000-000000000000',
    aud: '8adf8e6e-67b2-4cf2-a259-e3dc5476c621',
  };
  return `${base64url({ typ: 'JWT', alg: 'none' })}.${base64url(claims)}.`;
}

function base64url(value: unknown): string {
  return btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
