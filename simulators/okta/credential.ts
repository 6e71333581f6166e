import { refreshRequest, type TokenRequest } from '#idp';
import type { OktaOptions } from './options.ts';

/** Access tokens for the refresh token of a consent, where a token endpoint is named. [okta-auth-03] */
export function credential({ auth, tokenUrl: url, clientId }: OktaOptions, typed: string): TokenRequest | undefined {
  if (auth !== 'oauth2' || url === undefined) return undefined;
  return refreshRequest({
    url,
    clientId,
    typed,
    behaviour: 'okta-auth-03',
    refused: { next: 'fail', code: 'AuthorizationFailure' },
  });
}
