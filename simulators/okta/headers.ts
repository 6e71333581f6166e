import type { PlannedRequest, WireSetup } from '#idp';
import type { Header } from '#wire';
import type { OktaOptions } from './options.ts';

const mediaType = 'application/scim+json';

/** The header list, in Okta's order. DELETE has the type of a body that it does not have. [okta-header-01 … -03] */
export function headers(
  request: PlannedRequest,
  { options, token, baseUrl }: WireSetup<OktaOptions>,
): readonly Header[] {
  const { body, method } = request;
  const hasType = body !== undefined || method === 'DELETE';
  return [
    ['Accept', mediaType],
    ['Accept-Charset', 'utf-8'],
    ...(hasType ? [['Content-Type', `${mediaType}; charset=utf-8`] as const] : []),
    ['User-Agent', 'Okta SCIM Client 1.0.0'],
    ['Authorization', authorization[options.auth](token)],
    ...(body === undefined ? [] : [['Content-Length', String(new TextEncoder().encode(body).length)] as const]),
    ['Host', new URL(baseUrl).host],
    ['Connection', 'Keep-Alive'],
    ['Accept-Encoding', 'gzip,deflate'],
  ];
}

/** What is made of the secret that the administrator typed. [okta-auth-01 … -03] */
const authorization = {
  'header-bearer': (token) => `Bearer ${token}`,
  'header-raw': (token) => token,
  basic: (token) => `Basic ${base64(token)}`,
  oauth2: (token) => `Bearer ${token}`,
} as const satisfies Record<OktaOptions['auth'], (token: string) => string>;

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
