import type { View } from '../store/store.ts';
import type { Account } from './account.ts';
import { groupsOfAccount } from './membership.ts';
import { allShares, type Grant, type Share } from './shares.ts';

/** One share that an account can use, and why. */
export interface Reach {
  readonly share: Share;
  readonly level: Grant['level'];
  /** `owner`, `account`, or the slug of the group that has the grant. */
  readonly by: string;
}

/** What an account can use now: nothing while it is suspended, whatever it owns and was granted. */
export function reachOf(view: View, account: Account): readonly Reach[] {
  if (account.state !== 'active') return [];
  const slugs = new Map(groupsOfAccount(view, account).map(({ id, slug }) => [id, slug]));
  return allShares(view).flatMap((share) => {
    if (share.owner === account.id) return [{ share, level: 'write' as const, by: 'owner' }];
    const ways = share.grants.flatMap(({ to, id, level }) => {
      const by = to === 'group' ? slugs.get(id) : id === account.id ? 'account' : undefined;
      return by === undefined ? [] : [{ share, level, by }];
    });
    return ways.find(({ level }) => level === 'write') ?? ways[0] ?? [];
  });
}
