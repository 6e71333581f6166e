import { isObject } from '#scim';
import { base64url } from '../auth/base64url.ts';
import { sha256 } from '../auth/digest.ts';
import type { Transaction, View } from '../store/store.ts';
import type { Account } from './account.ts';
import { accountAt } from './accounts.ts';
import { numberIn } from './row.ts';

/** A signed-in browser of an account. Kept by the hash of its secret, under the account, so that all can be ended. */
export interface NewSession {
  readonly secret: string;
  readonly hash: string;
}

const kind = 'session';
const separator = '\u0000';
const lastsMs = 12 * 3_600_000;
/** Nobody has more browsers than this; a range needs an end. */
const most = 10_000;

export async function newSession(): Promise<NewSession> {
  const secret = base64url(crypto.getRandomValues(new Uint8Array(32)));
  return { secret, hash: await sha256(secret) };
}

export function openSession(transaction: Transaction, accountId: string, { hash }: NewSession, now: number): void {
  transaction.putRecord(kind, accountId + separator + hash, { createdAt: now });
}

/** Ends all sessions of an account. @returns how many there were */
export function endSessions(transaction: Transaction, accountId: string): number {
  const open = sessionKeys(transaction, accountId);
  for (const key of open) transaction.putRecord(kind, key, undefined);
  return open.length;
}

export function sessionCount(view: View, accountId: string): number {
  return sessionKeys(view, accountId).length;
}

/** The account of a session that is open, young enough, and not of somebody suspended. `hash` is of the secret. */
export function accountOfSession(view: View, accountId: string, hash: string, now: number): Account | undefined {
  const row = view.record(kind, accountId + separator + hash);
  if (!isObject(row) || now - (numberIn(row, 'createdAt') ?? 0) > lastsMs) return undefined;
  const account = accountAt(view, accountId);
  return account?.state === 'active' ? account : undefined;
}

function sessionKeys(view: View, accountId: string): readonly string[] {
  const prefix = accountId + separator;
  return view
    .recordsFrom(kind, prefix, most)
    .map(([key]) => key)
    .filter((key) => key.startsWith(prefix));
}
