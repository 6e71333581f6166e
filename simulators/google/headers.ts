import type { PlannedRequest, WireSetup } from '#idp';
import type { Header } from '#wire';
import type { GoogleOptions } from './options.ts';

/** The header list. Whether there is an Accept is not known; none is sent. [google-auth-02, google-header-01 … -03] */
export function headers(request: PlannedRequest, { options, token }: WireSetup<GoogleOptions>): readonly Header[] {
  const type = request.body === undefined ? [] : [['Content-Type', options.contentType] as const];
  return [['Authorization', authorization[options.auth](token)], ['User-Agent', 'Google-Auto-Provisioning'], ...type];
}

const authorization = {
  bearer: (token) => `Bearer ${token}`,
  'oauth-refresh': (token) => `Bearer ${token}`,
  basic: (token) => `Basic ${base64(token)}`,
} as const satisfies Record<GoogleOptions['auth'], (token: string) => string>;

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
