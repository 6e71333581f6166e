import type { Change, ChangeKind, GroupSeed, LoggedChange, UserSeed } from './change.ts';
import { type DirectoryGroup, type DirectoryUser, userAttributes } from './directory-user.ts';
import { ScenarioError } from './scenario-error.ts';

/** What an identity provider knows: people, groups, who is assigned to the application, and what happened. */
export interface Directory {
  user(id: string): DirectoryUser | undefined;
  group(id: string): DirectoryGroup | undefined;
  /** Everybody, soft-deleted people included, in the order in which they came. */
  users(): Iterable<DirectoryUser>;
  groups(): Iterable<DirectoryGroup>;
  /** The groups that hold this user or group directly. */
  groupsOf(member: string): Iterable<DirectoryGroup>;
  /** Assigned in person, with everybody, or as a direct member of an assigned group. Nesting is not followed. */
  isAssigned(userId: string): boolean;
  isAssignedDirectly(userId: string): boolean;
  /** Assigned (its members are in scope) or pushed (it is itself provisioned). Where the two are one, ask for either. */
  isGroupAssigned(groupId: string): boolean;
  isGroupPushed(groupId: string): boolean;
  /** The events from a watermark on. */
  since(watermark: number): readonly LoggedChange[];
  /** The watermark of one who has read everything. */
  end(): number;
}

/** A directory that events can still happen to. */
export interface LiveDirectory extends Directory {
  /** @throws ScenarioError when the change names somebody who is not there, or who already is */
  apply(change: Change, atMs: number): void;
  /** Ends the soft deletes that are older than `retentionMs`. */
  purge(retentionMs: number, atMs: number): void;
  /** When the next soft delete ends; undefined when nobody is in the bin. */
  nextPurgeAt(retentionMs: number): number | undefined;
}

/** Who is assigned: everybody, or those named, and the members of the groups named. */
export interface Scope {
  readonly users: 'all' | readonly string[];
  readonly membersOf: readonly string[];
  readonly groups: 'all' | readonly string[];
}

export interface DirectorySeed {
  readonly users: readonly UserSeed[];
  readonly groups: readonly GroupSeed[];
}

/** A directory with its first people and groups in it; their coming is not in the log. */
export function directoryFrom(seed: DirectorySeed, scope: Scope): LiveDirectory {
  const users = new Map<string, DirectoryUser>();
  const groups = new Map<string, MutableGroup>();
  const holders = new Map<string, Set<string>>();
  const log: LoggedChange[] = [];
  // In the order in which they were deleted, so that the oldest come first and an idle cycle costs nothing.
  const deleted = new Map<string, number>();
  const assignedUsers = assignment(scope.users);
  const pushedGroups = assignment(scope.groups);
  const assignedGroups = new Set(scope.membersOf);

  const knownUser = (id: string, what: string): DirectoryUser => {
    const user = users.get(id);
    if (user === undefined) throw new ScenarioError(`${what} names the user "${id}", who is not in the directory.`);
    return user;
  };
  const knownGroup = (id: string, what: string): MutableGroup => {
    const group = groups.get(id);
    if (group === undefined) throw new ScenarioError(`${what} names the group "${id}", which is not in the directory.`);
    return group;
  };
  const join = (group: MutableGroup, member: string): void => {
    group.members.add(member);
    const held = holders.get(member) ?? new Set();
    held.add(group.id);
    holders.set(member, held);
  };
  const leave = (group: MutableGroup, member: string): void => {
    group.members.delete(member);
    holders.get(member)?.delete(group.id);
  };
  const addUser = (user: UserSeed): void => {
    if (users.has(user.id) || groups.has(user.id)) throw new ScenarioError(`The id "${user.id}" is given twice.`);
    if (user.manager !== undefined && user.manager === user.id) {
      throw new ScenarioError(`The user "${user.id}" cannot be their own manager.`);
    }
    users.set(user.id, userFrom(user));
  };
  const addGroup = (group: GroupSeed): void => {
    if (users.has(group.id) || groups.has(group.id)) throw new ScenarioError(`The id "${group.id}" is given twice.`);
    groups.set(group.id, { id: group.id, displayName: group.displayName, members: new Set() });
  };
  const fillGroup = (group: GroupSeed): void => {
    const made = knownGroup(group.id, 'The directory');
    for (const member of group.members ?? []) {
      if (!users.has(member) && !groups.has(member)) {
        throw new ScenarioError(
          `The group "${group.id}" has the member "${member}", who is neither a user nor a group of the directory.`,
        );
      }
      join(made, member);
    }
  };

  for (const user of seed.users) addUser(user);
  for (const group of seed.groups) addGroup(group);
  for (const group of seed.groups) fillGroup(group);
  for (const user of users.values()) if (user.manager !== undefined) knownUser(user.manager, `The user "${user.id}"`);
  if (scope.users !== 'all') for (const id of scope.users) knownUser(id, 'The scope');
  if (scope.groups !== 'all') for (const id of scope.groups) knownGroup(id, 'The scope');
  for (const id of scope.membersOf) knownGroup(id, 'The scope');

  const isGroupAssigned = (id: string): boolean => assignedGroups.has(id);
  const isGroupPushed = (id: string): boolean => groups.has(id) && pushedGroups.has(id);

  const record = (atMs: number, kind: ChangeKind, rest: Omit<LoggedChange, 'sequence' | 'at' | 'kind'>): void => {
    log.push({ sequence: log.length, at: atMs, kind, ...rest });
  };
  const dropFromGroups = (member: string, atMs: number): void => {
    for (const id of [...(holders.get(member) ?? [])]) {
      const group = groups.get(id);
      if (group === undefined) continue;
      leave(group, member);
      record(atMs, 'memberRemoved', { group: id, user: member });
    }
  };

  const apply = (change: Change, atMs: number): void => {
    switch (change.do) {
      case 'hired':
        hire(change.user, atMs);
        break;
      case 'updated': {
        const before = knownUser(change.user, 'The step "updated"');
        if (typeof change.set.manager === 'string') knownUser(change.set.manager, 'The step "updated"');
        users.set(before.id, updated(before, change.set));
        record(atMs, 'updated', {
          user: before.id,
          attributes: Object.keys(change.set),
          before: before.userName,
        });
        break;
      }
      case 'disabled':
      case 'enabled': {
        const user = knownUser(change.user, `The step "${change.do}"`);
        users.set(user.id, { ...user, enabled: change.do === 'enabled' });
        record(atMs, change.do, { user: user.id });
        break;
      }
      case 'terminated': {
        const user = knownUser(change.user, 'The step "terminated"');
        if (user.deletedAt !== undefined) break;
        users.set(user.id, { ...user, deletedAt: atMs });
        deleted.set(user.id, atMs);
        record(atMs, 'terminated', { user: user.id });
        dropFromGroups(user.id, atMs);
        break;
      }
      case 'purged':
        knownUser(change.user, 'The step "purged"');
        remove(change.user, atMs);
        break;
      case 'passwordSet':
        record(atMs, 'passwordSet', { user: knownUser(change.user, 'The step "passwordSet"').id });
        break;
      case 'assigned':
      case 'unassigned':
        assign(change, atMs);
        break;
      case 'groupCreated':
        addGroup(change.group);
        fillGroup(change.group);
        record(atMs, 'groupCreated', { group: change.group.id });
        for (const member of change.group.members ?? [])
          record(atMs, 'memberAdded', { group: change.group.id, user: member });
        break;
      case 'groupRenamed': {
        const group = knownGroup(change.group, 'The step "groupRenamed"');
        const before = group.displayName;
        group.displayName = change.displayName;
        record(atMs, 'groupRenamed', { group: group.id, before });
        break;
      }
      case 'memberAdded': {
        const group = knownGroup(change.group, 'The step "memberAdded"');
        if (!groups.has(change.member)) knownUser(change.member, 'The step "memberAdded"');
        if (group.members.has(change.member)) break;
        join(group, change.member);
        record(atMs, 'memberAdded', { group: group.id, user: change.member });
        break;
      }
      case 'memberRemoved': {
        const group = knownGroup(change.group, 'The step "memberRemoved"');
        if (!group.members.has(change.member)) break;
        leave(group, change.member);
        record(atMs, 'memberRemoved', { group: group.id, user: change.member });
        break;
      }
      case 'groupDeleted': {
        const group = knownGroup(change.group, 'The step "groupDeleted"');
        record(atMs, 'groupDeleted', { group: group.id, before: group.displayName });
        for (const member of [...group.members]) {
          leave(group, member);
          record(atMs, 'memberRemoved', { group: group.id, user: member });
        }
        dropFromGroups(group.id, atMs);
        groups.delete(group.id);
        assignedGroups.delete(group.id);
      }
    }
  };

  const hire = (who: UserSeed | string, atMs: number): void => {
    const id = typeof who === 'string' ? who : who.id;
    const before = users.get(id);
    if (before === undefined) {
      if (typeof who === 'string') {
        throw new ScenarioError(`The step "hired" names the user "${who}", who is not in the directory's bin.`);
      }
      if (who.manager !== undefined) knownUser(who.manager, 'The step "hired"');
      addUser(who);
    } else {
      if (before.deletedAt === undefined) throw new ScenarioError(`The user "${id}" is already in the directory.`);
      const { deletedAt: _, ...restored } = before;
      users.set(id, typeof who === 'string' ? { ...restored, enabled: true } : userFrom(who));
      deleted.delete(id);
    }
    record(atMs, 'hired', { user: id });
  };
  const assign = (
    change: { readonly do: 'assigned' | 'unassigned'; readonly user?: string; readonly group?: string },
    atMs: number,
  ): void => {
    const on = change.do === 'assigned';
    if (change.user !== undefined) {
      const user = knownUser(change.user, `The step "${change.do}"`);
      assignedUsers.set(user.id, on);
      record(atMs, change.do, { user: user.id });
    }
    if (change.group !== undefined) {
      const group = knownGroup(change.group, `The step "${change.do}"`);
      pushedGroups.set(group.id, on);
      if (on) assignedGroups.add(group.id);
      else assignedGroups.delete(group.id);
      record(atMs, change.do, { group: group.id });
    }
  };
  const remove = (id: string, atMs: number): void => {
    dropFromGroups(id, atMs);
    users.delete(id);
    deleted.delete(id);
    record(atMs, 'purged', { user: id });
  };

  return {
    user: (id) => users.get(id),
    group: (id) => groups.get(id),
    users: () => users.values(),
    groups: () => groups.values(),
    *groupsOf(member) {
      for (const id of holders.get(member) ?? []) {
        const group = groups.get(id);
        if (group !== undefined) yield group;
      }
    },
    isAssigned: (id) => {
      if (!users.has(id)) return false;
      if (assignedUsers.has(id)) return true;
      for (const group of holders.get(id) ?? []) if (assignedGroups.has(group)) return true;
      return false;
    },
    isAssignedDirectly: (id) => users.has(id) && assignedUsers.has(id),
    isGroupAssigned,
    isGroupPushed,
    since: (watermark) => log.slice(watermark),
    end: () => log.length,
    apply,
    nextPurgeAt: (retentionMs) => {
      for (const since of deleted.values()) return since + retentionMs;
      return undefined;
    },
    purge: (retentionMs, atMs) => {
      for (const [id, since] of deleted) {
        if (since + retentionMs > atMs) break;
        remove(id, atMs);
      }
    },
  };
}

interface MutableGroup {
  readonly id: string;
  displayName: string;
  readonly members: Set<string>;
}

/** Everybody with exceptions, or nobody with exceptions. */
function assignment(start: 'all' | readonly string[]): {
  has(id: string): boolean;
  set(id: string, on: boolean): void;
} {
  const everybody = start === 'all';
  const exceptions = new Set(start === 'all' ? [] : start);
  return {
    has: (id) => exceptions.has(id) !== everybody,
    set: (id, on) => {
      if (on === everybody) exceptions.delete(id);
      else exceptions.add(id);
    },
  };
}

function userFrom(seed: UserSeed): DirectoryUser {
  const attributes: Record<string, string> = {};
  for (const name of userAttributes) {
    const value = seed[name];
    if (typeof value === 'string' && value !== '') attributes[name] = value;
  }
  for (const [name, value] of Object.entries(seed.custom ?? {})) if (value !== '') attributes[name] = value;
  return {
    id: seed.id,
    userName: seed.userName,
    enabled: seed.enabled ?? true,
    ...(seed.manager === undefined ? {} : { manager: seed.manager }),
    roles: seed.roles ?? [],
    attributes,
  };
}

/** The user with some attributes set, or cleared by null or an empty text. */
function updated(before: DirectoryUser, set: Readonly<Record<string, unknown>>): DirectoryUser {
  const { userName, manager, roles, custom, enabled, ...rest } = set;
  const attributes: Record<string, string> = { ...before.attributes };
  const given = { ...rest, ...(typeof custom === 'object' && custom !== null ? custom : {}) };
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'string' && value !== '') attributes[name] = value;
    else delete attributes[name];
  }
  const { manager: managerBefore, ...others } = before;
  const managerAfter = manager === undefined ? managerBefore : manager;
  return {
    ...others,
    ...(typeof managerAfter === 'string' ? { manager: managerAfter } : {}),
    userName: typeof userName === 'string' ? userName : before.userName,
    enabled: typeof enabled === 'boolean' ? enabled : before.enabled,
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : before.roles,
    attributes,
  };
}
