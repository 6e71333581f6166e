import { ask, get, listOf, type Plan } from '#idp';
import type { Exchange } from '#wire';
import { refreshEntitlements } from './group.ts';
import { appUserName } from './mapping.ts';
import type { OneLoginContext } from './memory.ts';
import { marked, matching } from './query.ts';
import { reactions } from './reactions.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Enabling the API connection; with groups, their names are read as well. [onelogin-connect-01, onelogin-import-01, -02] */
export function* connect(context: OneLoginContext): Plan {
  const { options } = context;
  yield* probe(context);
  if (options.groupsIncluded) yield* refreshEntitlements(context);
  if (options.importOnEnable) yield* importUsers(context);
  return { action: 'connect', status: 'Success', reason: 'Enabled' };
}

/** One look-up of a value that nobody should have. */
export function* probe({ options, random }: OneLoginContext): Plan<void> {
  const request = get(matching(random.text(16, letters), options), 'onelogin-connect-01');
  yield* ask(request, 'list', reactions.probe);
}

/** The users of the app, matched by user name. Who has no match, or several, waits for an administrator. */
function* importUsers(context: OneLoginContext): Plan<void> {
  const { directory, links, memory, options } = context;
  const request = get(marked('/Users', options), 'onelogin-import-02');
  const found = byUserName((yield* ask(request, 'list', reactions.list)).exchange);
  for (const user of directory.users()) {
    const matches = found.get(appUserName(context, user).toLowerCase()) ?? [];
    const [only] = matches;
    if (only === undefined || matches.length > 1) continue;
    links.link('user', user.id, only.id);
    const account = { sent: '{}', isActive: only.isActive, isWaiting: false, isLeft: false, groups: new Map() };
    memory.accounts.set(user.id, account);
  }
}

interface Found {
  readonly id: string;
  readonly isActive: boolean;
}

function byUserName(exchange: Exchange): ReadonlyMap<string, readonly Found[]> {
  const found = new Map<string, Found[]>();
  for (const { id, userName, active } of listOf(exchange) ?? []) {
    if (typeof id !== 'string' || typeof userName !== 'string') continue;
    const name = userName.toLowerCase();
    found.set(name, [...(found.get(name) ?? []), { id, isActive: active !== false }]);
  }
  return found;
}
