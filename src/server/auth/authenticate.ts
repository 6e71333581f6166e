import { RefusedError } from '../http/error-answer.ts';
import type { Token, Tokens } from './tokens.ts';

/**
 * The token that the Authorization header carries. A promise only when hashing is needed.
 * @throws RefusedError 401 with a Bearer challenge
 */
export function authenticate(tokens: Tokens, authorization: string | undefined): Token | Promise<Token> {
  const secret = authorization === undefined ? undefined : bearerOf(authorization);
  if (secret === undefined) throw refused('this endpoint needs an Authorization header with a Bearer token', '');
  const found = tokens.find(secret);
  return found instanceof Promise ? found.then(required) : required(found);
}

function required(token: Token | undefined): Token {
  if (token === undefined) {
    throw refused('the bearer token is unknown, rotated or revoked', ', error="invalid_token"');
  }
  return token;
}

function refused(detail: string, parameters: string): RefusedError {
  return new RefusedError(401, detail, { 'www-authenticate': `Bearer realm="scim"${parameters}` });
}

function bearerOf(authorization: string): string | undefined {
  // Whoever pastes a token may paste a tab before it.
  if (!/^bearer[ \t]/i.test(authorization)) return undefined;
  const secret = authorization.slice(7).trim();
  return secret === '' ? undefined : secret;
}
