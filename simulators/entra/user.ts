import {
  ask,
  bodyOf,
  type DirectoryUser,
  del,
  get,
  idOf,
  listOf,
  type Outcome,
  type Plan,
  PlanFailure,
  patch,
  post,
  targetPath,
  valueAt,
} from '#idp';
import { isObject, type JsonObject } from '#scim';
import { createBody } from './create-body.ts';
import { mapped, mappingOf } from './mapping.ts';
import type { EntraContext } from './memory.ts';
import { matching, referring } from './query.ts';
import { reactions } from './reactions.ts';
import { isUserInScope, type Standing, standingOf } from './scope.ts';
import { differencesOf, managerBody, managerPath, updateBody } from './update-body.ts';

const silent: Outcome = { action: 'none', status: 'silent' };
const notRestored: Outcome = { action: 'update', status: 'Skipped', reason: 'RestoreNotSupported' };

/** Brings one user to where the directory has them: match, create, update, disable, restore, delete. */
export function* provisionUser(context: EntraContext, id: string): Plan {
  const { directory, links, memory, options } = context;
  const user = directory.user(id);
  const remoteId = links.remoteId('user', id);
  if (user === undefined) return remoteId === undefined ? silent : yield* purge(context, id, remoteId, 'entra-off-03');
  const standing = standingOf(context, user);
  if (remoteId === undefined) return yield* first(context, user, standing);
  const known = memory.users.get(id);
  const isManaged = known?.isManaged !== false;
  if (!isManaged && (!standing.isInScope || standing.isDeleted)) return silent;
  if (!standing.isInScope && options.skipOutOfScopeDeletions && !standing.isSoftDeleted) {
    return { action: 'disable', status: 'Skipped', reason: 'SkipOutOfScopeDeletions' };
  }
  // Whom Entra has disabled only a cycle restores. [entra-demand-02]
  const isRestore = memory.isOnDemand && known?.isActive === false && !standing.isSoftDeleted;
  if (!options.getBeforePatch) {
    if (isRestore) return notRestored;
    return yield* update(context, user, standing, remoteId, known?.copy ?? {});
  }
  const answer = yield* ask(get(`/Users/${remoteId}`, 'entra-match-04'), 'resource', reactions.read);
  if (answer.next === 'compare') {
    if (isRestore) return notRestored;
    return yield* update(context, user, standing, remoteId, bodyOf(answer.exchange) ?? {});
  }
  forget(context, id);
  return yield* first(context, user, standing);
}

/** A user without a link: match, then adopt or create. */
function* first(context: EntraContext, user: DirectoryUser, standing: Standing): Plan {
  const { options } = context;
  const mayCreate = !standing.isSoftDeleted || (options.createInactive && standing.isInScope && !standing.isDeleted);
  if (!standing.isInScope || !mayCreate) {
    return standing.isInScope ? { action: 'create', status: 'Skipped', reason: 'NotEffectivelyEntitled' } : silent;
  }
  const matches = options.matchUser.map((attribute) => [attribute, matchingValue(context, user, attribute)] as const);
  if (matches.every(([, value]) => value === undefined)) {
    throw new PlanFailure('stop', 'MatchingValueMissing', `no value for ${options.matchUser.join(', ')}`);
  }
  for (const [attribute, value] of matches) {
    if (value === undefined) continue;
    const request = get(matching('/Users', attribute, value), 'entra-match-01');
    const answer = yield* ask(request, 'list', reactions.match);
    if (answer.next === 'create') continue;
    const found = listOf(answer.exchange)?.[0] ?? {};
    const remoteId = typeof found.id === 'string' ? found.id : '';
    takeOver(context, user.id, remoteId);
    linkUser(context, user.id, remoteId, found);
    return yield* update(context, user, standing, remoteId, found);
  }
  return yield* create(context, user, standing);
}

function* create(context: EntraContext, user: DirectoryUser, standing: Standing): Plan {
  if (!context.options.targetActions.includes('create')) {
    return { action: 'create', status: 'Skipped', reason: 'TargetActionOff' };
  }
  const isInactive = standing.isSoftDeleted || context.options.createInactive;
  const body = createBody(context, user, isInactive);
  const { exchange } = yield* ask(post('/Users', body, 'entra-create-01'), 'resource', reactions.create);
  linkUser(context, user.id, idOf(exchange) ?? '', { ...body, active: !isInactive });
  if (context.options.createInactive) wait(context, user.id);
  return { action: 'create', status: 'Success' };
}

/** One PATCH with all that differs; none when nothing does. */
function* update(
  context: EntraContext,
  user: DirectoryUser,
  standing: Standing,
  remoteId: string,
  copy: JsonObject,
): Plan {
  const { options } = context;
  const isWaiting = context.memory.users.get(user.id)?.isWaiting === true;
  const every = differencesOf(context, user, standing.isSoftDeleted, copy);
  const all = isWaiting ? every.filter(({ path, value }) => path !== 'active' || value === false) : every;
  const isLeaving = standing.isDeleted || !standing.isInScope;
  // Whoever leaves is only disabled; other attributes stay as they are.
  const differences = isLeaving ? all.filter(({ path }) => path === 'active') : all;
  const isDisabling = standing.isSoftDeleted && differences.some(({ path, value }) => path === 'active' && !value);
  if (options.getBeforePatch) noteManager(context, user, copy);
  if (isDisabling && !options.softDelete) return yield* purge(context, user.id, remoteId, 'entra-active-02');
  const body = updateBody(context, user, differences, isLeaving ? undefined : copy);
  if (body === undefined) {
    note(context, user, standing, copy);
    return { action: 'update', status: 'Skipped', reason: 'RedundantExport' };
  }
  const action = isDisabling ? 'disable' : 'update';
  if (!options.targetActions.includes('update')) return { action, status: 'Skipped', reason: 'TargetActionOff' };
  const behaviour = isDisabling ? 'entra-off-01' : isEnabling(differences) ? 'entra-off-04' : 'entra-patch-01';
  yield* ask(patch(`/Users/${remoteId}`, body, behaviour), 'success', reactions.update);
  note(context, user, standing, sentCopy(context, user, standing));
  return { action, status: 'Success', reason: differences.map(({ path }) => path).join(', ') };
}

/** An account that was created inactive stays so until the directory enables it. */
function wait({ memory }: EntraContext, id: string): void {
  const known = memory.users.get(id);
  if (known !== undefined) memory.users.set(id, { ...known, isWaiting: true });
}

/** What the server should now hold, for whoever does not read it back. */
function sentCopy(context: EntraContext, user: DirectoryUser, { isSoftDeleted }: Standing): JsonObject {
  return context.options.getBeforePatch ? {} : { ...createBody(context, user, isSoftDeleted), active: !isSoftDeleted };
}

function isEnabling(differences: readonly { readonly path: string; readonly value: string | boolean }[]): boolean {
  return differences.some(({ path, value }) => path === 'active' && value === true);
}

/**
 * D: the bin was emptied, or the application knows no soft delete. Who was unassigned before is no longer managed, and
 * nothing is sent. [entra-off-02]
 */
function* purge(context: EntraContext, id: string, remoteId: string, behaviour: string): Plan {
  const { memory, options } = context;
  if (memory.users.get(id)?.isManaged === false) {
    forget(context, id);
    return silent;
  }
  if (!options.targetActions.includes('delete')) {
    return { action: 'delete', status: 'Skipped', reason: 'TargetActionOff' };
  }
  yield* ask(del(`/Users/${remoteId}`, behaviour), 'success', reactions.remove);
  forget(context, id);
  return { action: 'delete', status: 'Success' };
}

/** UM: the manager in a PATCH of its own, after the users of the cycle. [entra-manager-02] */
export function* sendManager(context: EntraContext, id: string): Plan {
  const { directory, links, memory, options } = context;
  const user = directory.user(id);
  const remoteId = links.remoteId('user', id);
  const known = memory.users.get(id);
  if (user === undefined || remoteId === undefined || known?.isManaged !== true || user.deletedAt !== undefined) {
    memory.dirtyManagers.delete(id);
    return silent;
  }
  const manager = linkedManager(context, user);
  if (manager === 'unlinked') return silent;
  const isUnchanged = manager === known.manager && !(memory.isForced && manager !== undefined);
  // A manager out of scope is not set, not even later when he enters it. [entra-manager-05]
  if (manager === 'out of scope' || isUnchanged) {
    memory.dirtyManagers.delete(id);
    return silent;
  }
  if (options.referenceChecks && manager !== undefined) {
    const check = get(referring('/Users', remoteId, 'manager', manager), 'entra-ref-01');
    if ((yield* ask(check, 'list', reactions.reference)).next === 'skip') {
      memory.users.set(id, { ...known, manager });
      memory.dirtyManagers.delete(id);
      return silent;
    }
  }
  const body = managerBody(context, memory.isForced ? undefined : known.manager, manager);
  const behaviour = manager !== undefined ? 'entra-manager-02' : removalOf(context);
  yield* ask(patch(`/Users/${remoteId}`, body, behaviour), 'success', reactions.update);
  memory.users.set(id, { ...known, manager });
  memory.dirtyManagers.delete(id);
  return { action: 'update', status: 'Success', reason: 'manager' };
}

function removalOf({ options }: EntraContext): string {
  return options.aadOptscim062020 ? 'entra-manager-03' : 'entra-manager-04';
}

/** The manager's server id, undefined for none. */
function linkedManager(
  { directory, links, options }: EntraContext,
  user: DirectoryUser,
): string | 'unlinked' | 'out of scope' | undefined {
  if (user.manager === undefined) return undefined;
  const manager = directory.user(user.manager);
  if (manager === undefined || !isUserInScope(directory, options, manager)) return 'out of scope';
  return links.remoteId('user', manager.id) ?? 'unlinked';
}

/** What a matching attribute is compared with: the value of its mapping row. */
function matchingValue({ options }: EntraContext, user: DirectoryUser, attribute: string): string | undefined {
  const row = mappingOf(options).find(({ target }) => target === attribute);
  const value = row === undefined ? undefined : mapped(row, user, false);
  if (row === undefined) {
    throw new PlanFailure('fail', 'InvalidMatching', `no row of the mapping feeds the matching attribute ${attribute}`);
  }
  return typeof value === 'string' ? value : undefined;
}

/**
 * An account that was another's: whoever is gone or no longer managed gives it up; two who are both there cannot share it.
 * How Entra settles that is not published; sending both their values in turn would flap, so the second fails.
 */
function takeOver(context: EntraContext, id: string, remoteId: string): void {
  const holder = context.links.directoryId('user', remoteId);
  if (holder === undefined || holder === id) return;
  const user = context.directory.user(holder);
  const isThere = user !== undefined && !standingOf(context, user).isSoftDeleted;
  if (isThere && context.memory.users.get(holder)?.isManaged === true) {
    throw new PlanFailure('stop', 'DuplicateSourceEntries', `the account ${remoteId} is linked to ${user.userName}`);
  }
  forget(context, holder);
}

function linkUser(
  { directory, links, memory, options }: EntraContext,
  id: string,
  remoteId: string,
  copy: JsonObject,
): void {
  links.link('user', id, remoteId);
  memory.users.set(id, { isManaged: true, isActive: copy.active !== false, copy: kept(options, copy) });
  if (directory.user(id)?.manager !== undefined) memory.dirtyManagers.add(id);
  for (const group of directory.groupsOf(id)) memory.dirtyMembers.add(group.id);
}

/** Remembers how the user stands at the server. */
function note({ memory, options }: EntraContext, user: DirectoryUser, standing: Standing, copy: JsonObject): void {
  const known = memory.users.get(user.id);
  const isManaged = standing.isInScope || standing.isDeleted || options.skipOutOfScopeDeletions;
  memory.users.set(user.id, { ...known, isManaged, isActive: !standing.isSoftDeleted, copy: kept(options, copy) });
}

function kept(options: EntraContext['options'], copy: JsonObject): JsonObject | undefined {
  return options.getBeforePatch ? undefined : copy;
}

/** A manager that the server lost, or gives back in a form that is not understood, is sent again. [entra-match-06] */
function noteManager({ memory, links }: EntraContext, user: DirectoryUser, copy: JsonObject): void {
  const known = memory.users.get(user.id);
  const path = targetPath(managerPath);
  if (known?.manager === undefined || user.manager === undefined || path === undefined) return;
  if (known.manager !== links.remoteId('user', user.manager)) return;
  const held = valueAt(copy, path);
  const value = isObject(held) && typeof held.value === 'string' && held.value !== '' ? held.value : undefined;
  if (value === known.manager) return;
  memory.users.set(user.id, { ...known, manager: value });
  memory.dirtyManagers.add(user.id);
}

/** Drops the link. */
export function forget({ links, memory }: EntraContext, id: string): void {
  links.unlink('user', id);
  memory.users.delete(id);
  memory.dirtyManagers.delete(id);
}
