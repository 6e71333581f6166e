import type { Change, GroupSeed, UserSeed } from './change.ts';
import type { DirectorySeed, Scope } from './directory.ts';
import type { Scenario, Step } from './scenario.ts';

/**
 * The same story with directory ids of its own: `u1` becomes `u1-word`. What providers make of such ids, externalId for
 * one, then differs too, as a target may ask that nobody else has it.
 */
export function withIds(scenario: Scenario, word: string): Scenario {
  const { beside } = scenario;
  const as = (id: string): string => `${id}-${word}`;
  return {
    ...scenario,
    directory: directoryAs(scenario.directory, as),
    scope: scopeAs(scenario.scope, as),
    beside:
      beside === undefined
        ? undefined
        : { ...beside, directory: directoryAs(beside.directory, as), scope: scopeAs(beside.scope, as) },
    steps: scenario.steps.map((step) => stepAs(step, as)),
  };
}

type As = (id: string) => string;

function directoryAs({ users, groups }: DirectorySeed, as: As): DirectorySeed {
  return { users: users.map((user) => userAs(user, as)), groups: groups.map((group) => groupAs(group, as)) };
}

function scopeAs({ users, membersOf, groups }: Scope, as: As): Scope {
  return {
    users: users === 'all' ? users : users.map(as),
    membersOf: membersOf.map(as),
    groups: groups === 'all' ? groups : groups.map(as),
  };
}

function userAs(user: UserSeed, as: As): UserSeed {
  const { id, userName, manager } = user;
  return { ...user, id: as(id), userName, ...(manager === undefined ? {} : { manager: as(manager) }) };
}

function groupAs(group: GroupSeed, as: As): GroupSeed {
  return { ...group, id: as(group.id), members: (group.members ?? []).map(as) };
}

function stepAs(step: Step, as: As): Step {
  switch (step.do) {
    case 'sync':
    case 'wait':
      return step;
    case 'signIn':
      return { ...step, user: as(step.user) };
    case 'admin':
      return {
        ...step,
        ...(step.user === undefined ? {} : { user: as(step.user) }),
        ...(step.group === undefined ? {} : { group: as(step.group) }),
        ...(step.members === undefined ? {} : { members: step.members.map(as) }),
      };
    case 'change':
      return { ...step, changes: step.changes.map((change) => changeAs(change, as)) };
  }
}

function changeAs(change: Change, as: As): Change {
  switch (change.do) {
    case 'hired':
      return { ...change, user: typeof change.user === 'string' ? as(change.user) : userAs(change.user, as) };
    case 'updated': {
      const { manager } = change.set;
      const set = typeof manager === 'string' ? { ...change.set, manager: as(manager) } : change.set;
      return { ...change, user: as(change.user), set };
    }
    case 'groupCreated':
      return { ...change, group: groupAs(change.group, as) };
    case 'memberAdded':
    case 'memberRemoved':
      return { ...change, group: as(change.group), member: as(change.member) };
    case 'groupRenamed':
    case 'groupDeleted':
      return { ...change, group: as(change.group) };
    case 'assigned':
    case 'unassigned':
      return {
        ...change,
        ...(change.user === undefined ? {} : { user: as(change.user) }),
        ...(change.group === undefined ? {} : { group: as(change.group) }),
      };
    default:
      return { ...change, user: as(change.user) };
  }
}
