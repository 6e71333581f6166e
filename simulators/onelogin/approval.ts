import { durationMs, type Outcome, PlanFailure, ScenarioError } from '#idp';
import type { OneLoginContext } from './memory.ts';
import type { OneLoginOptions } from './options.ts';

export type Approval = 'create' | 'update' | 'delete';

/** One task's way through approval: asked for once, and kept for every retry of the task. */
export interface Ticket {
  isApproved: boolean;
}

const needed = {
  create: ({ 'approvals.create': isTicked }) => isTicked,
  update: ({ 'approvals.update': isTicked }) => isTicked,
  delete: ({ 'approvals.delete': isTicked }) => isTicked,
} as const satisfies Record<Approval, (options: OneLoginOptions) => boolean>;

/**
 * Lets a task pass, or has it wait for an administrator. [onelogin-task-02]
 * @returns what the task comes to while nobody approves it; undefined when it may go on
 * @throws PlanFailure wait, where the administrator comes after a while
 */
export function approved(
  { memory, options }: OneLoginContext,
  id: string,
  approval: Approval,
  ticket: Ticket,
): Outcome | undefined {
  const isFree = ticket.isApproved || !needed[approval](options);
  if (isFree) {
    memory.pending.delete(id);
    return undefined;
  }
  memory.pending.set(id, approval);
  if (approvalMs(options) === undefined) return { action: approval, status: 'Skipped', reason: 'Pending' };
  // The task comes back only after the wait, which is the approval.
  ticket.isApproved = true;
  throw new PlanFailure('wait', 'Pending', `to ${approval} the user waits for an administrator's approval`);
}

/** How long an approval takes; undefined when none comes by itself. */
export function approvalMs({ approveAfter }: OneLoginOptions): number | undefined {
  if (approveAfter === 'never') return undefined;
  const ms = durationMs(approveAfter);
  if (ms === undefined) {
    throw new ScenarioError(
      `The option "approveAfter" of onelogin is "${approveAfter}", but must be never or a time such as 5m.`,
    );
  }
  return ms;
}
