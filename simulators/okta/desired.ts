import type { Desired, DesiredGroup, DesiredUser, DirectoryUser } from '#idp';
import { isPushed } from './group.ts';
import { appUserName, profileOf } from './mapping.ts';
import { eligible, everyMember } from './members.ts';
import type { OktaContext } from './memory.ts';
import { isEntitled } from './standing.ts';

/** What the server should hold, for the oracle. */
export function desired(context: OktaContext): Desired {
  return { users: users(context), groups: groups(context) };
}

function* users(context: OktaContext): Generator<DesiredUser> {
  for (const user of context.directory.users()) {
    const wanted = desiredUser(context, user);
    if (wanted !== undefined) yield wanted;
  }
}

function desiredUser(context: OktaContext, user: DirectoryUser): DesiredUser | undefined {
  const { links, memory, options } = context;
  const app = memory.users.get(user.id);
  const isLinked = links.remoteId('user', user.id) !== undefined;
  if (isEntitled(context, user.id)) {
    // Without Create Users an account that is not there is not missing.
    if (!isLinked && !options.createUsers) return undefined;
    const isWaiting = app?.isActive === false && !options.createActive;
    return {
      ...nameOf(context, user),
      state: isWaiting ? 'inactive' : 'active',
      attributes: attributes(context, user),
    };
  }
  // Who never came, or whom Deactivate Users does not touch, is none of the server's business.
  if (app === undefined || !isLinked || !options.deactivateUsers) return undefined;
  return { id: user.id, userName: app.userName, state: 'inactive', attributes: {} };
}

function nameOf(context: OktaContext, user: DirectoryUser): { readonly id: string; readonly userName: string } {
  const { memory, options } = context;
  const told = memory.users.get(user.id)?.pushed;
  const userName = options.updateUsers ? appUserName(context, user) : memory.users.get(user.id)?.userName;
  return { id: user.id, userName: told === undefined ? user.userName : (userName ?? user.userName) };
}

function attributes(context: OktaContext, user: DirectoryUser): Readonly<Record<string, string>> {
  const { memory, options } = context;
  // Without Update User Attributes the server keeps what it was told at creation, and an account that was there its own.
  const profile = options.updateUsers ? profileOf(context, user) : (memory.users.get(user.id)?.pushed ?? new Map());
  const wanted: Record<string, string> = {};
  for (const [row, value] of profile) if (row.place.path !== 'userName') wanted[row.place.path] = value;
  return wanted;
}

function* groups(context: OktaContext): Generator<DesiredGroup> {
  const { directory, links, memory, options } = context;
  for (const group of directory.groups()) {
    if (!isPushed(context, group.id)) continue;
    const push = memory.groups.get(group.id);
    if (push?.isPaused === true) continue;
    const displayName = options.renameGroups ? group.displayName : (push?.name ?? group.displayName);
    const members = membersOf(context, group.id);
    const othersMayStay = push?.hasForeignMembers === true;
    yield { id: group.id, displayName, state: 'present', members, othersMayStay };
  }
  if (options.unlink !== 'delete') return;
  for (const id of links.linked('group')) {
    if (!isPushed(context, id)) yield { id, displayName: memory.groups.get(id)?.name ?? id, state: 'absent' };
  }
}

/** Those who were told and those who should have been; not those who wait for another push. [okta-group-14, okta-group-16] */
function membersOf(context: OktaContext, id: string): readonly string[] {
  const { directory, links, memory, options } = context;
  const push = memory.groups.get(id);
  const wanted = new Set(eligible(context, id).map((member) => member.id));
  for (const member of push?.missed ?? []) wanted.delete(member);
  for (const member of everyMember(context, id)) {
    const isToCome = links.remoteId('user', member) === undefined && options.createUsers;
    if (isToCome && isEntitled(context, member)) wanted.add(member);
  }
  const group = directory.group(id)?.members ?? new Set<string>();
  for (const [member, value] of push?.members ?? []) {
    const isListed = group.has(member) || push?.held.has(member) === true;
    // Whoever has another account since is listed by the old one until the next push.
    if (isListed && value === links.remoteId('user', member)) wanted.add(member);
    else wanted.delete(member);
  }
  return [...wanted];
}
