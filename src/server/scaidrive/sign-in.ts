import { fold } from '#scim';
import type { Transaction } from '../store/store.ts';
import type { Account } from './account.ts';
import { accountByExternalId, accountBySub, looseBySub, saveAccount } from './accounts.ts';
import { mergeAccount } from './merge.ts';
import { type NewSession, openSession } from './sessions.ts';

/** What the IdP says of somebody who signs in. */
export interface Claims {
  readonly sub: string;
  /** The IdP's own id, where the sign-in carries it. */
  readonly externalId?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
}

export interface SignedIn {
  readonly outcome: 'created' | 'found' | 'suspended';
  readonly account: Account;
  /** Accounts of the same person that became part of this one. */
  readonly merged: readonly string[];
}

/**
 * Signs somebody in. A first sign-in creates the account (just in time); SCIM takes it over when it pushes the person.
 * An account is found by externalId first, so that a new sub leads to it; what SCIM describes, a sign-in does not change.
 * What earlier sign-ins of this sub made while nobody knew whose it is becomes part of it.
 */
export function signIn(
  transaction: Transaction,
  claims: Claims,
  session: NewSession,
  { id, now }: { readonly id: string; readonly now: number },
): SignedIn {
  const { sub, externalId, email, name } = claims;
  const known =
    (externalId === undefined ? undefined : accountByExternalId(transaction, externalId)) ??
    accountBySub(transaction, sub);
  if (known?.state === 'suspended') return { outcome: 'suspended', account: known, merged: [] };
  const account: Account =
    known === undefined
      ? { ...nobody, id, createdAt: now, sub, displayName: name ?? sub, email, externalId }
      : known.scimId === undefined && known.origin === 'jit'
        ? {
            ...known,
            sub: fold('name', known.sub) === fold('name', sub) ? known.sub : sub,
            displayName: name ?? known.displayName,
            email: email ?? known.email,
            externalId: known.externalId ?? externalId,
          }
        : known;
  if (account !== known) saveAccount(transaction, known, account);
  const strays =
    externalId === undefined ? [] : looseBySub(transaction, sub).filter((other) => isStray(other, account));
  for (const stray of strays) mergeAccount(transaction, stray, account);
  openSession(transaction, account.id, session, now);
  return { outcome: known === undefined ? 'created' : 'found', account, merged: strays.map(({ id }) => id) };
}

function isStray({ id, origin, state, externalId }: Account, known: Account): boolean {
  return id !== known.id && origin === 'jit' && state === 'active' && externalId === undefined;
}

const nobody = {
  state: 'active',
  role: 'user',
  origin: 'jit',
  scimId: undefined,
  department: undefined,
  manager: undefined,
  quotaBytes: undefined,
} as const;
