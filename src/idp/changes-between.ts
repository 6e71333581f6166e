import type { Change, GroupSeed, UserSeed } from './change.ts';
import type { DirectorySeed } from './directory.ts';

/** What must have happened for one directory to become the other: for whoever edits a file and lets the provider react. */
export function changesBetween(before: DirectorySeed, after: DirectorySeed): readonly Change[] {
  const users = paired(before.users, after.users);
  const groups = paired(before.groups, after.groups);
  return [
    ...users.flatMap(([was, is]) => (was === undefined && is !== undefined ? [hiring(is)] : [])),
    ...users.flatMap(([was, is]) => (was !== undefined && is !== undefined ? userChanges(was, is) : [])),
    // A new colleague may be managed by another who is new as well.
    ...users.flatMap(([was, is]) => (was === undefined ? managing(is) : [])),
    ...groups.flatMap(([was, is]) => (was === undefined && is !== undefined ? [founding(is)] : [])),
    ...groups.flatMap(([was, is]) => (is === undefined ? [] : groupChanges(was, is))),
    ...groups.flatMap(([was, is]) => (was !== undefined && is === undefined ? [closing(was)] : [])),
    ...users.flatMap(([was, is]) => (was !== undefined && is === undefined ? [leaving(was)] : [])),
  ];
}

function hiring({ manager: _, ...user }: UserSeed): Change {
  return { do: 'hired', user: { ...user, id: user.id, userName: user.userName } };
}

function managing(user: UserSeed | undefined): readonly Change[] {
  if (user?.manager === undefined) return [];
  return [{ do: 'updated', user: user.id, set: { manager: user.manager } }];
}

function leaving({ id }: UserSeed): Change {
  return { do: 'terminated', user: id };
}

function founding({ id, displayName }: GroupSeed): Change {
  return { do: 'groupCreated', group: { id, displayName, members: [] } };
}

function closing({ id }: GroupSeed): Change {
  return { do: 'groupDeleted', group: id };
}

function userChanges(was: UserSeed, is: UserSeed): readonly Change[] {
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => !notSet.includes(name));
  const set = Object.fromEntries(
    names.filter((name) => !isSame(was[name], is[name])).map((name) => [name, is[name] ?? null]),
  );
  const updated: Change[] = Object.keys(set).length === 0 ? [] : [{ do: 'updated', user: is.id, set }];
  const isEnabled = is.enabled !== false;
  if ((was.enabled !== false) === isEnabled) return updated;
  return [...updated, { do: isEnabled ? 'enabled' : 'disabled', user: is.id }];
}

const notSet = ['id', 'enabled'];

function groupChanges(was: GroupSeed | undefined, is: GroupSeed): readonly Change[] {
  const before = new Set(was?.members);
  const after = new Set(is.members);
  const renamed: Change[] =
    was === undefined || was.displayName === is.displayName
      ? []
      : [{ do: 'groupRenamed', group: is.id, displayName: is.displayName }];
  return [
    ...renamed,
    ...[...before].filter((member) => !after.has(member)).map((member) => membership('memberRemoved', is.id, member)),
    ...[...after].filter((member) => !before.has(member)).map((member) => membership('memberAdded', is.id, member)),
  ];
}

function membership(kind: 'memberAdded' | 'memberRemoved', group: string, member: string): Change {
  return { do: kind, group, member };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

function paired<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): readonly (readonly [T | undefined, T | undefined])[] {
  const was = new Map(before.map((item) => [item.id, item]));
  const is = new Map(after.map((item) => [item.id, item]));
  return [...new Set([...was.keys(), ...is.keys()])].map((id) => [was.get(id), is.get(id)]);
}
