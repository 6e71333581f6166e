import {
  ask,
  type DirectoryUser,
  del,
  get,
  type Hope,
  idOf,
  listOf,
  type Outcome,
  type Plan,
  PlanFailure,
  type PlannedRequest,
  patch,
  post,
  put,
  type Reactions,
} from '#idp';
import type { JsonObject } from '#scim';
import type { Exchange } from '#wire';
import { accountBody, attributesOf, patchBody } from './body.ts';
import type { Account, GoogleContext } from './memory.ts';
import { matching } from './query.ts';
import { reactions } from './reactions.ts';
import { dues, isInScope, isWelcome } from './standing.ts';

const silent: Outcome = { action: 'none', status: 'silent' };

/** Brings one account to where Google has its user at a time. */
export function* provision(context: GoogleContext, id: string, at: number): Plan {
  const account = context.memory.accounts.get(id);
  if (account === undefined) return yield* first(context, id);
  const { suspendAt, deleteAt } = dues(context, account);
  if (deleteAt <= at) return yield* remove(context, id);
  return yield* follow(context, id, account, suspendAt <= at);
}

/** A user without an account: look-up, then adopt or create. [google-lookup-01] */
function* first(context: GoogleContext, id: string): Plan {
  const { directory, memory, options } = context;
  const user = directory.user(id);
  if (user === undefined || !isWelcome(context, id)) return silent;
  if (memory.barred.has(id)) {
    throw new PlanFailure('stop', 'DeletedByApp', 'the app deleted the account; the user is not provisioned again');
  }
  const request = get(matching(user.userName, options), 'google-lookup-01');
  const { next, exchange } = yield* asked(context, request, 'list', reactions.lookup);
  return next === 'adopt' ? yield* adopt(context, user, exchange) : yield* create(context, user);
}

/** POST. [google-create-01] */
function* create(context: GoogleContext, user: DirectoryUser): Plan {
  const { options } = context;
  const sent = attributesOf(options, user);
  const isActive = !options.createInactive;
  const request = post('/Users', accountBody(options, sent, isActive), 'google-create-01');
  const { exchange } = yield* asked(context, request, 'resource', reactions.create);
  keep(context, user.id, idOf(exchange) ?? '', { sent, isActive, isWaiting: !isActive, since: new Map() });
  return { action: 'create', status: 'Success' };
}

/** The account that is there is overwritten and from then on the user's. [google-lookup-03] */
function* adopt(context: GoogleContext, user: DirectoryUser, exchange: Exchange): Plan {
  const [found] = listOf(exchange) ?? [];
  const remoteId = typeof found?.id === 'string' ? found.id : '';
  takeOver(context, user.id, remoteId);
  const sent = attributesOf(context.options, user);
  yield* update(context, user.id, remoteId, {}, { ...sent, active: true }, 'google-lookup-03');
  keep(context, user.id, remoteId, { sent, isActive: true, isWaiting: false, since: new Map() });
  return { action: 'adopt', status: 'Success' };
}

/** Attributes that changed, a suspension that is due, or a return. [google-update-01, google-deprov-05, google-reactivate-01] */
function* follow(context: GoogleContext, id: string, account: Account, isDue: boolean): Plan {
  const user = context.directory.user(id);
  const isThere = user !== undefined && isInScope(context, id);
  const sent = isThere ? attributesOf(context.options, user) : account.sent;
  const isActive = account.since.size === 0 || (account.isActive && !isDue);
  const isSame = patchBody(account.sent, sent) === undefined;
  // What was created inactive stays so until something else is to be said.
  if (isSame && (isActive === account.isActive || account.isWaiting)) return silent;
  const isTurned = isActive !== account.isActive;
  const behaviour = !isTurned ? 'google-update-01' : isActive ? 'google-reactivate-01' : 'google-deprov-05';
  const remoteId = context.links.remoteId('user', id) ?? '';
  const before = { ...account.sent, active: account.isActive };
  yield* update(context, id, remoteId, before, { ...sent, active: isActive }, behaviour);
  account.sent = sent;
  account.isActive = isActive;
  account.isWaiting = false;
  const action = !isTurned ? 'update' : isActive ? 'restore' : 'suspend';
  return { action, status: 'Success' };
}

/** One PUT of the whole account, or one PATCH of what differs. [google-update-02] */
function* update(
  context: GoogleContext,
  id: string,
  remoteId: string,
  before: JsonObject,
  after: JsonObject,
  behaviour: string,
): Plan<void> {
  const { memory, options } = context;
  const turn = memory.updates % 2 === 0 ? 'put' : 'patch';
  memory.updates += 1;
  const method = options.updateMethod === 'both' ? turn : options.updateMethod;
  const { active, ...attributes } = after;
  const target = `/Users/${remoteId}`;
  const request =
    method === 'put'
      ? put(target, accountBody(options, attributes, active === true, remoteId), behaviour)
      : patch(target, patchBody(before, after), behaviour);
  const { next, exchange } = yield* asked(context, request, 'success', reactions.update);
  if (next === 'done') return;
  forget(context, id);
  if (options.recreateAfterRemoteDelete) {
    throw new PlanFailure('fail', 'NotFound', 'the account is gone; it is made anew by the next cycle', exchange);
  }
  memory.barred.add(id);
  throw new PlanFailure('stop', 'DeletedByApp', 'the account is gone; the user is not provisioned again', exchange);
}

/** The hard delete. Whoever comes back after it is a newcomer. [google-deprov-05, google-rehire-02] */
function* remove(context: GoogleContext, id: string): Plan {
  const target = `/Users/${context.links.remoteId('user', id) ?? ''}`;
  yield* asked(context, del(target, 'google-deprov-05'), 'success', reactions.remove);
  forget(context, id);
  return { action: 'delete', status: 'Success' };
}

/**
 * An account that was another's: whoever is leaving gives it up, and its timers with it. Two users of one name who are both
 * there cannot share it; the second fails.
 */
function takeOver(context: GoogleContext, id: string, remoteId: string): void {
  const holder = context.links.directoryId('user', remoteId);
  if (holder === undefined || holder === id) return;
  if (context.memory.accounts.get(holder)?.since.size === 0) {
    throw new PlanFailure('stop', 'AccountTaken', `the account ${remoteId} is that of ${holder}`);
  }
  forget(context, holder);
}

function keep({ links, memory }: GoogleContext, id: string, remoteId: string, account: Account): void {
  links.link('user', id, remoteId);
  memory.accounts.set(id, account);
}

function forget({ links, memory }: GoogleContext, id: string): void {
  links.unlink('user', id);
  memory.accounts.delete(id);
  memory.leaving.delete(id);
}

/** Asks, and remembers when the credential was refused. [google-auth-03] */
function* asked<Next extends string>(
  { memory }: GoogleContext,
  request: PlannedRequest,
  hope: Hope,
  table: Reactions<Next>,
): Plan<{ readonly next: Next; readonly exchange: Exchange }> {
  try {
    return yield* ask(request, hope, table);
  } catch (error) {
    const status = error instanceof PlanFailure ? error.exchange?.response?.status : undefined;
    if (status === 401 || status === 403) memory.isRefused = true;
    throw error;
  }
}
