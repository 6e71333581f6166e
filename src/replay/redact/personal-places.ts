/** What a string of JSON is to a person's privacy. */
export type Sort =
  /** Of the protocol: never changed. */
  | 'plain'
  /** About a person. */
  | 'personal'
  /** May mention a person. */
  | 'mention'
  /** An attribute path or filter whose quoted values are looked at by the attribute before them. */
  | 'filter';

/** Of the protocol, wherever it stands. */
const plainNames: ReadonlySet<string> = new Set([
  'schemas',
  'op',
  'method',
  'bulkid',
  'status',
  'scimtype',
  'type',
  'primary',
  'active',
  'locale',
  'preferredlanguage',
  'timezone',
  'usertype',
  'version',
  'resourcetype',
  'created',
  'lastmodified',
  'role',
  'quota_bytes',
  'attributes',
  'excludedattributes',
  'sortby',
  'sortorder',
  'nextcursor',
  'previouscursor',
  'cursor',
  'lang',
]);

/** Names of things and not of people; a person may be mentioned in them. */
const mentionNames: ReadonlySet<string> = new Set([
  'id',
  '$ref',
  'location',
  'detail',
  'department',
  'division',
  'organization',
  'costcenter',
  'title',
  'roles',
  'entitlements',
  'groups',
  'members',
]);

const discovery = /\/(?:Schemas|ResourceTypes|ServiceProviderConfigs?)(?=[/?]|$)/;

/** True for what describes the target and nobody. */
export function isDiscovery(url: string): boolean {
  return discovery.test(url);
}

/**
 * The sort of a string by the attributes that lead to it, the outermost first: `['emails', 'value']`.
 * @param isGroup whether the resource is a group, whose name is that of no person
 */
export function sortOf(attributes: readonly string[], isGroup: boolean): Sort {
  const names = attributes.map((name) => name.toLowerCase());
  const last = names.at(-1) ?? '';
  if (last === 'path' || last === 'filter') return 'filter';
  // Who a member is, is told by its display; its value is an id.
  if (names.includes('members') && last === 'display') return 'personal';
  if (names.some((name) => plainNames.has(name)) || names.includes('meta')) return 'plain';
  if (names.some((name) => mentionNames.has(name))) return 'mention';
  return isGroup ? 'mention' : 'personal';
}

/** The attributes of a path in a PATCH or filter: `urn:…:User:manager.value`, `emails[type eq "work"].value`. */
export function attributesIn(path: string): readonly string[] {
  const bare = path.replace(/\[[^\]]*\]?/g, '').replace(/^urn:.*:(?=[^:]*$)/i, '');
  return bare.split('.').filter((name) => name !== '');
}
