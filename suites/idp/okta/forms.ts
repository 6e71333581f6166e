import type { Fresh } from '#check';
import { type JsonObject, urns } from '#scim';
import { queryEncodings, queryFrom } from '#wire';

export const enterprise = urns.enterpriseUser;

/** The look-up of a user. `space` is how a blank is written: older traffic has a plus. [okta-query-01] */
export function userNamed(userName: string, space: '%20' | '+' = '%20'): string {
  return `/Users?${lookup(`userName eq "${userName}"`, space)}`;
}

/** The look-up of a group. [okta-group-03] */
export function groupNamed(displayName: string): string {
  return `/Groups?${lookup(`displayName eq "${displayName}"`, '%20')}`;
}

function lookup(filter: string, space: '%20' | '+'): string {
  const pairs = [
    ['filter', filter],
    ['startIndex', 1],
    ['count', 100],
  ] as const;
  return queryFrom(pairs, { ...queryEncodings.percent, space });
}

/** The body with which Okta creates a user, placeholder password and all; `more` is laid over it. [okta-create-01 … -08] */
export function userBody(fresh: Fresh, more: JsonObject = {}): JsonObject {
  const id = fresh.word();
  return {
    schemas: [urns.user],
    userName: fresh.userName(),
    name: { givenName: 'Ada', familyName: 'Lovelace' },
    emails: [{ primary: true, value: `${id}@example.com`, type: 'work' }],
    displayName: 'Ada Lovelace',
    locale: 'en-US',
    externalId: id,
    groups: [],
    password: 'gl7mqWZx',
    active: true,
    ...more,
  };
}

/** The body with which Okta pushes a new group. [okta-group-02, okta-group-04] */
export function groupBody(displayName: string, members: readonly JsonObject[] = []): JsonObject {
  return { schemas: [urns.group], displayName, members };
}

/** A member as Okta writes one: no type, no $ref, and whatever it calls the user. [okta-group-04] */
export function member(id: string | undefined, display: string | null = 'ada@example.com'): JsonObject {
  return { value: id ?? '', display };
}
