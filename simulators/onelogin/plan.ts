import { type Batch, type Job, PlanFailure, type Stage } from '#idp';
import type { Ticket } from './approval.ts';
import { membershipsOf, pushGroups, refreshEntitlements } from './group.ts';
import type { OneLoginContext } from './memory.ts';
import { standingOf } from './standing.ts';
import { provision, type Reason } from './user.ts';

/** What changes lead to, at once: one task for each user whom they touch. [onelogin-task-01] */
export function* plan(context: OneLoginContext, batch: Batch): Generator<Stage> {
  // Nothing is compared without an event, so one more look at everything sends nothing.
  if (batch.reason === 'evaluate') return;
  const reasons = batch.reason === 'changes' ? touched(context, batch) : everybody(context);
  // Everybody leaves a group that is renamed before anybody joins the other; each task then does what is left.
  yield { name: 'groups left', jobs: leavingJobs(context, reasons) };
  yield { name: 'users', jobs: jobs(context, reasons) };
}

function* jobs(context: OneLoginContext, reasons: ReadonlyMap<string, Reason>): Generator<Job> {
  for (const [id, reason] of reasons) yield userJob(context, id, reason);
}

export function userJob(
  context: OneLoginContext,
  id: string,
  reason: Reason,
  ticket: Ticket = { isApproved: false },
): Job {
  const { memory, options } = context;
  let hasFailed = false;
  return {
    key: `user:${id}`,
    subject: context.directory.user(id)?.userName ?? id,
    action: 'provision',
    *run() {
      if (hasFailed && memory.needsEntitlements && options.adminRetry === 'after-each') {
        yield* refreshEntitlements(context);
      }
      try {
        return yield* provision(context, id, reason, ticket);
      } catch (error) {
        hasFailed = error instanceof PlanFailure && error.next === 'fail';
        throw error;
      }
    },
  };
}

/** A renamed or deleted role: first one removal for each member. [onelogin-group-08] */
function* leavingJobs(context: OneLoginContext, reasons: ReadonlyMap<string, Reason>): Generator<Job> {
  for (const [id, reason] of reasons) {
    const account = context.memory.accounts.get(id);
    if (reason !== 'role' || account === undefined || standingOf(context, id) !== 'here') continue;
    if (membershipsOf(context, id, account).lost.length === 0) continue;
    const run: Job['run'] = function* () {
      yield* pushGroups(context, id, account, { lost: membershipsOf(context, id, account).lost, added: [] });
      return { action: 'update', status: 'Success', reason: 'Provisioned' };
    };
    yield { ...userJob(context, id, reason), run };
  }
}

function everybody({ directory, memory }: OneLoginContext): ReadonlyMap<string, Reason> {
  const reasons = new Map<string, Reason>();
  for (const { id } of directory.users()) reasons.set(id, 'user');
  for (const id of memory.accounts.keys()) reasons.set(id, 'user');
  return reasons;
}

function touched({ directory, memory }: OneLoginContext, batch: Batch): ReadonlyMap<string, Reason> {
  const reasons = new Map<string, Reason>();
  const deletedRoles = new Set<string>();
  const touch = (id: string, reason: Reason): void => {
    const isKnown = directory.user(id) !== undefined || memory.accounts.has(id);
    if (isKnown && reasons.get(id) !== 'user') reasons.set(id, reason);
  };
  for (const { kind, user, group } of batch.changes) {
    if (kind === 'passwordSet') continue;
    if (kind === 'groupDeleted' && group !== undefined) deletedRoles.add(group);
    const isOfRole = kind === 'memberRemoved' && group !== undefined && deletedRoles.has(group);
    if (user !== undefined) touch(user, isOfRole ? 'role' : 'user');
    else if (kind === 'groupRenamed' || kind === 'assigned' || kind === 'unassigned') {
      const members = directory.group(group ?? '')?.members ?? [];
      for (const member of members) touch(member, kind === 'groupRenamed' ? 'role' : 'user');
    }
  }
  return reasons;
}
