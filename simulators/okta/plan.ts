import type { Batch, Job, LoggedChange, Plan, Stage } from '#idp';
import { areRolesNew } from './body.ts';
import { isPushed, mapping, pushGroup, sendBatches } from './group.ts';
import { importDelayMs, importEveryMs, runImport } from './import.ts';
import { isProfileNew } from './mapping.ts';
import { changesOf } from './members.ts';
import { type OktaContext, pushOf } from './memory.ts';
import { dialectOf } from './options.ts';
import { isActiveInOkta, isEntitled, notice } from './standing.ts';
import { task } from './task.ts';
import { appUserOf, assign, deactivate, pushProfile, sendPassword } from './user.ts';

/** What changes lead to, at once: jobs for people and for groups, in no promised order. [okta-timing-01, okta-timing-03] */
export function* plan(context: OktaContext, batch: Batch): Generator<Stage> {
  // Nothing is compared without an event, so one more look at everything sends nothing.
  if (batch.reason === 'evaluate') return;
  const { options, random } = context;
  notice(context, batch);
  const released = releasedGroups(context, batch);
  const users: Stage = { name: 'users', jobs: userJobs(context, batch) };
  const groups: Stage = { name: 'groups', jobs: groupJobs(context, batch, released) };
  if (options.interleave === 'users-first') yield* [users, groups];
  else if (options.interleave === 'groups-first') yield* [groups, users];
  else yield { name: 'users and groups', jobs: shuffled([...users.jobs, ...groups.jobs], () => random.next()) };
  yield* scheduledImport(context, batch);
}

/** Everybody whom the batch touches. */
function touchedUsers({ directory }: OktaContext, batch: Batch): Iterable<string> {
  if (batch.reason !== 'changes') return idsOf(directory.users());
  const touched = new Set<string>();
  for (const { kind, user, group } of batch.changes) {
    if (user !== undefined) touched.add(user);
    if (kind !== 'assigned' && kind !== 'unassigned') continue;
    for (const member of directory.group(group ?? '')?.members ?? []) touched.add(member);
  }
  return touched;
}

function* idsOf(objects: Iterable<{ readonly id: string }>): Generator<string> {
  for (const { id } of objects) yield id;
}

function* userJobs(context: OktaContext, batch: Batch): Generator<Job> {
  const { directory, links, memory, options } = context;
  const passwords = touchedBy(batch, ['passwordSet']);
  const profiles = touchedBy(batch, ['updated', 'hired']);
  for (const id of touchedUsers(context, batch)) {
    const wasAssigned = memory.users.get(id)?.isAssigned === true;
    const isAssigned = isEntitled(context, id);
    if (!wasAssigned && !isAssigned) continue;
    const app = appUserOf(context, id);
    app.isAssigned = isAssigned;
    const isLinked = links.remoteId('user', id) !== undefined;
    if (isAssigned && (!wasAssigned || (batch.reason === 'restart' && !isLinked))) yield assignJob(context, id);
    else if (!isAssigned && options.deactivateUsers) yield userJob(context, id, 'deactivate', deactivate);
    else if (isAssigned && isLinked && options.updateUsers && (profiles.has(id) || batch.reason === 'restart')) {
      const user = directory.user(id);
      const isChanged = user !== undefined && (isProfileNew(context, user) || areRolesNew(context, user));
      if (isChanged || batch.reason === 'restart') yield profileJob(context, id);
    }
    if (passwords.has(id) && isAssigned && options.passwordSync !== 'off' && options.app === 'oin') {
      yield userJob(context, id, 'password', sendPassword, `password:${id}`);
    }
  }
}

/** Those whom changes of these kinds concern. A failed push is not sent again by an event of another kind. [okta-error-06] */
function touchedBy(batch: Batch, kinds: readonly LoggedChange['kind'][]): ReadonlySet<string> {
  return new Set(batch.changes.flatMap(({ kind, user }) => (kinds.includes(kind) ? (user ?? []) : [])));
}

export function assignJob(context: OktaContext, id: string): Job {
  return userJob(context, id, 'assign', assign);
}

export function profileJob(context: OktaContext, id: string): Job {
  return userJob(context, id, 'update', pushProfile);
}

function userJob(
  context: OktaContext,
  id: string,
  action: string,
  run: (context: OktaContext, id: string) => Plan,
  key = `user:${id}`,
): Job {
  const subject = context.directory.user(id)?.userName ?? context.memory.users.get(id)?.userName ?? id;
  return task(context, { key, subject, action, run: () => run(context, id) });
}

/** Groups with a removal that was kept back for somebody who is active again. [okta-group-16] */
function releasedGroups(context: OktaContext, batch: Batch): ReadonlySet<string> {
  const released = new Set<string>();
  const people = new Set(batch.changes.flatMap(({ user }) => user ?? []));
  for (const [id, { held }] of context.memory.groups) {
    for (const member of held) if (people.has(member) && isActiveInOkta(context, member)) released.add(id);
  }
  return released;
}

function* groupJobs(context: OktaContext, batch: Batch, released: ReadonlySet<string>): Generator<Job> {
  const { directory, links, memory } = context;
  if (!context.options.pushGroups) return;
  const touched = batch.reason === 'changes' ? new Set(released) : new Set(idsOf(directory.groups()));
  for (const { group } of batch.changes) if (group !== undefined) touched.add(group);
  for (const id of touched) {
    const push = memory.groups.get(id);
    const isWanted = isPushed(context, id);
    if (isWanted && (push?.isInError === true || push?.isPaused === true) && batch.reason !== 'restart') continue;
    if (!isWanted && push === undefined && links.remoteId('group', id) === undefined) continue;
    yield* batchJobs(context, id);
  }
}

/** One job for a group; with several at work, one for each batch of members, all in flight together. [okta-timing-03] */
function* batchJobs(context: OktaContext, id: string): Generator<Job> {
  const { options } = context;
  const push = pushOf(context, id);
  const isParallel = options.concurrency > 1 && dialectOf(options).group === 'patch' && push.isSetUp;
  if (!isParallel || !isPushed(context, id)) return yield groupJob(context, id);
  const { joined, left } = changesOf(context, id, push);
  const size = joined.length + left.length;
  if (size <= options.groupBatch) return yield groupJob(context, id);
  for (let from = 0; from < size; from += options.groupBatch) {
    const to = from + options.groupBatch;
    const part = {
      left: left.slice(from, to),
      joined: joined.slice(Math.max(0, from - left.length), Math.max(0, to - left.length)),
    };
    const run = (): Plan =>
      mapping(context, id, push, function* () {
        if (!isPushed(context, id)) return false;
        yield* sendBatches(context, id, push, part);
        return true;
      });
    yield task(context, { ...groupJob(context, id), key: `group:${id}:${from}`, run });
  }
}

export function groupJob(
  context: OktaContext,
  id: string,
  run: (context: OktaContext, id: string) => Plan = pushGroup,
): Job {
  const subject = context.directory.group(id)?.displayName ?? context.memory.groups.get(id)?.name ?? id;
  return task(context, { key: `group:${id}`, subject, action: 'push group', run: () => run(context, id) });
}

/** The import that is due, and the time of the next. [okta-import-07] */
function* scheduledImport(context: OktaContext, batch: Batch): Generator<Stage> {
  const { memory, options } = context;
  const everyMs = importEveryMs(options);
  if (everyMs === undefined) return;
  memory.nextImportAt ??= batch.at + everyMs + importDelayMs;
  if (batch.at < memory.nextImportAt) return;
  memory.nextImportAt += everyMs;
  yield { name: 'import', jobs: [importJob(context)] };
}

export function importJob(context: OktaContext): Job {
  return task(context, { key: 'import:', subject: 'accounts', action: 'import', run: () => runImport(context) });
}

function shuffled(jobs: readonly Job[], next: () => number): readonly Job[] {
  const order = jobs.map((job) => ({ job, place: next() }));
  return order.sort((a, b) => a.place - b.place).map(({ job }) => job);
}
