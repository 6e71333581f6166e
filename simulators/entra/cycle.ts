import { type Batch, type Job, type LoggedChange, PlanFailure, retried, type Stage } from '#idp';
import { probe } from './connect.ts';
import { provisionGroup, sendMembers } from './group.ts';
import type { EntraContext } from './memory.ts';
import { isGroupInScope, isUserInScope, standingOf } from './scope.ts';
import { provisionUser, sendManager } from './user.ts';

/** One cycle: probes, users, groups, then references: managers, members. [entra-cycle-01, entra-cycle-02] */
export function* cycle(context: EntraContext, batch: Batch): Generator<Stage> {
  const { memory, options } = context;
  memory.readGroups.clear();
  memory.isForced = batch.reason === 'restart';
  memory.isOnDemand = false;
  memory.chosenMembers = undefined;
  if (batch.reason !== 'evaluate') yield { name: 'probe', jobs: [probeJob(context)] };

  const users = batch.reason === 'changes' ? touchedUsers(context, batch) : everyUser(context);
  if (batch.reason === 'changes') noteChanges(context, batch);
  if (holdsBack(context, batch)) return yield { name: 'staged deletions', jobs: [stagedJob(context)] };
  yield { name: 'users', jobs: jobs(users, (id) => userJob(context, id)) };

  if (options.groups) {
    const groups = batch.reason === 'changes' ? touchedGroups(batch) : everyGroup(context);
    yield { name: 'groups', jobs: jobs(groups, (id) => groupJob(context, id)) };
  }
  if (batch.reason === 'restart') noteEverything(context);
  const isFresh = freshnessOf(batch);
  const managers = [...memory.dirtyManagers].filter((id) => isFresh(id) || !batch.isHeld(`manager:${id}`));
  yield { name: 'managers', jobs: jobs(managers, (id) => managerJob(context, id)) };
  const members = [...memory.dirtyMembers].filter((id) => isFresh(id) || !batch.isHeld(`members:${id}`));
  if (options.groups) yield { name: 'members', jobs: jobs(members, (id) => membersJob(context, id)) };
  memory.isForced = false;
  memory.areDeletionsAllowed = false;
}

/** Whether an object changed since the last cycle: then it does not wait for its escrow to run out. */
function freshnessOf(batch: Batch): (id: string) => boolean {
  const fresh = new Set(batch.changes.flatMap(({ user, group }) => [user, group]));
  return (id) => fresh.has(id);
}

export function probeJob(context: EntraContext): Job {
  return {
    key: 'probe:',
    subject: 'provisioning job',
    action: 'probe',
    run: () => probe(context, context.options.probeCount),
  };
}

export function userJob(context: EntraContext, id: string): Job {
  const subject = context.directory.user(id)?.userName ?? id;
  return { key: `user:${id}`, subject, action: 'provision', run: () => provisionUser(context, id) };
}

export function groupJob(context: EntraContext, id: string): Job {
  const subject = context.directory.group(id)?.displayName ?? id;
  return { key: `group:${id}`, subject, action: 'provision', run: () => provisionGroup(context, id) };
}

export function managerJob(context: EntraContext, id: string): Job {
  const subject = context.directory.user(id)?.userName ?? id;
  return { key: `manager:${id}`, subject, action: 'update', isReference: true, run: () => sendManager(context, id) };
}

export function membersJob(context: EntraContext, id: string): Job {
  const subject = context.directory.group(id)?.displayName ?? id;
  return { key: `members:${id}`, subject, action: 'update', isReference: true, run: () => sendMembers(context, id) };
}

function* jobs(ids: Iterable<string>, jobFrom: (id: string) => Job): Generator<Job> {
  for (const id of ids) yield jobFrom(id);
}

/** Everybody who is in scope or linked, and the linked whom the directory has lost. */
function* everyUser(context: EntraContext): Generator<string> {
  const { directory, links, options } = context;
  for (const user of directory.users()) {
    const isLinked = links.remoteId('user', user.id) !== undefined;
    if (isLinked || (user.deletedAt === undefined && isUserInScope(directory, options, user))) yield user.id;
  }
  for (const id of [...links.linked('user')]) if (directory.user(id) === undefined) yield id;
}

function* everyGroup(context: EntraContext): Generator<string> {
  const { directory, links } = context;
  for (const group of directory.groups()) {
    if (links.remoteId('group', group.id) !== undefined || isGroupInScope(context, group.id)) yield group.id;
  }
  for (const id of [...links.linked('group')]) if (directory.group(id) === undefined) yield id;
}

const ofUsers: readonly string[] = [
  'hired',
  'updated',
  'disabled',
  'enabled',
  'terminated',
  'purged',
  'assigned',
  'unassigned',
];
const ofGroups: readonly string[] = ['groupCreated', 'groupRenamed', 'groupDeleted', 'assigned', 'unassigned'];

/** Whom the delta names, whose scope a group's change moved, and whose escrow has run out. A password moves nothing. */
function touchedUsers(context: EntraContext, batch: Batch): Iterable<string> {
  const touched = new Set<string>();
  for (const change of batch.changes) {
    if (change.user !== undefined && ofUsers.includes(change.kind)) touched.add(change.user);
    for (const id of usersBehind(context, change)) if (isScopeMoved(context, id)) touched.add(id);
  }
  for (const id of retried(batch, 'user')) touched.add(id);
  // A manager that could not be set is tried again after the user was read.
  for (const id of retried(batch, 'manager')) touched.add(id);
  return touched;
}

function usersBehind({ directory }: EntraContext, change: LoggedChange): Iterable<string> {
  if (change.kind === 'memberAdded' || change.kind === 'memberRemoved')
    return change.user === undefined ? [] : [change.user];
  if (change.group === undefined || (change.kind !== 'assigned' && change.kind !== 'unassigned')) return [];
  return directory.group(change.group)?.members ?? [];
}

/** Whether a user's place in the scope is another than what the server was told. */
function isScopeMoved(context: EntraContext, id: string): boolean {
  const user = context.directory.user(id);
  if (user === undefined) return false;
  const { isInScope, isSoftDeleted } = standingOf(context, user);
  const known = context.memory.users.get(id);
  if (known === undefined) return isInScope && !isSoftDeleted;
  return isInScope ? !known.isManaged || known.isActive === isSoftDeleted : known.isManaged;
}

function touchedGroups(batch: Batch): Iterable<string> {
  const touched = new Set<string>();
  for (const change of batch.changes) {
    if (change.group !== undefined && ofGroups.includes(change.kind)) touched.add(change.group);
  }
  for (const id of retried(batch, 'group')) touched.add(id);
  return touched;
}

/** References that the delta moved, and accounts that no longer wait to be enabled. */
function noteChanges({ memory }: EntraContext, batch: Batch): void {
  for (const { kind, user, group, attributes } of batch.changes) {
    const known = user === undefined ? undefined : memory.users.get(user);
    if (kind === 'enabled' && user !== undefined && known !== undefined) {
      memory.users.set(user, { ...known, isWaiting: false });
    }
    if (kind === 'updated' && user !== undefined && attributes?.includes('manager')) memory.dirtyManagers.add(user);
    if ((kind === 'memberAdded' || kind === 'memberRemoved') && group !== undefined) memory.dirtyMembers.add(group);
  }
}

function noteEverything({ directory, links, memory }: EntraContext): void {
  for (const id of links.linked('user')) if (directory.user(id)?.manager !== undefined) memory.dirtyManagers.add(id);
  for (const id of links.linked('group')) memory.dirtyMembers.add(id);
}

/** More disables and deletes than an administrator allowed: none is sent. [entra-off-07] */
function holdsBack(context: EntraContext, batch: Batch): boolean {
  const { memory, options } = context;
  const limit = options.accidentalDeletionThreshold;
  if (limit === undefined || memory.areDeletionsAllowed || batch.reason === 'evaluate') return false;
  return deletions(context).length > limit;
}

/** Whom this cycle would disable or delete. */
export function deletions(context: EntraContext): readonly string[] {
  const { directory, links, memory } = context;
  const users = [...links.linked('user')].filter((id) => {
    const known = memory.users.get(id);
    const user = directory.user(id);
    if (known?.isManaged === false) return false;
    return user === undefined || (known?.isActive !== false && standingOf(context, user).isSoftDeleted);
  });
  const groups = [...links.linked('group')].filter((id) => !isGroupInScope(context, id));
  return [...users, ...groups];
}

function stagedJob(context: EntraContext): Job {
  const count = deletions(context).length;
  return {
    key: 'staged:',
    subject: 'provisioning job',
    action: 'stagedDelete',
    run: function* () {
      throw new PlanFailure('quarantine', 'StagedDelete', `${count} disables and deletes wait for an administrator`);
    },
  };
}
