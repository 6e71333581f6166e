import type { Batch, LoggedChange } from '#idp';
import { isInScopeGroups, usersBehind } from './group.ts';
import { type Account, type GoogleContext, type Trigger, triggers } from './memory.ts';

/** Whether the app is on for a user, and the user there. [google-scope-01] */
export function isInScope(context: GoogleContext, id: string): boolean {
  const { directory } = context;
  const user = directory.user(id);
  if (user === undefined || user.deletedAt !== undefined) return false;
  return directory.isAssigned(id) && isInScopeGroups(context, id);
}

/** Whether a user should have an account and be able to use it. A suspended user needs none. */
export function isWelcome(context: GoogleContext, id: string): boolean {
  return isInScope(context, id) && context.directory.user(id)?.enabled === true;
}

function holds(context: GoogleContext, trigger: Trigger, id: string, account: Account): boolean {
  const user = context.directory.user(id);
  const isDeleted = user === undefined || user.deletedAt !== undefined;
  if (trigger === 'deleted') return isDeleted;
  // Of who is deleted, nobody can say anything else that is new.
  if (isDeleted) return account.since.has(trigger);
  return trigger === 'suspended' ? !user.enabled : !isInScope(context, id);
}

/** Starts the timers of triggers that hold now, and ends those of triggers that were undone. [google-deprov-06] */
export function noteTriggers(context: GoogleContext, batch: Batch, users: Iterable<string>): void {
  const { memory } = context;
  const times = changeTimes(context, batch.changes);
  for (const id of users) {
    const account = memory.accounts.get(id);
    if (account === undefined) continue;
    for (const trigger of triggers) {
      if (!holds(context, trigger, id, account)) account.since.delete(trigger);
      else if (!account.since.has(trigger)) account.since.set(trigger, times.get(`${trigger} ${id}`) ?? batch.at);
    }
    if (account.since.size === 0) memory.leaving.delete(id);
    else {
      memory.leaving.add(id);
      account.isWaiting = false;
    }
  }
}

/** When each trigger came about, by `trigger id`. One that was undone in between starts anew. */
function changeTimes(context: GoogleContext, changes: readonly LoggedChange[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const change of changes) {
    for (const trigger of triggers) {
      const effect = effectOf(context, trigger, change);
      if (effect === undefined) continue;
      for (const id of usersBehind(context, change)) {
        if (effect === 'starts') times.set(`${trigger} ${id}`, change.at);
        else context.memory.accounts.get(id)?.since.delete(trigger);
      }
    }
  }
  return times;
}

function effectOf(context: GoogleContext, trigger: Trigger, change: LoggedChange): 'starts' | 'ends' | undefined {
  const { kind, group, attributes } = change;
  switch (trigger) {
    case 'deleted':
      return kind === 'terminated' ? 'starts' : kind === 'hired' ? 'ends' : undefined;
    case 'suspended':
      if (kind === 'disabled' || (kind === 'updated' && attributes?.includes('enabled'))) return 'starts';
      return kind === 'enabled' || kind === 'hired' ? 'ends' : undefined;
    case 'appOff': {
      const isOfScope = group === undefined || isScopeGroup(context, group);
      if (kind === 'unassigned' || (kind === 'memberRemoved' && isOfScope)) return 'starts';
      return kind === 'assigned' || (kind === 'memberAdded' && isOfScope) ? 'ends' : undefined;
    }
  }
}

/** A group that somebody can leave the scope with. One that is deleted was perhaps such a group. */
function isScopeGroup({ directory, memory }: GoogleContext, group: string): boolean {
  return memory.scopeGroups.has(group) || directory.isGroupAssigned(group) || directory.group(group) === undefined;
}

/** When an account is to be suspended and deleted: the earliest of what its triggers say. */
export function dues({ memory }: GoogleContext, { since }: Account): { suspendAt: number; deleteAt: number } {
  let suspendAt = Number.POSITIVE_INFINITY;
  let deleteAt = Number.POSITIVE_INFINITY;
  for (const [trigger, start] of since) {
    const { suspendMs = Number.POSITIVE_INFINITY, deleteMs = Number.POSITIVE_INFINITY } = memory.delays[trigger];
    suspendAt = Math.min(suspendAt, start + suspendMs);
    deleteAt = Math.min(deleteAt, start + deleteMs);
  }
  return { suspendAt, deleteAt };
}

/** When the next account is to be suspended or deleted; undefined when none is, or while provisioning is switched off. */
export function nextTimer(context: GoogleContext): number | undefined {
  const { memory } = context;
  // What happened while provisioning was switched off is still to be read.
  if (memory.isResuming) return 0;
  let next = Number.POSITIVE_INFINITY;
  for (const id of memory.leaving) {
    const account = memory.accounts.get(id);
    if (account === undefined) continue;
    const { suspendAt, deleteAt } = dues(context, account);
    next = Math.min(next, deleteAt, account.isActive ? suspendAt : Number.POSITIVE_INFINITY);
  }
  return next === Number.POSITIVE_INFINITY || isSwitchedOff(context, next) ? undefined : next;
}

/** Whether provisioning is off at a time: nothing is sent. [google-cycle-02] */
export function isSwitchedOff({ memory }: GoogleContext, at: number): boolean {
  return memory.inactiveFrom !== undefined && at >= memory.inactiveFrom;
}
