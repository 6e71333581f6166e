import type { Header } from '#wire';

/** How a client proves who it is. */
export type Auth =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | ClientCredentials
  | { readonly kind: 'none' };

/** A token is fetched with them, and fetched anew when it is over (RFC 6749 §4.4). */
export interface ClientCredentials {
  readonly kind: 'oauth2-cc';
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string | undefined;
}

export type AuthKind = Auth['kind'];

/** Stands where a fetched token belongs until the request goes out, so that no layer above ever holds one. */
export const tokenStandIn = 'scimulate-fetched-token';

/**
 * What a credential in one text says, by its kind: a token, `user:password`, `Name: value` or `client-id:client-secret`.
 * Without a credential there is none to send.
 * @throws RangeError that says what form it must have, and never what it is
 */
export function authFrom(
  kind: AuthKind,
  credential: string | undefined,
  { tokenUrl, scope }: { readonly tokenUrl?: string | undefined; readonly scope?: string | undefined } = {},
): Auth {
  if (kind === 'none' || credential === undefined || credential === '') return { kind: 'none' };
  if (kind === 'bearer') return { kind, token: credential };
  const colon = credential.indexOf(':');
  const [first, rest] = [credential.slice(0, colon), credential.slice(colon + 1)];
  if (colon < 1) throw new RangeError(`${kind} needs a credential of the form ${forms[kind]}`);
  if (kind === 'basic') return { kind, user: first, password: rest };
  if (kind === 'header') {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(first) || /[\r\n]/.test(rest)) {
      throw new RangeError(`header needs a credential of the form ${forms.header}`);
    }
    return { kind, name: first, value: rest.trim() };
  }
  if (tokenUrl === undefined || !/^https?:\/\//i.test(tokenUrl) || !URL.canParse(tokenUrl)) {
    throw new RangeError('oauth2-cc needs the URL of the token endpoint (--token-url)');
  }
  return { kind, tokenUrl, clientId: first, clientSecret: rest, scope };
}

const forms = { basic: 'user:password', header: '"Name: value"', 'oauth2-cc': 'client-id:client-secret' } as const;

/** The credential in one text again, as `authFrom` reads it: for the environment of a process that we start. */
export function credentialOf(auth: Auth): string | undefined {
  switch (auth.kind) {
    case 'bearer':
      return auth.token;
    case 'basic':
      return `${auth.user}:${auth.password}`;
    case 'header':
      return `${auth.name}: ${auth.value}`;
    case 'oauth2-cc':
      return `${auth.clientId}:${auth.clientSecret}`;
    case 'none':
      return undefined;
  }
}

/** The header lines that carry it. Those of fetched tokens hold a stand-in, which `authorized` replaces. */
export function authHeaders(auth: Auth): readonly Header[] {
  switch (auth.kind) {
    case 'bearer':
      return [['Authorization', `Bearer ${auth.token}`]];
    case 'basic':
      return [['Authorization', `Basic ${base64(`${auth.user}:${auth.password}`)}`]];
    case 'header':
      return [[auth.name, auth.value]];
    case 'oauth2-cc':
      return [['Authorization', `Bearer ${tokenStandIn}`]];
    case 'none':
      return [];
  }
}

/** What must not be written out, for masking. */
export function secretsOf(auth: Auth): readonly string[] {
  switch (auth.kind) {
    case 'bearer':
      return [auth.token];
    case 'basic':
      return [auth.password, base64(`${auth.user}:${auth.password}`)];
    case 'header':
      return [auth.value];
    case 'oauth2-cc':
      return [auth.clientSecret, base64(`${auth.clientId}:${auth.clientSecret}`)];
    case 'none':
      return [];
  }
}

export function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
