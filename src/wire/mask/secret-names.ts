/** Headers that carry credentials and nothing else. */
export const secretHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'api-key',
  'apikey',
  'x-auth-token',
  'x-access-token',
  'authentication-info',
]);

/** Members of JSON, fields of a form and parameters of a query that carry credentials. */
const secretFields: ReadonlySet<string> = new Set([
  'password',
  'client_secret',
  'client_assertion',
  'assertion',
  'access_token',
  'refresh_token',
  'id_token',
  'subject_token',
  'actor_token',
  'token',
  'api_key',
  'apikey',
]);

/** True for a name that carries a credential, also with the URN of its schema before it. */
export function isSecretField(name: string): boolean {
  const lower = name.trim().toLowerCase();
  return secretFields.has(lower) || namesPassword(lower);
}

/** True for an attribute path that ends at the password: `password`, `urn:…:User:password`. */
export function namesPassword(path: string): boolean {
  return /(?:^|[:.])password$/i.test(path.trim());
}

/** True for a filter that compares the password, so that it holds one. */
export function filtersPassword(filter: string): boolean {
  return /(?:^|[^a-z0-9_])password\s+(?:eq|ne|co|sw|ew|gt|ge|lt|le)\s/i.test(filter);
}
