import type { Fresh } from '#check';
import { type JsonObject, urns } from '#scim';
import { queryEncodings, queryFrom } from '#wire';

/** The look-up before a create: startIndex and no count. [google-lookup-01] */
export function userNamed(userName: string): string {
  const pairs = [
    ['filter', `userName eq "${userName}"`],
    ['startIndex', 1],
  ] as const;
  return `/Users?${queryFrom(pairs, queryEncodings.percent)}`;
}

/** The body of a create, and with an id that of an update; `more` is laid over it. [google-create-01 … -05] */
export function userBody(fresh: Fresh, more: JsonObject = {}): JsonObject {
  return {
    schemas: ['urn:scim:schemas:core:1.0', urns.user],
    userName: fresh.userName(),
    emails: [{ primary: true, value: `${fresh.word()}@example.com`, type: 'work' }],
    displayName: 'Ada Byron',
    name: { givenName: 'Ada', familyName: 'Byron' },
    active: true,
    ...more,
  };
}
