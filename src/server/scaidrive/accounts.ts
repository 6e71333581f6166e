import { fold } from '#scim';
import type { Transaction, View } from '../store/store.ts';
import { type Account, accountFrom, rowOfAccount } from './account.ts';

/**
 * Accounts are records of the store: `account` by id; `account-name` and `account-sub` hold `folded text NUL id`, so
 * that a page of the list and a search by beginnings are one range each; `account-of` leads from a User that another
 * account was taken for to that account; `account-external` finds accounts that no User describes by their externalId.
 */
const kinds = {
  account: 'account',
  name: 'account-name',
  sub: 'account-sub',
  of: 'account-of',
  external: 'account-external',
} as const;

const separator = '\u0000';

export function accountAt(view: View, id: string): Account | undefined {
  return accountFrom(id, view.record(kinds.account, id));
}

/** The account that a User describes. */
export function accountOfUser(view: View, scimId: string): Account | undefined {
  const other = view.record(kinds.of, scimId);
  return accountAt(view, typeof other === 'string' ? other : scimId);
}

/** By sub, as user names compare. One that SCIM describes comes before one that it does not. */
export function accountBySub(view: View, sub: string): Account | undefined {
  const found = accountsBySub(view, sub);
  return found.find(({ scimId }) => scimId !== undefined) ?? found[0];
}

/** The accounts with this sub that no User describes. */
export function looseBySub(view: View, sub: string): readonly Account[] {
  return accountsBySub(view, sub).filter(({ scimId }) => scimId === undefined);
}

function accountsBySub(view: View, sub: string): readonly Account[] {
  const prefix = fold('name', sub) + separator;
  const rows = view.recordsFrom(kinds.sub, prefix, 8);
  return rows.flatMap(([key]) => (key.startsWith(prefix) ? (accountAt(view, key.slice(prefix.length)) ?? []) : []));
}

export function looseByExternalId(view: View, externalId: string): Account | undefined {
  const id = view.record(kinds.external, externalId);
  return typeof id === 'string' ? accountAt(view, id) : undefined;
}

/** By the id at the IdP, whether a User describes the account or not. */
export function accountByExternalId(view: View, externalId: string): Account | undefined {
  const [user] = view.find('User', 'externalId', 'eq', externalId);
  return (user && accountOfUser(view, user.id)) ?? looseByExternalId(view, externalId);
}

/** Writes what is different between two states of an account, in all its records; `after` undefined ends it. */
export function saveAccount(transaction: Transaction, before: Account | undefined, after: Account | undefined): void {
  const id = after?.id ?? before?.id;
  if (id === undefined) return;
  transaction.putRecord(kinds.account, id, after && rowOfAccount(after));
  for (const { kind, key, value } of keys) {
    const old = before && key(before);
    const now = after && key(after);
    if (old === now) continue;
    if (old !== undefined) transaction.putRecord(kind, old, undefined);
    if (now !== undefined) transaction.putRecord(kind, now, value(id));
  }
}

const keys: readonly {
  readonly kind: string;
  readonly key: (account: Account) => string | undefined;
  readonly value: (id: string) => string | boolean;
}[] = [
  { kind: kinds.name, key: ({ displayName, id }) => fold('name', displayName) + separator + id, value: () => true },
  { kind: kinds.sub, key: ({ sub, id }) => fold('name', sub) + separator + id, value: () => true },
  { kind: kinds.of, key: ({ scimId, id }) => (scimId === id ? undefined : scimId), value: (id) => id },
  {
    kind: kinds.external,
    key: ({ scimId, externalId }) => (scimId === undefined ? externalId : undefined),
    value: (id) => id,
  },
];

/** One page of accounts, and where its neighbours begin. */
export interface AccountPage {
  readonly accounts: readonly Account[];
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/** Accounts by display name from the place `from` on. */
export function accountPage(view: View, from: string, limit: number): AccountPage {
  const previous = from === '' ? undefined : view.recordsBefore(kinds.name, from, limit)[0]?.[0];
  return { ...pageOf(view, kinds.name, '', from, limit), previous };
}

/** Accounts whose display name or sub begins with `text`; letter case does not count. */
export function searchAccounts(view: View, text: string, limit: number): readonly Account[] {
  const prefix = fold('name', text);
  const found = new Map<string, Account>();
  for (const kind of [kinds.name, kinds.sub]) {
    for (const account of pageOf(view, kind, prefix, prefix, limit).accounts) found.set(account.id, account);
  }
  return [...found.values()].slice(0, limit);
}

export function accountCount(view: View): number {
  // One row an account, as those of "account" are, and each a fraction of it.
  return view.recordCount(kinds.sub);
}

function pageOf(view: View, kind: string, prefix: string, from: string, limit: number): Omit<AccountPage, 'previous'> {
  const rows = view.recordsFrom(kind, from, limit + 1).filter(([key]) => key.startsWith(prefix));
  const accounts = rows.slice(0, limit).flatMap(([key]) => {
    const id = key.slice(key.lastIndexOf(separator) + 1);
    return accountAt(view, id) ?? [];
  });
  return { accounts, next: rows[limit]?.[0] };
}
