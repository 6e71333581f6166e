import type { View } from '../store/store.ts';
import type { Account } from './account.ts';
import { accountAt, accountOfUser } from './accounts.ts';
import { allHandEdits, type Group, groupAt, handEdits } from './groups.ts';

/** How an account belongs to a group. */
export interface Member {
  readonly account: Account;
  readonly by: 'scim' | 'hand';
}

export interface Membership {
  readonly members: readonly Member[];
  /** Groups whose members belong to this one too. */
  readonly nested: readonly Group[];
  /** Whom SCIM holds to be a member and somebody took out by hand. */
  readonly removed: readonly Account[];
}

export function membershipOf(view: View, groupId: string): Membership {
  const edits = handEdits(view, groupId);
  const removed = new Set(edits.removed);
  const members = new Map<string, Member>();
  const nested: Group[] = [];
  const out: Account[] = [];
  for (const entry of view.memberEntries(groupId)) {
    const account = accountOfUser(view, entry.id);
    const group = account === undefined ? groupAt(view, entry.id) : undefined;
    if (group !== undefined) nested.push(group);
    if (account === undefined) continue;
    if (removed.has(account.id)) out.push(account);
    else members.set(account.id, { account, by: 'scim' });
  }
  for (const id of edits.added) {
    const account = accountAt(view, id);
    if (account !== undefined && !members.has(id)) members.set(id, { account, by: 'hand' });
  }
  return { members: [...members.values()], nested, removed: out };
}

/** The living groups of an account: those that name it, and those that hold one of these. */
export function groupsOfAccount(view: View, account: Account): readonly Group[] {
  const found = new Set<string>();
  if (account.scimId !== undefined) {
    for (const id of view.groupsOf(account.scimId)) {
      if (!handEdits(view, id).removed.includes(account.id)) found.add(id);
    }
  }
  for (const [id, { added }] of allHandEdits(view)) if (added.includes(account.id)) found.add(id);
  // A set that grows while it is walked is walked to its end, and each group is entered once.
  for (const id of found) for (const outer of view.groupsOf(id)) found.add(outer);
  return [...found].flatMap((id) => groupAt(view, id) ?? []).filter(({ state }) => state === 'active');
}
