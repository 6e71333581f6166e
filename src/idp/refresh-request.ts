import type { TokenRequest } from './credential.ts';
import { ScenarioError } from './scenario-error.ts';

export interface RefreshSetup {
  readonly url: string;
  readonly clientId: string | undefined;
  /** A refresh token; or a client secret, a space, and a refresh token. */
  readonly typed: string;
  readonly behaviour: string;
  readonly refused: TokenRequest['refused'];
}

/**
 * An access token for a refresh token, as after a consent that an administrator gave in a browser. The secret of the
 * client travels in a Basic header.
 * @see RFC 6749 §6
 * @throws ScenarioError when the endpoint is no whole URL
 */
export function refreshRequest({ url, clientId, typed, behaviour, refused }: RefreshSetup): TokenRequest {
  if (!URL.canParse(url)) throw new ScenarioError(`The option tokenUrl is "${url}", which is no whole URL.`);
  const space = typed.indexOf(' ');
  const secret = space < 0 ? undefined : typed.slice(0, space);
  const basic = btoa(`${clientId ?? ''}:${secret ?? ''}`);
  return {
    url,
    headers: secret === undefined ? [] : [['Authorization', `Basic ${basic}`]],
    form: [
      ['grant_type', 'refresh_token'],
      ['refresh_token', typed.slice(space + 1)],
      ...(clientId === undefined || secret !== undefined ? [] : [['client_id', clientId] as const]),
    ],
    behaviour,
    refused,
  };
}
