import { hashOf, ScenarioError, type TokenRequest, uuidFrom } from '#idp';
import type { EntraOptions } from './options.ts';

/** A token endpoint that refuses is found out by the probe, and stops the whole job. [entra-fail-02] */
const refused = { next: 'quarantine', code: 'CredentialValidationFailure' } as const;

/**
 * How Entra gets an access token where it is not pasted: by client id and secret, which only travel in a Basic header, or
 * by an assertion that it signs itself. [entra-auth-03, entra-auth-04]
 * @throws ScenarioError without an endpoint or a client id
 */
export function credential(options: EntraOptions, secret: string): TokenRequest | undefined {
  const { auth, tokenUrl: url, clientId, tokenScope } = options;
  if (auth !== 'client-credentials' && auth !== 'federated') return undefined;
  if (url === undefined || clientId === undefined || !URL.canParse(url)) {
    throw new ScenarioError(`The option auth=${auth} of entra needs tokenUrl, a whole URL, and clientId.`);
  }
  const scope = tokenScope === undefined ? [] : [['scope', tokenScope] as const];
  const grant = ['grant_type', 'client_credentials'] as const;
  if (auth === 'client-credentials') {
    const headers = [['Authorization', `Basic ${btoa(`${clientId}:${secret}`)}`]] as const;
    return { url, headers, form: [grant, ...scope], behaviour: 'entra-auth-03', refused };
  }
  const form = [
    grant,
    ['client_id', clientId],
    ['client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
    ['client_assertion', assertion(options, clientId, url)],
    ...scope,
  ] as const;
  return { url, headers: [], form, behaviour: 'entra-auth-04', refused };
}

/** A token in the shape of those that Entra signs for federation. Its signature is made up, so only its shape is true. */
function assertion({ tenantId }: EntraOptions, clientId: string, aud: string): string {
  const header = { typ: 'JWT', alg: 'RS256', kid: uuidFrom('key') };
  const claims = { aud, iss: `https://login.microsoftonline.com/${tenantId}/v2.0`, sub: clientId, tid: tenantId };
  return [header, claims, { made: hashOf(clientId) }].map((part) => base64url(JSON.stringify(part))).join('.');
}

/** A token with the claims of those that Entra signs for a blank token field; unsigned, so only its shape is true. [entra-auth-02] */
export function shapedToken({ tenantId }: EntraOptions): string {
  const claims = {
    iss: `https://sts.windows.net/${tenantId}/`,
    appid: '00000014-0000-0000-c000-000000000000',
    aud: '8adf8e6e-67b2-4cf2-a259-e3dc5476c621',
  };
  return `${base64url(JSON.stringify({ typ: 'JWT', alg: 'none' }))}.${base64url(JSON.stringify(claims))}.`;
}

function base64url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
