import {
  bodyOf,
  type DirectoryUser,
  get,
  idOf,
  listOf,
  type Outcome,
  type Plan,
  PlanFailure,
  patch,
  post,
  put,
} from '#idp';
import type { JsonObject } from '#scim';
import { asked, isScimError } from './asked.ts';
import { createBody, newPassword, profileBody, profilePatch, replaceBody } from './body.ts';
import { appUserName, profileOf } from './mapping.ts';
import type { AppUser, OktaContext } from './memory.ts';
import { dialectOf } from './options.ts';
import { matching } from './query.ts';
import { reactions } from './reactions.ts';
import { isEntitled } from './standing.ts';

export const silent: Outcome = { action: 'none', status: 'silent' };

/** An assignment, new or again: look-up, then create or link. [okta-lookup-01 … -07, okta-create-01 … -12] */
export function* assign(context: OktaContext, id: string): Plan {
  const { directory, options } = context;
  const user = directory.user(id);
  const app = appUserOf(context, id);
  if (user === undefined || !isEntitled(context, id)) return silent;
  app.userName = user.userName;
  const value = options.uniqueIdentifier === 'email' ? (user.attributes.email ?? '') : app.userName;
  const request = get(matching('/Users', options.filterAttribute, value, options), 'okta-lookup-01');
  const { next, exchange } = yield* asked(request, 'list', reactions.lookup);
  if (next === 'link') return yield* link(context, user, listOf(exchange)?.[0] ?? {});
  if (next === 'many') {
    const count = listOf(exchange)?.length ?? 0;
    const message = `Multiple users found by ${options.filterAttribute}. Expected 0 or 1 results but was [${count}]`;
    throw new PlanFailure('fail', 'SeveralUsers', message);
  }
  if (next === 'absent' && !isScimError(exchange)) {
    throw new PlanFailure('fail', 'NotFound', 'the answer is no SCIM error', exchange);
  }
  if (!options.createUsers) throw new PlanFailure('fail', 'NoMatch', 'Matching user not found');
  return yield* create(context, user, app);
}

/** POST. Only the id of the answer is kept. [okta-create-01, okta-create-08, okta-create-09] */
function* create(context: OktaContext, user: DirectoryUser, app: AppUser): Plan {
  const { options } = context;
  const profile = profileOf(context, user);
  const body = createBody(context, user);
  const { exchange } = yield* asked(post('/Users', body, 'okta-create-01'), 'resource', reactions.create);
  correlate(context, user.id, idOf(exchange) ?? '');
  app.isActive = options.createActive;
  app.pushed = profile;
  app.roles = user.roles;
  return { action: 'create', status: 'Success', reason: 'application.provision.user.push' };
}

/** The account exists: activated if need be, then overwritten. [okta-lookup-04, okta-active-07] */
function* link(context: OktaContext, user: DirectoryUser, found: JsonObject): Plan {
  const { options } = context;
  correlate(context, user.id, typeof found.id === 'string' ? found.id : '');
  const isInactive = found.active === false;
  if (isInactive) yield* setActive(context, user.id, true, 'okta-active-07');
  const app = appUserOf(context, user.id);
  app.isActive = true;
  // Another account may have been linked before: nothing of what it was told holds for this one.
  delete app.pushed;
  delete app.roles;
  const behaviour = isInactive ? 'okta-active-07' : 'okta-lookup-04';
  if (options.updateUsers) yield* push(context, user.id, behaviour, isInactive && options.staleReactivation);
  return isInactive
    ? { action: 'reactivate', status: 'Success', reason: 'application.provision.user.reactivate' }
    : { action: 'link', status: 'Success', reason: 'application.provision.user.verify_exists' };
}

/** A changed profile. [okta-update-01] */
export function* pushProfile(context: OktaContext, id: string): Plan {
  if (context.links.remoteId('user', id) === undefined || !isEntitled(context, id)) return silent;
  yield* push(context, id, 'okta-update-01', false);
  return { action: 'update', status: 'Success', reason: 'application.provision.user.push_profile' };
}

function* push(context: OktaContext, id: string, behaviour: string, isStale: boolean): Plan<void> {
  const { directory, links, options } = context;
  const user = directory.user(id);
  const app = appUserOf(context, id);
  if (user === undefined) return;
  const target = `/Users/${links.remoteId('user', id) ?? ''}`;
  const profile = profileOf(context, user);
  if (dialectOf(options).profile === 'patch') {
    const value = profilePatch(context, user, profile);
    if (value !== undefined) {
      yield* asked(patch(target, replaceBody(value), 'okta-update-05'), 'success', reactions.update);
    }
  } else {
    const before = yield* read(target, behaviour);
    const body = profileBody(context, user, before, profile);
    const sent = isStale ? { ...body, active: false } : body;
    yield* asked(put(target, sent, isStale ? 'okta-quirk-01' : behaviour), 'success', reactions.update);
  }
  app.pushed = profile;
  app.roles = user.roles;
  app.userName = appUserName(context, user);
}

/** The server's own representation, whatever it is. [okta-update-02] */
function* read(target: string, behaviour: string): Plan<JsonObject> {
  const { exchange } = yield* asked(get(target, behaviour), 'success', reactions.read);
  const body = bodyOf(exchange);
  if (body === undefined) throw new PlanFailure('fail', 'InvalidJson', 'the answer is no JSON object', exchange);
  return body;
}

/** Unassigned, out of the assigned group, or deactivated in Okta. Nobody is ever deleted. [okta-active-01 … -05] */
export function* deactivate(context: OktaContext, id: string): Plan {
  const { links, memory, options } = context;
  if (links.remoteId('user', id) === undefined) return silent;
  const behaviour = dialectOf(options).active === 'patch' ? 'okta-active-01' : 'okta-active-02';
  yield* setActive(context, id, false, behaviour);
  const app = memory.users.get(id);
  if (app !== undefined) app.isActive = false;
  return { action: 'deactivate', status: 'Success', reason: 'application.provision.user.deactivate' };
}

/** One pathless PATCH; or GET, and PUT of exactly what came with `active` set. */
function* setActive({ links, options }: OktaContext, id: string, active: boolean, behaviour: string): Plan<void> {
  const target = `/Users/${links.remoteId('user', id) ?? ''}`;
  if (dialectOf(options).active === 'patch') {
    yield* asked(patch(target, replaceBody({ active }), behaviour), 'success', reactions.update);
    return;
  }
  const before = yield* read(target, behaviour);
  yield* asked(put(target, { ...before, active }, behaviour), 'success', reactions.update);
}

/** A new password; only apps of the catalogue are told. [okta-password-01] */
export function* sendPassword(context: OktaContext, id: string): Plan {
  const { links } = context;
  const remoteId = links.remoteId('user', id);
  if (remoteId === undefined || !isEntitled(context, id)) return silent;
  const body = replaceBody({ password: newPassword(context) });
  yield* asked(patch(`/Users/${remoteId}`, body, 'okta-password-01'), 'success', reactions.update);
  return { action: 'password', status: 'Success', reason: 'application.provision.user.password' };
}

export function appUserOf({ directory, memory }: OktaContext, id: string): AppUser {
  const known = memory.users.get(id);
  if (known !== undefined) return known;
  const made: AppUser = { isAssigned: false, userName: directory.user(id)?.userName ?? id };
  memory.users.set(id, made);
  return made;
}

/** Links a person to an account. Whoever left and had it before has it no longer, but its memberships stay. */
function correlate({ links, memory }: OktaContext, id: string, remoteId: string): void {
  const before = links.directoryId('user', remoteId);
  if (before !== undefined && before !== id && memory.users.get(before)?.isAssigned !== true) {
    links.unlink('user', before);
    for (const { members, held } of memory.groups.values()) {
      if (!members.delete(before)) continue;
      held.delete(before);
      members.set(id, remoteId);
      held.add(id);
    }
  }
  for (const push of memory.groups.values()) {
    // The groups of the account that was linked before hold it until they are pushed again. [okta-group-20]
    if ((push.members.get(id) ?? remoteId) !== remoteId) push.hasForeignMembers = true;
  }
  links.link('user', id, remoteId);
}
