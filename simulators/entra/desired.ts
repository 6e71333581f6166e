import type { Desired, DesiredGroup, DesiredUser, DirectoryUser } from '#idp';
import { sendable, sentMembers } from './group.ts';
import { mapped, mappingOf } from './mapping.ts';
import type { EntraContext } from './memory.ts';
import { isGroupInScope, standingOf } from './scope.ts';
import { managerPath } from './update-body.ts';

/** What the server should hold, for the oracle. */
export function desired(context: EntraContext): Desired {
  return { users: users(context), groups: groups(context) };
}

function* users(context: EntraContext): Generator<DesiredUser> {
  for (const user of context.directory.users()) {
    const wanted = desiredUser(context, user);
    if (wanted !== undefined) yield wanted;
  }
}

function desiredUser(context: EntraContext, user: DirectoryUser): DesiredUser | undefined {
  const { memory, options } = context;
  const { isInScope, isDeleted, isSoftDeleted } = standingOf(context, user);
  const known = memory.users.get(user.id);
  const base = { id: user.id, userName: user.userName.replace('#EXT#', '') };
  // Somebody who never came, or whom an action that is switched off would concern, is none of the server's business.
  if (known === undefined && (!isInScope || isSoftDeleted)) return undefined;
  if (!options.targetActions.includes('update') || !options.targetActions.includes('create')) return undefined;
  const hasActive = mappingOf(options).some(({ target }) => target === 'active');
  if (!isInScope || isDeleted || isSoftDeleted) {
    const isDisabled = hasActive && options.activeMapping !== 'accountEnabled' && isSoftDeleted;
    return isDisabled || !options.softDelete ? { ...base, state: 'not-active', attributes: {} } : undefined;
  }
  const attributes: Record<string, string | boolean> = {};
  for (const row of mappingOf(options)) {
    const value = mapped(row, user, isSoftDeleted);
    if (value !== undefined && !row.onlyOnCreate && row.target !== 'userName') attributes[row.target] = value;
  }
  if (known?.manager !== undefined) attributes[managerPath] = known.manager;
  delete attributes.active;
  return { ...base, state: known?.isWaiting === true ? 'inactive' : 'active', attributes };
}

function* groups(context: EntraContext): Generator<DesiredGroup> {
  const { directory, options } = context;
  const canAct = options.targetActions.includes('update') && options.targetActions.includes('create');
  if (!options.groups || !canAct) return;
  for (const group of directory.groups()) {
    if (!isGroupInScope(context, group.id)) continue;
    const sent = sentMembers(context, group.id);
    const members = [...group.members].filter(
      (member) => sendable(context, member) !== undefined || isStillThere(context, sent, member),
    );
    const othersMayStay = context.memory.adoptedGroups.has(group.id);
    yield { id: group.id, displayName: group.displayName, state: 'present', members, othersMayStay };
  }
}

/** Who left the scope but not the group stays in it at the server: nothing tells Entra to take them out. */
function isStillThere(context: EntraContext, sent: ReadonlyMap<string, string>, member: string): boolean {
  const memberId = sent.get(member);
  return memberId !== undefined && memberId === context.links.remoteId('user', member);
}
