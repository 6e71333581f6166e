import { del, get, idOf, listOf, type Outcome, type Plan, PlanFailure, post } from '#idp';
import { isList, isObject, type Json, type JsonObject, urns } from '#scim';
import { asked, isScimError } from './asked.ts';
import { look, remote, sendChanges, sendFull, sendName, sendWhole } from './group-requests.ts';
import { type Changes, changesOf, eligible, everyMember, fullList, type Member, shown } from './members.ts';
import { type GroupPush, type OktaContext, pushOf } from './memory.ts';
import { dialectOf } from './options.ts';
import { matching } from './query.ts';
import { reactions } from './reactions.ts';
import { silent } from './user.ts';

/** Brings a pushed group to where Okta has it. [okta-group-01] */
export function* pushGroup(context: OktaContext, id: string): Plan {
  const { directory, links } = context;
  if (!isPushed(context, id)) return yield* unlink(context, id);
  const group = directory.group(id);
  if (group === undefined) return silent;
  const push = pushOf(context, id);
  return yield* mapping(context, id, push, function* () {
    if (links.remoteId('group', id) === undefined) yield* first(context, id, push, group.displayName);
    else if (!push.isSetUp) yield* followUp(context, id, push);
    else return yield* change(context, id, push);
    return true;
  });
}

/** Runs a push. A mapping that fails is in error and sends nothing more until a retry; one that only waits is not. */
export function* mapping(context: OktaContext, id: string, push: GroupPush, run: () => Plan<boolean>): Plan {
  try {
    const hasSent = yield* run();
    push.isInError = false;
    noteMissed(context, id, push);
    return hasSent ? told(push) : silent;
  } catch (error) {
    if (error instanceof PlanFailure) push.isInError = error.next !== 'wait';
    throw error;
  }
}

/** Whoever is not provisioned was left out without a word; only we say so. [okta-group-14] */
function told({ missed }: GroupPush): Outcome {
  const left = missed.size === 0 ? '' : `; ${missed.size} members are not provisioned and were left out`;
  return { action: 'push group', status: 'Success', reason: `application.provision.group_push.updated${left}` };
}

export function isPushed({ directory, options }: OktaContext, id: string): boolean {
  return options.pushGroups && directory.group(id) !== undefined && directory.isGroupPushed(id);
}

/** The first push: look-up by name where the id is unknown, then POST, or the group that is there. [okta-group-03, -05] */
function* first(context: OktaContext, id: string, push: GroupPush, displayName: string): Plan<void> {
  const { links, options } = context;
  push.name = displayName;
  const looksUp =
    options.groupLookup === 'always' || (options.groupLookup === 'when-id-unknown' && !options.importGroups);
  if (looksUp) {
    const request = get(matching('/Groups', 'displayName', displayName, options), 'okta-group-03');
    const { next, exchange } = yield* asked(request, 'list', reactions.groupLookup);
    if (next === 'adopt') {
      const [found] = listOf(exchange) ?? [];
      return yield* linkGroup(context, id, found ?? {});
    }
    if (next === 'absent' && !isScimError(exchange)) {
      throw new PlanFailure('fail', 'NotFound', 'the answer is no SCIM error', exchange);
    }
  }
  const members = firstMembers(context, id, push);
  const batch = dialectOf(options).group === 'patch' ? members.slice(0, options.groupBatch) : members;
  const body = { schemas: [urns.group], displayName, members: batch.map(shown) };
  const { exchange } = yield* asked(post('/Groups', body, 'okta-group-02'), 'resource', reactions.groupCreate);
  links.link('group', id, idOf(exchange) ?? '');
  for (const { id: member, value } of batch) push.members.set(member, value);
  yield* followUp(context, id, push);
}

/** Takes a group of the server's for the pushed one. Its members stay until the next Push now. [okta-group-13] */
export function* linkGroup(context: OktaContext, id: string, found: JsonObject): Plan<void> {
  const { links } = context;
  const push = pushOf(context, id);
  links.link('group', id, typeof found.id === 'string' ? found.id : '');
  push.hasForeignMembers = holdsStrangers(found.members, firstMembers(context, id, push));
  yield* followUp(context, id, push);
}

function holdsStrangers(held: Json | undefined, told: readonly Member[]): boolean {
  if (!isList(held)) return true;
  const known = new Set(told.map(({ value }) => value));
  return held.some((member) => !isObject(member) || typeof member.value !== 'string' || !known.has(member.value));
}

/** What follows a create or a link. [okta-group-05, okta-group-11] */
function* followUp(context: OktaContext, id: string, push: GroupPush): Plan<void> {
  const { options } = context;
  const members = firstMembers(context, id, push);
  const { followUps, group } = dialectOf(options);
  const steps = options.pushMembershipsImmediately ? followUps : followUps.filter((step) => isNaming(step, group));
  for (const step of steps) {
    if (step === 'members') yield* sendChanges(context, id, push, { joined: members, left: [] }, 'okta-group-05');
    else if (step === 'get') yield* look(context, id, 'okta-group-18');
    else if (step === 'name') yield* sendName(context, id, push, 'okta-group-05');
    else yield* sendWhole(context, id, push, members, 'okta-group-11');
  }
  if (options.pushMembershipsImmediately) yield* sendRest(context, id, push);
  push.isSetUp = true;
}

/** Whoever the steps left out, or who left while they were waiting to be tried again. */
function* sendRest(context: OktaContext, id: string, push: GroupPush): Plan<void> {
  const rest = changesOf(context, id, push);
  if (rest.joined.length + rest.left.length === 0) return;
  if (dialectOf(context.options).group === 'put') {
    yield* sendWhole(context, id, push, fullList(context, id, push), 'okta-group-11');
  } else yield* sendChanges(context, id, push, rest, 'okta-group-06');
}

/** Without memberships, a PATCH app only tells the name once more. */
function isNaming(step: string, group: 'put' | 'patch'): boolean {
  return group === 'put' || step === 'name';
}

function firstMembers(context: OktaContext, id: string, push: GroupPush): readonly Member[] {
  const held = fullList(context, id, push).filter(({ id: member }) => push.held.has(member));
  return context.options.pushMembershipsImmediately ? [...eligible(context, id), ...held] : [];
}

/** Members that came or went, a new name, or both. False when there is nothing to say. [okta-group-06, -07, -11, -12] */
function* change(context: OktaContext, id: string, push: GroupPush): Plan<boolean> {
  const { options } = context;
  const changes = changesOf(context, id, push);
  const hasMembers = changes.joined.length + changes.left.length > 0;
  if (!hasMembers && !isRenamed(context, id, push) && !push.isHalfTold) return false;
  if (dialectOf(options).group === 'put') {
    yield* look(context, id, 'okta-group-11');
    yield* sendWhole(context, id, push, fullList(context, id, push), hasMembers ? 'okta-group-11' : 'okta-group-12');
  } else if (!hasMembers && !push.isHalfTold) yield* sendName(context, id, push, 'okta-group-12');
  else yield* sendBatches(context, id, push, changes);
  return true;
}

function isRenamed({ directory, options }: OktaContext, id: string, push: GroupPush): boolean {
  const name = directory.group(id)?.displayName ?? push.name;
  return options.renameGroups && name !== push.name;
}

/** Membership PATCHes, then a look whether the group is there, then its name. [okta-group-07, okta-group-18] */
export function* sendBatches(context: OktaContext, id: string, push: GroupPush, changes: Changes): Plan<void> {
  yield* sendChanges(context, id, push, changes, 'okta-group-06');
  push.isHalfTold = true;
  yield* look(context, id, 'okta-group-18');
  if (context.options.groupNamePatch) yield* sendName(context, id, push, 'okta-group-07');
  else if (isRenamed(context, id, push)) yield* sendName(context, id, push, 'okta-group-12');
  push.isHalfTold = false;
}

/** Push now: everybody, in one request. [okta-group-08, okta-group-09] */
export function* pushNow(context: OktaContext, id: string): Plan {
  const { links, options } = context;
  if (!isPushed(context, id) || links.remoteId('group', id) === undefined) return yield* pushGroup(context, id);
  const push = pushOf(context, id);
  return yield* mapping(context, id, push, function* () {
    const members = fullList(context, id, push);
    if (dialectOf(options).group === 'put') yield* sendWhole(context, id, push, members, 'okta-group-11');
    else yield* sendFull(context, id, push, members);
    return true;
  });
}

/** No longer pushed: deleted at the server, or left there. [okta-group-15] */
function* unlink(context: OktaContext, id: string): Plan {
  const { links, memory, options } = context;
  const target = remote(context, id);
  if (links.remoteId('group', id) !== undefined && options.unlink === 'delete') {
    yield* asked(del(target, 'okta-group-15'), 'success', reactions.groupRemove);
  }
  const wasKnown = links.remoteId('group', id) !== undefined;
  links.unlink('group', id);
  memory.groups.delete(id);
  return wasKnown ? { action: 'unlink group', status: 'Success' } : silent;
}

/** Remembers who of the group could not be sent. [okta-group-14] */
function noteMissed(context: OktaContext, id: string, push: GroupPush): void {
  push.missed.clear();
  for (const member of everyMember(context, id)) if (!push.members.has(member)) push.missed.add(member);
}
