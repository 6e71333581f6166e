import { type AdminStep, type Job, type Outcome, type Plan, ScenarioError, type Stage } from '#idp';
import { probe } from './connect.ts';
import { refreshEntitlements } from './group.ts';
import type { OneLoginContext } from './memory.ts';
import { userJob } from './plan.ts';
import { standingOf } from './standing.ts';

/** What an administrator can do besides changing the directory. */
export const actions = {
  /** Approves the task of one user, or all that are pending. [onelogin-task-02] */
  *approve(context: OneLoginContext, { user }: AdminStep): Generator<Stage> {
    const { pending } = context.memory;
    if (user !== undefined && !pending.has(user)) throw new ScenarioError(`Nothing is pending for the user "${user}".`);
    const ids = user === undefined ? [...pending.keys()] : [user];
    yield { name: 'approve', jobs: ids.map((id) => userJob(context, id, 'user', { isApproved: true })) };
  },
  /** Reads the groups of the app. [onelogin-import-01] */
  *refreshEntitlements(context: OneLoginContext): Generator<Stage> {
    const run = function* (): Plan {
      return { action: 'refresh', status: 'Success', reason: `${yield* refreshEntitlements(context)} groups` };
    };
    yield single('entitlements', run);
  },
  /** Presses Enable once more. [onelogin-connect-01] */
  *enable(context: OneLoginContext): Generator<Stage> {
    const run = function* (): Plan {
      yield* probe(context);
      return { action: 'connect', status: 'Success', reason: 'Enabled' } as const satisfies Outcome;
    };
    yield single('connection', run);
  },
  /** Queues a task for everybody who has the app. [onelogin-task-03] */
  *reapplyMappings(context: OneLoginContext): Generator<Stage> {
    const here = [...context.directory.users()].filter(({ id }) => standingOf(context, id) === 'here');
    yield { name: 'reapply mappings', jobs: here.map(({ id }) => userJob(context, id, 'again')) };
  },
} as const;

function single(subject: string, run: Job['run']): Stage {
  return { name: subject, jobs: [{ key: `${subject}:`, subject, action: 'read', run }] };
}
