import type { Change, GroupSeed, UserSeed } from './change.ts';
import type { DirectorySeed } from './directory.ts';
import type { Scenario, Step } from './scenario.ts';
import { withIds } from './with-ids.ts';

/**
 * The same story on other names, so that it can be told twice at one target: `ada@example.com` becomes
 * `ada.word@example.com`, `Engineering` becomes `Engineering word`, and ids of the directory have the word as well.
 */
export function renamed(told: Scenario, word: string): Scenario {
  const scenario = withIds(told, word);
  const { beside } = scenario;
  return {
    ...scenario,
    directory: directoryAs(scenario.directory, word),
    beside: beside === undefined ? undefined : { ...beside, directory: directoryAs(beside.directory, word) },
    target: {
      users: scenario.target.users.map((user) => ({
        ...user,
        ...(typeof user.userName === 'string' ? { userName: nameAs(user.userName, word) } : {}),
      })),
      groups: scenario.target.groups.map((group) => ({
        ...group,
        ...(typeof group.displayName === 'string' ? { displayName: `${group.displayName} ${word}` } : {}),
      })),
    },
    steps: scenario.steps.map((step) => stepAs(step, word)),
  };
}

function directoryAs({ users, groups }: DirectorySeed, word: string): DirectorySeed {
  return { users: users.map((user) => userAs(user, word)), groups: groups.map((group) => groupAs(group, word)) };
}

function userAs(user: UserSeed, word: string): UserSeed {
  const { email } = user;
  return {
    ...user,
    id: user.id,
    userName: nameAs(user.userName, word),
    ...(typeof email === 'string' ? { email: nameAs(email, word) } : {}),
  };
}

function groupAs(group: GroupSeed, word: string): GroupSeed {
  return { ...group, displayName: `${group.displayName} ${word}` };
}

function stepAs(step: Step, word: string): Step {
  return step.do === 'change' ? { ...step, changes: step.changes.map((change) => changeAs(change, word)) } : step;
}

function changeAs(change: Change, word: string): Change {
  switch (change.do) {
    case 'hired':
      return typeof change.user === 'string' ? change : { ...change, user: userAs(change.user, word) };
    case 'updated': {
      const { userName, email } = change.set;
      return {
        ...change,
        set: {
          ...change.set,
          ...(typeof userName === 'string' ? { userName: nameAs(userName, word) } : {}),
          ...(typeof email === 'string' ? { email: nameAs(email, word) } : {}),
        },
      };
    }
    case 'groupCreated':
      return { ...change, group: groupAs(change.group, word) };
    case 'groupRenamed':
      return { ...change, displayName: `${change.displayName} ${word}` };
    default:
      return change;
  }
}

function nameAs(name: string, word: string): string {
  const at = name.lastIndexOf('@');
  return at < 0 ? `${name}.${word}` : `${name.slice(0, at)}.${word}${name.slice(at)}`;
}
