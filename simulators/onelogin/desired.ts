import type { Desired, DesiredGroup, DesiredUser, DirectoryUser } from '#idp';
import { isList, isObject, type Json, type JsonObject } from '#scim';
import { sentBody, userBody } from './body.ts';
import { groupsFor } from './group.ts';
import { appUserName } from './mapping.ts';
import type { Account, OneLoginContext } from './memory.ts';
import { standingOf } from './standing.ts';

/** What the server should hold, for the oracle. */
export function desired(context: OneLoginContext): Desired {
  return { users: users(context), groups: groups(context) };
}

function* users(context: OneLoginContext): Generator<DesiredUser> {
  for (const user of context.directory.users()) {
    // What nobody has approved is not to be expected.
    if (context.memory.pending.has(user.id)) continue;
    const wanted = desiredUser(context, user);
    if (wanted !== undefined) yield wanted;
  }
}

function desiredUser(context: OneLoginContext, user: DirectoryUser): DesiredUser | undefined {
  const { memory, options } = context;
  const account = memory.accounts.get(user.id);
  const base = { id: user.id, userName: appUserName(context, user), attributes: {} };
  switch (standingOf(context, user.id)) {
    case 'here': {
      const attributes = attributesIn(userBody(context, user, true));
      return { ...base, state: account?.isWaiting === true ? 'inactive' : 'active', attributes };
    }
    case 'suspended':
      if (account === undefined || options.onSuspended === 'nothing' || !saysActive(context, account)) return undefined;
      return { ...base, userName: nameIn(account), state: 'inactive' };
    case 'gone': {
      if (account === undefined || options.onDeleted === 'nothing') return undefined;
      const userName = nameIn(account);
      if (options.onDeleted === 'delete') return { ...base, userName, state: 'absent' };
      return saysActive(context, account) ? { ...base, userName, state: 'inactive' } : undefined;
    }
  }
}

/** A template without `active`, and nothing that adds it, suspends nobody. [onelogin-create-07] */
function saysActive({ options }: OneLoginContext, account: Account): boolean {
  return options.injectActive || sentBody(account).active !== undefined;
}

function nameIn(account: Account): string {
  const { userName } = sentBody(account);
  return typeof userName === 'string' ? userName : '';
}

/** The attributes of a body that every server keeps as they are. */
function attributesIn(body: JsonObject): Readonly<Record<string, string>> {
  const name = isObject(body.name) ? body.name : {};
  const email = isList(body.emails) ? body.emails[0] : body.emails;
  const values: readonly (readonly [string, Json | undefined])[] = [
    ['name.familyName', name.familyName],
    ['name.givenName', name.givenName],
    ['name.formatted', name.formatted],
    ['emails[type eq "work"].value', isObject(email) ? email.value : undefined],
    ['title', body.title],
  ];
  const wanted: Record<string, string> = {};
  for (const [path, value] of values) if (typeof value === 'string' && value !== '') wanted[path] = value;
  return wanted;
}

/** Every group that somebody is, was or should be in. Nobody deletes one, so old ones stay, empty. [onelogin-group-08] */
function* groups(context: OneLoginContext): Generator<DesiredGroup> {
  const { directory, links, memory } = context;
  const members = new Map<string, string[]>();
  const addAll = (id: string, names: Iterable<string>): void => {
    for (const name of names) {
      const listed = members.get(name);
      if (listed === undefined) members.set(name, [id]);
      else listed.push(id);
    }
  };
  for (const { id } of directory.users()) {
    const account = memory.accounts.get(id);
    const isDue = standingOf(context, id) === 'here' && !memory.pending.has(id);
    if (isDue) addAll(id, groupsFor(context, id));
    else addAll(id, account?.groups.keys() ?? []);
  }
  for (const [id, account] of memory.accounts) if (directory.user(id) === undefined) addAll(id, account.groups.keys());
  for (const name of links.linked('group'))
    if (!memory.foundGroups.has(name) && !members.has(name)) members.set(name, []);
  for (const [name, ids] of members) {
    const othersMayStay = memory.foundGroups.has(name);
    yield { id: name, displayName: name, state: 'present', members: ids, othersMayStay };
  }
}
