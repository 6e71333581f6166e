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
  post,
  put,
} from '#idp';
import { isObject, type JsonObject } from '#scim';
import type { Exchange } from '#wire';
import { approved, type Ticket } from './approval.ts';
import { sentBody, userBody, withActive } from './body.ts';
import { membershipsOf, pushGroups } from './group.ts';
import { appUserName } from './mapping.ts';
import type { Account, OneLoginContext } from './memory.ts';
import { marked, matching } from './query.ts';
import { reactions } from './reactions.ts';
import { standingOf } from './standing.ts';

const silent: Outcome = { action: 'none', status: 'silent' };

/**
 * Why there is a task: something about the user, only the name or the end of a role, or an administrator who wants
 * everything sent again.
 */
export type Reason = 'user' | 'role' | 'again';

/** Brings one account and its memberships to where OneLogin has the user. [onelogin-task-01] */
export function* provision(context: OneLoginContext, id: string, reason: Reason, ticket: Ticket): Plan {
  const { directory, memory } = context;
  const user = directory.user(id);
  const account = memory.accounts.get(id);
  const standing = standingOf(context, id);
  if (standing === 'here' && user !== undefined) return yield* keepUp(context, user, account, reason, ticket);
  if (account !== undefined && standing === 'suspended') return yield* suspend(context, id, account, ticket);
  if (account !== undefined && standing === 'gone') return yield* dismiss(context, id, account, ticket);
  memory.pending.delete(id);
  return silent;
}

function* keepUp(
  context: OneLoginContext,
  user: DirectoryUser,
  account: Account | undefined,
  reason: Reason,
  ticket: Ticket,
): Plan {
  const { memory } = context;
  if (account === undefined || account.isLeft || !(account.isActive || account.isWaiting)) {
    const kind = account === undefined ? 'create' : 'update';
    return approved(context, user.id, kind, ticket) ?? (yield* arrive(context, user, account));
  }
  const sent = userBody(context, user, true);
  const isChanged = reason === 'again' || JSON.stringify(sent) !== account.sent;
  const memberships = membershipsOf(context, user.id, account);
  if (!isChanged && memberships.lost.length + memberships.added.length === 0) {
    memory.pending.delete(user.id);
    return silent;
  }
  // What only groups are about needs no approval of its own.
  if (isChanged || memory.pending.has(user.id)) {
    const waiting = approved(context, user.id, 'update', ticket);
    if (waiting !== undefined) return waiting;
  }
  if (isChanged || reason === 'user') {
    const remoteId = yield* lookedUp(context, user, account);
    yield* update(context, user.id, remoteId, account, sent, true, 'onelogin-update-01');
  }
  // Anew, as somebody else's memberships may have come with the account.
  yield* pushGroups(context, user.id, account, membershipsOf(context, user.id, account));
  return { action: 'update', status: 'Success', reason: 'Provisioned' };
}

/** A new assignment, or a return: look-up, then PUT or POST, then groups. [onelogin-lookup-02, onelogin-rehire-01] */
function* arrive(context: OneLoginContext, user: DirectoryUser, known: Account | undefined): Plan {
  const { memory, options } = context;
  const request = get(matching(appUserName(context, user), options), 'onelogin-lookup-01');
  const { next, exchange } = yield* ask(request, 'list', reactions.lookup);
  const sent = userBody(context, user, !options.createInactive || next === 'found');
  if (next === 'absent') yield* create(context, user, sent);
  else {
    const remoteId = firstId(exchange);
    const account = known ?? { sent: '{}', isActive: false, isWaiting: false, isLeft: false, groups: new Map() };
    claim(context, user.id, remoteId, account);
    // The push after a return repeats everything.
    if (account.isLeft) for (const name of account.groups.keys()) account.groups.set(name, 'unsure');
    const behaviour = known === undefined ? 'onelogin-lookup-02' : 'onelogin-rehire-01';
    yield* update(context, user.id, remoteId, account, sent, true, behaviour);
    memory.accounts.set(user.id, account);
  }
  const account = memory.accounts.get(user.id);
  if (account !== undefined) {
    yield* pushGroups(context, user.id, account, membershipsOf(context, user.id, account));
  }
  const action = next === 'absent' ? 'create' : known === undefined ? 'link' : 'reactivate';
  return { action, status: 'Success', reason: 'Provisioned' };
}

/** POST. [onelogin-create-01] */
function* create(context: OneLoginContext, user: DirectoryUser, sent: JsonObject): Plan<void> {
  const { links, memory, options } = context;
  forget(context, user.id);
  const isActive = !options.createInactive;
  const body = withActive(options, sent, isActive, !isActive);
  const request = post(marked('/Users', options), body, 'onelogin-create-01');
  const { exchange } = yield* ask(request, 'resource', reactions.create);
  requireNames(exchange, body);
  links.link('user', user.id, idOf(exchange) ?? '');
  memory.accounts.set(user.id, {
    sent: JSON.stringify(sent),
    isActive,
    isWaiting: !isActive,
    isLeft: false,
    groups: new Map(),
  });
}

/** PUT of the whole template. Users are never patched. [onelogin-update-01] */
function* update(
  context: OneLoginContext,
  id: string,
  remoteId: string,
  account: Account,
  sent: JsonObject,
  isActive: boolean,
  behaviour: string,
): Plan<void> {
  const { links, options } = context;
  const body = withActive(options, sent, isActive, isActive !== account.isActive);
  const request = put(marked(`/Users/${remoteId}`, options), body, behaviour);
  const { next, exchange } = yield* ask(request, 'resource', reactions.update);
  if (next === 'gone') {
    forget(context, id);
    throw new PlanFailure('fail', 'NotFound', 'the account is gone; a retry looks it up again', exchange);
  }
  requireNames(exchange, body);
  links.link('user', id, remoteId);
  account.sent = JSON.stringify(sent);
  account.isActive = isActive;
  account.isWaiting = false;
  account.isLeft = false;
}

/** Whose account it is, before an update: by the look-up, by a GET, or as it is known. [onelogin-lookup-01, onelogin-update-02] */
function* lookedUp(context: OneLoginContext, user: DirectoryUser, account: Account): Plan<string> {
  const { links, options } = context;
  const known = links.remoteId('user', user.id) ?? '';
  if (options.updateLookup === 'none') return known;
  if (options.updateLookup === 'id') {
    const request = get(marked(`/Users/${known}`, options), 'onelogin-update-02');
    const { next, exchange } = yield* ask(request, 'resource', reactions.read);
    if (next === 'found') return known;
    forget(context, user.id);
    throw new PlanFailure('fail', 'NotFound', 'the account is gone; a retry looks it up again', exchange);
  }
  const request = get(matching(appUserName(context, user), options), 'onelogin-lookup-01');
  const { next, exchange } = yield* ask(request, 'list', reactions.lookup);
  // After a rename nobody has the new name: the linked account is meant.
  if (next === 'absent') return known;
  const remoteId = firstId(exchange);
  claim(context, user.id, remoteId, account);
  return remoteId;
}

/** Suspended in OneLogin. [onelogin-suspend-01, onelogin-suspend-02] */
function* suspend(context: OneLoginContext, id: string, account: Account, ticket: Ticket): Plan {
  const { directory, memory, options } = context;
  const user = directory.user(id);
  if (options.onSuspended === 'nothing' || user === undefined || !(account.isActive || account.isWaiting)) {
    memory.pending.delete(id);
    return silent;
  }
  const waiting = approved(context, id, 'update', ticket);
  if (waiting !== undefined) return waiting;
  const remoteId = yield* lookedUp(context, user, account);
  const sent = userBody(context, user, false);
  yield* update(context, id, remoteId, account, sent, false, 'onelogin-suspend-02');
  return { action: 'suspend', status: 'Success', reason: 'Provisioned' };
}

/** Deleted in OneLogin, or without the app: one setting for both. [onelogin-delete-01, onelogin-delete-02] */
function* dismiss(context: OneLoginContext, id: string, account: Account, ticket: Ticket): Plan {
  const { links, memory, options } = context;
  const isDone = options.onDeleted === 'suspend' && !(account.isActive || account.isWaiting);
  if (account.isLeft || isDone || options.onDeleted === 'nothing') {
    account.isLeft = true;
    memory.pending.delete(id);
    return silent;
  }
  const waiting = approved(context, id, 'delete', ticket);
  if (waiting !== undefined) return waiting;
  const remoteId = links.remoteId('user', id) ?? '';
  if (options.onDeleted === 'suspend') {
    yield* update(context, id, remoteId, account, leftBody(context, id, account), false, 'onelogin-suspend-02');
    account.isLeft = true;
    return { action: 'suspend', status: 'Success', reason: 'Provisioned' };
  }
  const request = del(marked(`/Users/${remoteId}`, options), 'onelogin-delete-02');
  const { next, exchange } = yield* ask(request, 'success', reactions.remove);
  forget(context, id);
  if (next === 'done') return { action: 'delete', status: 'Success', reason: 'Provisioned' };
  throw new PlanFailure('stop', 'NotFound', 'the account was gone already', exchange);
}

/** What is sent of somebody who is leaving; of one whom the directory has forgotten, what was sent last. */
function leftBody(context: OneLoginContext, id: string, account: Account): JsonObject {
  const user = context.directory.user(id);
  if (user !== undefined) return userBody(context, user, false);
  const sent = sentBody(account);
  if (sent.active === undefined) return sent;
  return { ...sent, active: typeof sent.active === 'string' ? 'false' : false };
}

/** The answer must give back both parts of the name. [onelogin-update-04] */
function requireNames(exchange: Exchange, body: JsonObject): void {
  const held = bodyOf(exchange)?.name;
  const sent = isObject(body.name) ? body.name : {};
  for (const part of ['givenName', 'familyName']) {
    const isSent = typeof sent[part] === 'string' && sent[part] !== '';
    if (isSent && !(isObject(held) && typeof held[part] === 'string')) {
      throw new PlanFailure('fail', 'NameMissing', `the answer has no name.${part}`, exchange);
    }
  }
}

/**
 * An account that was another's: whoever has left gives it up, and its memberships come with it. How two users of one
 * name are told apart is not published; here the second fails.
 */
function claim(context: OneLoginContext, id: string, remoteId: string, account: Account): void {
  const { links, memory } = context;
  if (links.remoteId('user', id) === remoteId) return;
  const holder = links.directoryId('user', remoteId);
  if (holder !== undefined && standingOf(context, holder) === 'here') {
    throw new PlanFailure('fail', 'AccountTaken', `the account ${remoteId} is that of ${holder}`);
  }
  account.groups.clear();
  if (holder === undefined) return;
  for (const name of memory.accounts.get(holder)?.groups.keys() ?? []) account.groups.set(name, 'unsure');
  forget(context, holder);
}

function firstId(exchange: Exchange): string {
  const id = listOf(exchange)?.[0]?.id;
  return typeof id === 'string' ? id : '';
}

function forget({ links, memory }: OneLoginContext, id: string): void {
  links.unlink('user', id);
  memory.accounts.delete(id);
}
