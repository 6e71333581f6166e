import { isObject, type JsonObject } from '#scim';
import { type Header, type Transport, TransportError } from '#wire';
import type { Desired, DesiredGroup, DesiredUser } from './desired.ts';
import type { Difference, DifferenceKind } from './difference.ts';
import type { Links } from './links.ts';
import { isSameValue } from './same-value.ts';
import { targetPath, valuesAt } from './target-path.ts';
import { targetUrl } from './target-url.ts';

export interface OracleSetup {
  readonly transport: Transport;
  readonly baseUrl: string;
  readonly token: string;
  readonly links: Links;
  readonly desired: Desired;
  /** User names, folded, whose accounts another provider wants in use: then this one cannot have them ended. */
  readonly wantedElsewhere?: ReadonlySet<string>;
}

/** The folded names of those whose accounts these providers want in use. */
export function namesWantedActive(all: readonly Desired[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { users } of all) for (const user of users) if (user.state === 'active') names.add(folded(user.userName));
  return names;
}

/**
 * Reads the server through its own transport and compares it with what the directory's scope asks for.
 * Accounts and groups that the directory knows nothing of are none of its business.
 * @returns what differs; nothing when they agree
 */
export async function differences(setup: OracleSetup): Promise<readonly Difference[]> {
  const users = await everything('/Users', setup);
  if (typeof users === 'string') return [differing('unread', users)];
  const found: Difference[] = [];
  const byUserName = grouped(users, 'userName');
  const byUserId = byId(users);
  for (const user of setup.desired.users) {
    if (user.state !== 'active' && setup.wantedElsewhere?.has(folded(user.userName)) === true) continue;
    found.push(...userDifferences(user, byUserName, byUserId, setup.links));
  }

  const wanted = [...setup.desired.groups];
  if (wanted.length === 0) return found;
  const groups = await everything('/Groups', setup);
  if (typeof groups === 'string') return [...found, differing('unread', groups)];
  const byName = grouped(groups, 'displayName');
  const byGroupId = byId(groups);
  for (const group of wanted) found.push(...groupDifferences(group, byName, byGroupId, setup.links));
  return found;
}

function userDifferences(
  user: DesiredUser,
  byUserName: ReadonlyMap<string, readonly JsonObject[]>,
  byUserId: ReadonlyMap<string, JsonObject>,
  links: Links,
): readonly Difference[] {
  const told = (kind: DifferenceKind, text: string, more: Partial<Difference> = {}): Difference =>
    differing(kind, `${user.userName}: ${text}`, more);
  const named = byUserName.get(folded(user.userName)) ?? [];
  if (named.length > 1) return [told('single', `the server has ${named.length} accounts of this name.`)];
  const remoteId = links.remoteId('user', user.id);
  const account = named[0] ?? (remoteId === undefined ? undefined : byUserId.get(remoteId));
  const isActive = account?.active !== false && account?.active !== 'false' && account?.active !== 'False';
  switch (user.state) {
    case 'absent':
      return account === undefined ? [] : [told('account', 'the account is still there.')];
    case 'not-active':
      return account !== undefined && isActive ? [told('state', 'the account is still active.')] : [];
    case 'inactive':
    case 'active': {
      if (account === undefined) return [told('account', 'the server has no such account.')];
      const found: Difference[] = [];
      if (remoteId !== undefined && account.id !== remoteId) {
        found.push(told('single', `linked to ${remoteId}, but the account is ${String(account.id)}.`));
      }
      if (isActive !== (user.state === 'active')) {
        found.push(told('state', `the account is ${isActive ? 'active' : 'inactive'}, not ${user.state}.`));
      }
      for (const [name, wanted] of Object.entries(user.attributes)) {
        const path = targetPath(name);
        const values = path === undefined ? [] : valuesAt(account, path);
        if (path !== undefined && values.some((held) => isSameValue(held, wanted, path))) continue;
        const [held] = values;
        found.push(told('value', `${name} is ${shown(held)}, not ${shown(wanted)}.`, { path: name, held }));
      }
      return found;
    }
  }
}

function groupDifferences(
  group: DesiredGroup,
  byName: ReadonlyMap<string, readonly JsonObject[]>,
  byGroupId: ReadonlyMap<string, JsonObject>,
  links: Links,
): readonly Difference[] {
  const told = (kind: DifferenceKind, text: string) => differing(kind, `group ${group.displayName}: ${text}`);
  const remoteId = links.remoteId('group', group.id);
  const linked = remoteId === undefined ? undefined : byGroupId.get(remoteId);
  const named = byName.get(folded(group.displayName)) ?? [];
  if (group.state === 'absent') {
    return linked === undefined ? [] : [told('group', 'it is still there.')];
  }
  const there = linked ?? named[0];
  if (there === undefined) return [told('group', 'the server has no such group.')];
  const found: Difference[] = [];
  if (there.displayName !== group.displayName) {
    found.push(told('group', `the server calls it ${shown(there.displayName)}.`));
  }
  if (group.members === undefined) return found;
  const held = new Set(membersOf(there));
  for (const member of group.members) {
    const id = links.remoteId('user', member) ?? links.remoteId('group', member);
    if (id === undefined) found.push(told('account', `the member ${member} has no account.`));
    else if (!held.delete(id)) found.push(told('member', `the member ${member} (${id}) is missing.`));
  }
  if (group.othersMayStay === true) return found;
  for (const extra of held) found.push(told('member', `${extra} is a member, but should not be.`));
  return found;
}

function differing(kind: DifferenceKind, text: string, more: Partial<Difference> = {}): Difference {
  return { kind, text, ...more };
}

function membersOf(group: JsonObject): readonly string[] {
  if (!Array.isArray(group.members)) return [];
  return group.members.flatMap((member) =>
    isObject(member) && typeof member.value === 'string' ? [member.value] : [],
  );
}

const pageSize = 100;
// A server that always claims more would keep us for good.
const maxPages = 20_000;

/** Every resource of an endpoint, page by page; or one sentence on why it could not be read. */
async function everything(path: string, setup: OracleSetup): Promise<readonly JsonObject[] | string> {
  // No provider says so of itself: whoever watches the target can tell the oracle from the provider.
  const headers: Header[] = [
    ['Accept', 'application/scim+json'],
    ['User-Agent', 'scimulate-oracle'],
  ];
  if (setup.token !== '') headers.push(['Authorization', `Bearer ${setup.token}`]);
  const all: JsonObject[] = [];
  for (let page = 0; page < maxPages; page += 1) {
    const url = targetUrl(setup.baseUrl, `${path}?startIndex=${all.length + 1}&count=${pageSize}`);
    const answer = await answered(() => setup.transport({ method: 'GET', url, headers }));
    if (typeof answer === 'string') return `${path} could not be listed to compare it: ${answer}`;
    const list = answer.status === 200 ? parsed(answer.body) : undefined;
    if (list === undefined) return `${path} could not be listed to compare it: the server answered ${answer.status}.`;
    const resources = Array.isArray(list.Resources) ? list.Resources.filter(isObject) : [];
    all.push(...resources);
    const total = typeof list.totalResults === 'number' ? list.totalResults : all.length;
    if (resources.length === 0 || all.length >= total) return all;
  }
  return `${path} could not be listed to compare it: it has no end.`;
}

/** The answer, or why there was none. */
async function answered<T>(send: () => Promise<T>): Promise<T | string> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof TransportError) return error.message;
    throw error;
  }
}

function parsed(body: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function grouped(resources: readonly JsonObject[], name: string): ReadonlyMap<string, readonly JsonObject[]> {
  const groups = new Map<string, JsonObject[]>();
  for (const resource of resources) {
    const key = folded(String(resource[name] ?? ''));
    const same = groups.get(key);
    if (same === undefined) groups.set(key, [resource]);
    else same.push(resource);
  }
  return groups;
}

function byId(resources: readonly JsonObject[]): ReadonlyMap<string, JsonObject> {
  return new Map(resources.map((resource) => [String(resource.id), resource]));
}

/** userName is compared without case. @see RFC 7643 §4.1.1 */
function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value);
}
