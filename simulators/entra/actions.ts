import { type AdminStep, type Job, type Plan, ScenarioError, type Stage } from '#idp';
import { discover, probeGroups, probeUsers } from './connect.ts';
import { groupJob, managerJob, membersJob, probeJob, userJob } from './cycle.ts';
import type { EntraContext } from './memory.ts';

const mostMembers = 5;

/** What an administrator can do besides waiting for the next cycle. */
export const actions = {
  onDemand,
  /** The deletions that were held back may go out with the next cycle. [entra-off-07] */
  *allowDeletions(context: EntraContext): Generator<Stage> {
    context.memory.areDeletionsAllowed = true;
    yield { name: 'probe', jobs: [probeJob(context)] };
  },
  *accountDiscovery(context: EntraContext): Generator<Stage> {
    const job = { key: 'discovery:', subject: 'accounts', action: 'discover', run: () => discover(context) };
    yield { name: 'discovery', jobs: [job] };
  },
} as const;

/** Provision on demand: a user, or a group with at most five chosen members. [entra-demand-01] */
function* onDemand(context: EntraContext, step: AdminStep): Generator<Stage> {
  const { directory, memory, options } = context;
  const { user, group, members = [] } = step;
  if (members.length > mostMembers) {
    throw new ScenarioError(`On-demand provisioning takes at most ${mostMembers} members, not ${members.length}.`);
  }
  memory.readGroups.clear();
  memory.isOnDemand = true;
  if (user !== undefined) {
    if (directory.user(user) === undefined) throw new ScenarioError(`There is no user "${user}" to provision.`);
    yield { name: 'probe', jobs: [probing(context, () => probeUsers(context, options.onDemandProbeCount))] };
    yield* demandedUser(context, user);
  }
  if (group !== undefined) {
    if (directory.group(group) === undefined) throw new ScenarioError(`There is no group "${group}" to provision.`);
    yield { name: 'probe', jobs: [probing(context, () => probeGroups(context))] };
    for (const member of members) yield* demandedUser(context, member);
    yield { name: 'groups', jobs: [groupJob(context, group)] };
    memory.chosenMembers = new Set(members);
    yield { name: 'members', jobs: [membersJob(context, group)] };
    memory.chosenMembers = undefined;
  }
  memory.isOnDemand = false;
}

function* demandedUser(context: EntraContext, id: string): Generator<Stage> {
  const user = context.directory.user(id);
  // Nothing is done about somebody who is disabled or deleted in Entra. [entra-demand-02]
  if (user === undefined || !user.enabled || user.deletedAt !== undefined) return;
  yield { name: 'users', jobs: [userJob(context, id)] };
  yield { name: 'managers', jobs: [managerJob(context, id)] };
}

/** The probes of an on-demand run, which are not those of a cycle. */
function probing(context: EntraContext, plan: () => Plan<void>): Job {
  const run = function* (): Plan {
    yield* plan();
    return { action: 'probe', status: 'silent' };
  };
  return { ...probeJob(context), run };
}
