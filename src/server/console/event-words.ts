import { isObject, type JsonObject } from '#scim';

/** Events in words; any other goes by its type. */
const names: Readonly<Record<string, string>> = {
  'scim.user.created': 'User created',
  'scim.user.changed': 'User changed',
  'scim.user.suspended': 'User suspended',
  'scim.user.reactivated': 'User reactivated',
  'scim.user.deleted': 'User deleted',
  'scim.group.created': 'Group created',
  'scim.group.changed': 'Group changed',
  'scim.group.deleted': 'Group deleted',
  'scim.group.membership.replaced': 'Membership replaced',
  'scim.group.membership.added': 'Members added',
  'scim.group.membership.removed': 'Members removed',
  'scim.group.membership.changed': 'Membership changed',
  'scim.auth.refused': 'Token refused',
  'scim.rate.refused': 'Refused: too many requests',
  'scim.request.refused': 'Request refused',
  'scim.enabled': 'SCIM enabled',
  'scim.disabled': 'SCIM disabled',
  'scim.token.created': 'Token created',
  'scim.token.rotated': 'Token rotated',
  'scim.token.revoked': 'Token revoked',
  'scaidrive.account.created': 'User created by hand',
  'scaidrive.account.changed': 'User changed by hand',
  'scaidrive.group.created': 'Group created by hand',
  'scaidrive.group.membership.added': 'Member added by hand',
  'scaidrive.group.membership.removed': 'Member removed by hand',
  'scaidrive.share.created': 'Share created',
  'scaidrive.grant.added': 'Grant given',
  'scaidrive.grant.removed': 'Grant taken away',
  'scaidrive.settings.changed': 'Settings changed',
  'scaidrive.sign-in.accepted': 'Signed in',
  'scaidrive.sign-in.refused': 'Sign-in refused',
  'console.sign-in.accepted': 'Console opened',
  'console.sign-in.refused': 'Wrong console password',
};

export function eventName({ type }: JsonObject): string {
  return names[String(type)] ?? String(type);
}

/** Texts of an object's members, those that are there. */
export function wordsOf(value: JsonObject[string] | undefined, members: readonly string[]): readonly string[] {
  if (!isObject(value)) return [];
  return members.flatMap((name) => {
    const word = value[name];
    return typeof word === 'string' && word !== '' ? [word] : [];
  });
}

/** Where the page of an event's target is, if it has one. */
export function targetLink(target: JsonObject[string] | undefined): string | undefined {
  if (!isObject(target) || typeof target.id !== 'string') return undefined;
  const place = places[String(target.type)];
  return place === undefined ? undefined : place + encodeURIComponent(target.id);
}

const places: Readonly<Record<string, string>> = {
  User: '/users/',
  Account: '/users/',
  Group: '/groups/',
  Share: '/shares/',
};
