import { get, type Plan, PlanFailure, type PlannedRequest, patch, put } from '#idp';
import { type JsonObject, urns } from '#scim';
import { asked } from './asked.ts';
import { replaceBody } from './body.ts';
import { type Changes, type Member, shown } from './members.ts';
import type { GroupPush, OktaContext } from './memory.ts';
import { reactions } from './reactions.ts';

/** First one remove for each leaver, then one add; so many members in one PATCH. [okta-group-06, okta-group-10] */
export function* sendChanges(
  context: OktaContext,
  id: string,
  push: GroupPush,
  { joined, left }: Changes,
  behaviour: string,
): Plan<void> {
  const { groupBatch } = context.options;
  const size = left.length + joined.length;
  for (let from = 0; from < size; from += groupBatch) {
    const leaving = left.slice(from, from + groupBatch);
    const joining = joined.slice(Math.max(0, from - left.length), Math.max(0, from + groupBatch - left.length));
    const removes = leaving.map(({ value }) => ({ op: 'remove', path: `members[value eq "${value}"]` }));
    const add = joining.length === 0 ? [] : [{ op: 'add', path: 'members', value: joining.map(shown) }];
    const body = { schemas: [urns.patchOp], Operations: [...removes, ...add] };
    yield* sendMembers(patch(remote(context, id), body, behaviour), push);
    for (const member of leaving) push.members.delete(member.id);
    for (const member of joining) push.members.set(member.id, member.value);
  }
}

/** One PATCH of members. If no answer comes, Okta does not know whom the server took in. */
function* sendMembers(request: PlannedRequest, push: GroupPush): Plan<void> {
  try {
    yield* asked(request, 'success', reactions.groupUpdate);
  } catch (error) {
    if (error instanceof PlanFailure && error.exchange?.response === null) push.hasForeignMembers = true;
    throw error;
  }
}

/** The name, with the id in the value, as strict servers dislike. [okta-quirk-02] */
export function* sendName(context: OktaContext, id: string, push: GroupPush, behaviour: string): Plan<void> {
  const { directory, links, options } = context;
  const displayName = options.renameGroups ? (directory.group(id)?.displayName ?? push.name) : push.name;
  const body = replaceBody({ id: links.remoteId('group', id) ?? '', displayName });
  yield* asked(patch(remote(context, id), body, behaviour), 'success', reactions.groupUpdate);
  push.name = displayName;
}

/** PUT of the whole group. [okta-group-11] */
export function* sendWhole(
  context: OktaContext,
  id: string,
  push: GroupPush,
  members: readonly Member[],
  behaviour: string,
): Plan<void> {
  const { directory, links, options } = context;
  const displayName = options.renameGroups ? (directory.group(id)?.displayName ?? push.name) : push.name;
  const body = {
    schemas: [urns.group],
    id: links.remoteId('group', id) ?? '',
    displayName,
    members: members.map(shown),
  };
  yield* asked(put(remote(context, id), body, behaviour), 'success', reactions.groupUpdate);
  push.name = displayName;
  tellAll(push, members);
}

export function* look(context: OktaContext, id: string, behaviour: string): Plan<void> {
  yield* asked(get(remote(context, id), behaviour), 'resource', reactions.groupRead);
}

/** Everybody, in one PATCH. [okta-group-08, okta-group-09] */
export function* sendFull(context: OktaContext, id: string, push: GroupPush, members: readonly Member[]): Plan<void> {
  const body = fullPushBody(context, id, push, members);
  const behaviour = context.options.fullPush === 'path' ? 'okta-group-08' : 'okta-group-09';
  yield* asked(patch(remote(context, id), body, behaviour), 'success', reactions.groupUpdate);
  tellAll(push, members);
}

function fullPushBody(context: OktaContext, id: string, push: GroupPush, list: readonly Member[]): JsonObject {
  const members = list.map(shown);
  const { fullPush } = context.options;
  if (fullPush === 'path') {
    return { schemas: [urns.patchOp], Operations: [{ op: 'replace', path: 'members', value: members }] };
  }
  const names = { id: context.links.remoteId('group', id) ?? '', displayName: push.name };
  return replaceBody(fullPush === 'pathless' ? { members } : { members, ...names });
}

/** The whole list was told: nobody else is in the group now. */
function tellAll(push: GroupPush, members: readonly Member[]): void {
  push.members.clear();
  for (const member of members) push.members.set(member.id, member.value);
  for (const member of [...push.held]) if (!push.members.has(member)) push.held.delete(member);
  push.hasForeignMembers = false;
}

/** The path of a linked group. */
export function remote({ links }: OktaContext, id: string): string {
  return `/Groups/${links.remoteId('group', id) ?? ''}`;
}
