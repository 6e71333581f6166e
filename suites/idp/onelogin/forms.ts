import type { Fresh } from '#check';
import { type JsonObject, urns } from '#scim';
import { queryEncodings, queryFrom } from '#wire';

const oldEnterprise = 'urn:scim:schemas:extension:enterprise:2.0';

/** The look-up, form-encoded and with the stray mark at its end. [onelogin-url-01, onelogin-url-02] */
export function userNamed(userName: string): string {
  const encoding = { ...queryEncodings.percent, space: '+' } as const;
  return `/Users?${queryFrom([['filter', `userName eq "${userName}"`]], encoding)}&`;
}

/** A path without a query bears a stray mark as well. [onelogin-url-01] */
export function marked(path: string): string {
  return `${path}?`;
}

/** The stock template of the Enterprise connector, expanded; `more` is laid over it. [onelogin-create-01 … -06] */
export function userBody(fresh: Fresh, more: JsonObject = {}): JsonObject {
  return {
    schemas: ['urn:scim:schemas:core:2.0', oldEnterprise],
    userName: fresh.userName(),
    name: { familyName: 'Byron', givenName: 'Ada', formatted: 'Ada Byron' },
    emails: [{ value: `${fresh.word()}@example.com`, type: 'work', primary: true }],
    title: 'Engineer',
    [oldEnterprise]: { department: 'R&D', manager: { managerId: '26118915', displayName: 'Grace Hopper' } },
    active: true,
    ...more,
  };
}

/** A group is made empty; its members follow one by one. [onelogin-group-04] */
export function groupBody(displayName: string): JsonObject {
  return { schemas: [urns.group], displayName, members: [] };
}

/** One member by a list of one. [onelogin-group-03, onelogin-group-06] */
export function change(op: 'add' | 'remove', id: string) {
  return [{ op, path: 'members', value: [{ value: id }] }];
}
