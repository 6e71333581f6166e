import { refreshRequest, type TokenRequest } from '#idp';
import type { GoogleOptions } from './options.ts';

/** Access tokens for the refresh token of a consent, where a token endpoint is named. [google-auth-01] */
export function credential({ auth, tokenUrl: url, clientId }: GoogleOptions, typed: string): TokenRequest | undefined {
  if (auth !== 'oauth-refresh' || url === undefined) return undefined;
  return refreshRequest({
    url,
    clientId,
    typed,
    behaviour: 'google-auth-01',
    refused: { next: 'quarantine', code: 'ReauthorizationNeeded' },
  });
}
