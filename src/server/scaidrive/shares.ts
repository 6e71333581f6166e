import { isList, isObject, type Json } from '#scim';
import type { Transaction, View } from '../store/store.ts';
import { numberIn, rowFrom, textIn } from './row.ts';

/** Who else may use a share, and how far. */
export interface Grant {
  readonly to: 'account' | 'group';
  readonly id: string;
  readonly level: 'read' | 'write';
}

/** A folder that others can reach. It stays whatever becomes of its owner. */
export interface Share {
  readonly id: string;
  readonly name: string;
  /** The id of an account. */
  readonly owner: string;
  readonly grants: readonly Grant[];
  readonly createdAt: number;
}

const kind = 'share';

export function shareAt(view: View, id: string): Share | undefined {
  return shareFrom(id, view.record(kind, id));
}

export function allShares(view: View): readonly Share[] {
  return view.records(kind).flatMap(([id, row]) => shareFrom(id, row) ?? []);
}

export function saveShare(transaction: Transaction, share: Share): void {
  const { id, name, owner, createdAt } = share;
  const grants = share.grants.map((grant) => ({ ...grant }));
  transaction.putRecord(kind, id, rowFrom({ name, owner, createdAt, grants }));
}

/** The share with one more grant; who has one already gets the new level. */
export function withGrant(share: Share, grant: Grant): Share {
  return { ...withoutGrant(share, grant), grants: [...withoutGrant(share, grant).grants, grant] };
}

export function withoutGrant(share: Share, { to, id }: Pick<Grant, 'to' | 'id'>): Share {
  return { ...share, grants: share.grants.filter((grant) => grant.to !== to || grant.id !== id) };
}

function shareFrom(id: string, row: Json | undefined): Share | undefined {
  if (!isObject(row)) return undefined;
  const { grants } = row;
  return {
    id,
    name: textIn(row, 'name') ?? '',
    owner: textIn(row, 'owner') ?? '',
    createdAt: numberIn(row, 'createdAt') ?? 0,
    grants: (isList(grants) ? grants : []).flatMap((grant) => (isObject(grant) ? [grantFrom(grant)] : [])),
  };
}

function grantFrom(row: { readonly [name: string]: Json }): Grant {
  return {
    to: row.to === 'group' ? 'group' : 'account',
    id: textIn(row, 'id') ?? '',
    level: row.level === 'write' ? 'write' : 'read',
  };
}
