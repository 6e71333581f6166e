import type { Header } from '#wire';

/** How a client proves who it is. */
export type Auth =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | { readonly kind: 'none' };

/** The header lines that carry it. */
export function authHeaders(auth: Auth): readonly Header[] {
  switch (auth.kind) {
    case 'bearer':
      return [['Authorization', `Bearer ${auth.token}`]];
    case 'basic':
      return [['Authorization', `Basic ${base64(`${auth.user}:${auth.password}`)}`]];
    case 'header':
      return [[auth.name, auth.value]];
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
      return [auth.password];
    case 'header':
      return [auth.value];
    case 'none':
      return [];
  }
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
