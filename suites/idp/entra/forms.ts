import type { Fresh } from '#check';
import { type JsonObject, urns } from '#scim';
import { queryEncodings, queryFrom } from '#wire';

export const enterprise = urns.enterpriseUser;

/** The look-up of a user, form-encoded. [entra-url-01] */
export function usersWith(filter: string): string {
  return `/Users?${queryFrom([['filter', filter]], queryEncodings.form)}`;
}

export function userNamed(userName: string): string {
  return usersWith(`userName eq "${userName}"`);
}

/** The look-up of a group, without its members. [entra-group-01] */
export function groupNamed(displayName: string): string {
  const pairs = [
    ['excludedAttributes', 'members'],
    ['filter', `displayName eq "${displayName}"`],
  ] as const;
  return `/Groups?${queryFrom(pairs, queryEncodings.form)}`;
}

/** The body with which Entra creates a user, both URNs listed; `more` is laid over it. [entra-create-01 … -07] */
export function userBody(fresh: Fresh, more: JsonObject = {}): JsonObject {
  const nickname = fresh.word();
  return {
    schemas: [urns.user, enterprise],
    externalId: nickname,
    userName: fresh.userName(),
    active: true,
    displayName: 'Ada Byron',
    emails: [{ primary: true, type: 'work', value: `${nickname}@example.com` }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Ada Byron', familyName: 'Byron', givenName: 'Ada' },
    ...more,
  };
}

/** The body with which Entra creates a group. [entra-group-02] */
export function groupBody(displayName: string): JsonObject {
  return {
    schemas: [urns.group],
    externalId: `${displayName}-object`,
    displayName,
    members: [],
    meta: { resourceType: 'Group' },
  };
}
