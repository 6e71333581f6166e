import { ask, bodyOf, del, get, idOf, listOf, type Outcome, type Plan, patch, post, uuidFrom } from '#idp';
import type { JsonObject } from '#scim';
import { groupBody } from './create-body.ts';
import type { EntraContext } from './memory.ts';
import { matching, referring } from './query.ts';
import { reactions } from './reactions.ts';
import { isGroupInScope, isUserInScope } from './scope.ts';
import { memberBodies, patchBody, speaksFlagged } from './update-body.ts';

const silent: Outcome = { action: 'none', status: 'silent' };

/** Brings one group to where the directory has it, without its members: match, create, rename, delete. */
export function* provisionGroup(context: EntraContext, id: string): Plan {
  const { links, memory } = context;
  const remoteId = links.remoteId('group', id);
  const isWanted = isGroupInScope(context, id);
  if (remoteId === undefined) return isWanted ? yield* firstGroup(context, id) : silent;
  const request = get(`/Groups/${remoteId}?excludedAttributes=members`, 'entra-group-01');
  const answer = yield* ask(request, 'resource', reactions.read);
  if (answer.next === 'compare') {
    memory.readGroups.add(id);
    if (!isWanted) return yield* removeGroup(context, id, remoteId);
    return yield* renameGroup(context, id, remoteId, bodyOf(answer.exchange) ?? {});
  }
  forgetGroup(context, id);
  return isWanted ? yield* firstGroup(context, id) : { action: 'delete', status: 'Success', reason: 'gone already' };
}

/** A group without a link: GQ, then adopt or GC. */
function* firstGroup(context: EntraContext, id: string): Plan {
  const { directory, memory, options } = context;
  const group = directory.group(id);
  if (group === undefined) return silent;
  const value = options.matchGroup === 'displayName' ? group.displayName : uuidFrom(id);
  const request = get(matching('/Groups', options.matchGroup, value), 'entra-group-01');
  const answer = yield* ask(request, 'list', reactions.match);
  if (answer.next === 'adopt') {
    const found = listOf(answer.exchange)?.[0] ?? {};
    const remoteId = typeof found.id === 'string' ? found.id : '';
    linkGroup(context, id, remoteId);
    memory.adoptedGroups.add(id);
    memory.readGroups.add(id);
    return yield* renameGroup(context, id, remoteId, found);
  }
  if (!options.targetActions.includes('create')) {
    return { action: 'create', status: 'Skipped', reason: 'TargetActionOff' };
  }
  const body = groupBody(id, group.displayName);
  const { exchange } = yield* ask(post('/Groups', body, 'entra-group-02'), 'resource', reactions.create);
  linkGroup(context, id, idOf(exchange) ?? '');
  memory.readGroups.add(id);
  return { action: 'create', status: 'Success' };
}

/** GU for the name (and the externalId, where an adopted group has none or another). */
function* renameGroup(context: EntraContext, id: string, remoteId: string, copy: JsonObject): Plan {
  const group = context.directory.group(id);
  if (group === undefined) return silent;
  const wanted = [
    ['displayName', group.displayName],
    ['externalId', uuidFrom(id)],
  ] as const;
  const different = wanted.filter(([name, value]) => copy[name] !== value);
  if (different.length === 0) return { action: 'update', status: 'Skipped', reason: 'RedundantExport' };
  if (!context.options.targetActions.includes('update')) {
    return { action: 'update', status: 'Skipped', reason: 'TargetActionOff' };
  }
  const body = patchBody(groupOperations(context, different, copy));
  yield* ask(patch(`/Groups/${remoteId}`, body, 'entra-group-08'), 'success', reactions.update);
  return { action: 'update', status: 'Success', reason: different.map(([name]) => name).join(', ') };
}

function groupOperations(
  context: EntraContext,
  different: readonly (readonly [name: string, value: string])[],
  copy: JsonObject,
): readonly JsonObject[] {
  const isMissing = (name: string): boolean => copy[name] === undefined || copy[name] === null || copy[name] === '';
  if (!speaksFlagged(context)) {
    return different.map(([path, value]) => ({ op: isMissing(path) ? 'Add' : 'Replace', path, value }));
  }
  const added = different.filter(([path]) => isMissing(path));
  const replaced = different.filter(([path]) => !isMissing(path));
  const [only] = replaced;
  const isLonePath = replaced.length === 1 && context.options.flagSingleReplace === 'path';
  const rest: readonly JsonObject[] =
    only === undefined
      ? []
      : isLonePath
        ? [{ op: 'replace', path: only[0], value: only[1] }]
        : [{ op: 'replace', value: Object.fromEntries(replaced) }];
  return [...added.map(([path, value]) => ({ op: 'add', path, value })), ...rest];
}

/** GD: groups have no soft delete. [entra-group-09] */
function* removeGroup(context: EntraContext, id: string, remoteId: string): Plan {
  if (!context.options.targetActions.includes('delete')) {
    return { action: 'delete', status: 'Skipped', reason: 'TargetActionOff' };
  }
  yield* ask(del(`/Groups/${remoteId}`, 'entra-group-09'), 'success', reactions.remove);
  forgetGroup(context, id);
  return { action: 'delete', status: 'Success' };
}

/** GU for members: what joined and what left since they were last sent. Members are never read. [entra-group-03] */
export function* sendMembers(context: EntraContext, id: string): Plan {
  const { links, memory, options } = context;
  if (!isGroupInScope(context, id)) {
    memory.dirtyMembers.delete(id);
    return silent;
  }
  const { joined, left } = memberChanges(context, id);
  if (joined.size === 0 && left.size === 0) {
    if (memory.chosenMembers === undefined) memory.dirtyMembers.delete(id);
    return silent;
  }
  // A group that could not be made is tried again by its own key; its members wait for that.
  if (links.remoteId('group', id) === undefined) return silent;
  if (!memory.readGroups.has(id)) yield* provisionGroup(context, id);
  const remoteId = links.remoteId('group', id);
  if (remoteId === undefined) return silent;
  if (!options.targetActions.includes('update')) {
    memory.dirtyMembers.delete(id);
    return { action: 'update', status: 'Skipped', reason: 'TargetActionOff' };
  }
  // The group may have been made anew just now, and then nobody is in it.
  const changes = memberChanges(context, id);
  const sent = sentMembers(context, id);
  yield* exchangeMembers(context, remoteId, 'remove', changes.left, (member) => sent.delete(member));
  yield* exchangeMembers(context, remoteId, 'add', changes.joined, (member, memberId) => sent.set(member, memberId));
  // An on-demand run adds whom it was told to; the others still wait for the cycle.
  if (memory.chosenMembers === undefined) memory.dirtyMembers.delete(id);
  const counts = `members: ${changes.joined.size} added, ${changes.left.size} removed`;
  return { action: 'update', status: 'Success', reason: counts };
}

function* exchangeMembers(
  context: EntraContext,
  remoteId: string,
  verb: 'add' | 'remove',
  members: ReadonlyMap<string, string>,
  onSent: (member: string, memberId: string) => void,
): Plan<void> {
  const wanted = new Map<string, string>();
  for (const [member, memberId] of members) {
    if (context.options.referenceChecks) {
      const check = get(referring('/Groups', remoteId, 'members', memberId), 'entra-ref-01');
      const isThere = (yield* ask(check, 'list', reactions.reference)).next === 'skip';
      if (isThere === (verb === 'add')) {
        onSent(member, memberId);
        continue;
      }
    }
    wanted.set(memberId, member);
  }
  const removal = speaksFlagged(context) ? 'entra-group-05' : 'entra-group-04';
  for (const { ids, body } of memberBodies(context, verb, [...wanted.keys()])) {
    const behaviour = verb === 'add' ? 'entra-group-03' : removal;
    yield* ask(patch(`/Groups/${remoteId}`, body, behaviour), 'success', reactions.update);
    for (const memberId of ids) onSent(wanted.get(memberId) ?? '', memberId);
  }
}

/** Directory id → server id of those who are to be added, and of those who are to go. */
function memberChanges(
  context: EntraContext,
  id: string,
): { readonly joined: ReadonlyMap<string, string>; readonly left: ReadonlyMap<string, string> } {
  const { directory, memory } = context;
  const members = directory.group(id)?.members ?? new Set<string>();
  const sent = sentMembers(context, id);
  const joined = new Map<string, string>();
  for (const member of members) {
    const memberId = memory.chosenMembers?.has(member) === false ? undefined : sendable(context, member);
    if (memberId !== undefined && (memory.isForced || sent.get(member) !== memberId)) joined.set(member, memberId);
  }
  const left = new Map<string, string>();
  if (memory.chosenMembers !== undefined) return { joined, left };
  for (const [member, memberId] of sent) if (!members.has(member)) left.set(member, memberId);
  return { joined, left };
}

/** The server id of a member who is in scope and linked, be it a user or a nested group. [entra-group-07, entra-scope-02] */
export function sendable(context: EntraContext, member: string): string | undefined {
  const { directory, links, memory, options } = context;
  const user = directory.user(member);
  if (user === undefined) return isGroupInScope(context, member) ? links.remoteId('group', member) : undefined;
  const isThere = isUserInScope(directory, options, user) && memory.users.get(member)?.isManaged === true;
  return isThere ? links.remoteId('user', member) : undefined;
}

export function sentMembers({ memory }: EntraContext, id: string): Map<string, string> {
  const sent = memory.members.get(id) ?? new Map<string, string>();
  memory.members.set(id, sent);
  return sent;
}

function linkGroup({ directory, links, memory }: EntraContext, id: string, remoteId: string): void {
  links.link('group', id, remoteId);
  memory.members.set(id, new Map());
  memory.dirtyMembers.add(id);
  for (const holder of directory.groupsOf(id)) memory.dirtyMembers.add(holder.id);
}

function forgetGroup({ links, memory }: EntraContext, id: string): void {
  links.unlink('group', id);
  memory.members.delete(id);
  memory.adoptedGroups.delete(id);
  memory.dirtyMembers.delete(id);
}
