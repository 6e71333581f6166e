import type { Transaction } from '../store/store.ts';
import type { Account } from './account.ts';
import { saveAccount } from './accounts.ts';
import { allHandEdits, saveHandEdits } from './groups.ts';
import { endSessions } from './sessions.ts';
import { allShares, type Grant, saveShare } from './shares.ts';

/** Ends an account that turned out to be of the same person as another, which gets its shares, grants and groups. */
export function mergeAccount(transaction: Transaction, from: Account, into: Account): void {
  const moved = (id: string) => (id === from.id ? into.id : id);
  for (const share of allShares(transaction)) {
    const concerns = share.owner === from.id || share.grants.some(({ to, id }) => to === 'account' && id === from.id);
    if (!concerns) continue;
    const grants = share.grants.map((grant) => (grant.to === 'account' ? { ...grant, id: moved(grant.id) } : grant));
    saveShare(transaction, { ...share, owner: moved(share.owner), grants: onceEach(grants) });
  }
  for (const [groupId, { added, removed }] of allHandEdits(transaction)) {
    if (!added.includes(from.id)) continue;
    saveHandEdits(transaction, groupId, { added: [...new Set(added.map(moved))], removed });
  }
  endSessions(transaction, from.id);
  saveAccount(transaction, from, undefined);
}

/** One grant for each holder: of two, the one that lets more. */
function onceEach(grants: readonly Grant[]): readonly Grant[] {
  const held = new Map<string, Grant>();
  for (const grant of grants) {
    const key = `${grant.to} ${grant.id}`;
    if (held.get(key)?.level !== 'write') held.set(key, grant);
  }
  return [...held.values()];
}
