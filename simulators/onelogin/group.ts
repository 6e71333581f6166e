import { ask, get, idOf, listOf, type Plan, PlanFailure, type PlannedRequest, patch, post } from '#idp';
import { addBody, groupBody, removeBody } from './body.ts';
import type { Account, OneLoginContext } from './memory.ts';
import { isLegacy } from './options.ts';
import { marked } from './query.ts';
import { reactions } from './reactions.ts';

/** The groups that the rules set for a user, by name. Roles hold people only. [onelogin-group-01] */
export function groupsFor({ directory, memory }: OneLoginContext, id: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const role of directory.groupsOf(id)) {
    if (!directory.isGroupPushed(role.id)) continue;
    for (const { role: pattern, group } of memory.rules) {
      if (!pattern.test(role.displayName)) continue;
      names.add(group === undefined ? role.displayName : role.displayName.replace(pattern, group));
    }
  }
  return names;
}

export interface Memberships {
  readonly lost: readonly string[];
  readonly added: readonly string[];
}

/** What is to be said about a user's groups. */
export function membershipsOf(context: OneLoginContext, id: string, { groups }: Account): Memberships {
  const wanted = groupsFor(context, id);
  return {
    lost: [...groups.keys()].filter((name) => !wanted.has(name)),
    added: [...wanted].filter((name) => groups.get(name) !== 'member'),
  };
}

/**
 * One PATCH for each group, the lost ones first. A refused one does not stop the next, but the task fails in the end.
 * [onelogin-group-02]
 */
export function* pushGroups(
  context: OneLoginContext,
  id: string,
  account: Account,
  { lost, added }: Memberships,
): Plan<void> {
  const failures: PlanFailure[] = [];
  const member = context.links.remoteId('user', id) ?? '';
  for (const name of lost) yield* tried(failures, leave(context, name, member, account));
  for (const name of added) yield* tried(failures, join(context, name, member, account));
  if (failures[0] !== undefined) throw failures[0];
}

function* tried(failures: PlanFailure[], plan: Plan<void>): Plan<void> {
  try {
    yield* plan;
  } catch (error) {
    if (!(error instanceof PlanFailure)) throw error;
    failures.push(error);
  }
}

function* join(context: OneLoginContext, name: string, member: string, account: Account): Plan<void> {
  const { links, options } = context;
  const remoteId = links.remoteId('group', name) ?? (yield* createGroup(context, name));
  const behaviour = isLegacy(options) ? 'onelogin-group-07' : 'onelogin-group-03';
  const request = patch(marked(`/Groups/${remoteId}`, options), addBody(options, member), behaviour);
  yield* update(context, name, request, account);
  account.groups.set(name, 'member');
}

function* leave(context: OneLoginContext, name: string, member: string, account: Account): Plan<void> {
  const { links, options } = context;
  const remoteId = links.remoteId('group', name);
  if (remoteId !== undefined) {
    const behaviour = isLegacy(options) ? 'onelogin-group-07' : 'onelogin-group-06';
    const request = patch(marked(`/Groups/${remoteId}`, options), removeBody(options, member), behaviour);
    yield* update(context, name, request, account);
  }
  account.groups.delete(name);
}

function* update(context: OneLoginContext, name: string, request: PlannedRequest, account: Account): Plan<void> {
  const { links, memory } = context;
  try {
    const { next, exchange } = yield* ask(request, 'success', reactions.groupUpdate);
    if (next === 'done') return;
    // Somebody deleted the group: who was in it has to be put into the next one of this name.
    links.unlink('group', name);
    for (const { groups } of memory.accounts.values()) if (groups.has(name)) groups.set(name, 'unsure');
    throw new PlanFailure('fail', 'NotFound', `the group ${name} is gone`, exchange);
  } catch (error) {
    const isUnsure = error instanceof PlanFailure && (error.exchange?.response?.status ?? 500) >= 500;
    if (isUnsure) account.groups.set(name, 'unsure');
    throw error;
  }
}

/** A group is made without members, and never looked up by its name. [onelogin-group-04, onelogin-group-05] */
function* createGroup(context: OneLoginContext, name: string): Plan<string> {
  const { links, memory, options } = context;
  const behaviour = isLegacy(options) ? 'onelogin-group-07' : 'onelogin-group-04';
  try {
    const request = post(marked('/Groups', options), groupBody(options, name), behaviour);
    const { exchange } = yield* ask(request, 'resource', reactions.groupCreate);
    const remoteId = idOf(exchange) ?? '';
    links.link('group', name, remoteId);
    return remoteId;
  } catch (error) {
    memory.needsEntitlements = true;
    throw error;
  }
}

/** Entitlements: every group of the app, by name. [onelogin-import-01] */
export function* refreshEntitlements({ links, memory, options }: OneLoginContext): Plan<number> {
  const request = get(marked('/Groups', options), 'onelogin-import-01');
  const { exchange } = yield* ask(request, 'list', reactions.list);
  const groups = listOf(exchange) ?? [];
  for (const { id, displayName } of groups) {
    if (typeof id !== 'string' || typeof displayName !== 'string') continue;
    if (links.remoteId('group', displayName) === id) continue;
    links.link('group', displayName, id);
    memory.foundGroups.add(displayName);
  }
  memory.needsEntitlements = false;
  return groups.length;
}
