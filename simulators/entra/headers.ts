import type { PlannedRequest, WireSetup } from '#idp';
import type { Header } from '#wire';
import { shapedToken } from './credential.ts';
import type { EntraOptions } from './options.ts';

/** The header list: no User-Agent and no Accept of itself, and its own version header. [entra-header-01 … -04] */
export function headers(request: PlannedRequest, { options, token }: WireSetup<EntraOptions>): readonly Header[] {
  const list: Header[] = [];
  if (request.body !== undefined) list.push(['Content-Type', 'application/scim+json; charset=utf-8']);
  list.push(['Authorization', `Bearer ${options.auth === 'entra-jwt' ? shapedToken(options) : token}`]);
  if (options.adscimVersion !== 'none') list.push(['ADSCIMVersion', options.adscimVersion]);
  if (options.userAgent !== undefined) list.push(['User-Agent', options.userAgent]);
  if (options.accept !== undefined) list.push(['Accept', options.accept]);
  return list;
}
