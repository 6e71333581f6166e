import { isObject, type Json } from '#scim';
import { roles } from './extension.ts';
import type { Mapped } from './mapping.ts';
import { numberIn, rowFrom, textIn } from './row.ts';

/** Somebody who may sign in to ScaiDrive. It outlives the SCIM resource that describes it. */
export interface Account extends Mapped {
  readonly id: string;
  /** What created it: SCIM, a first sign-in (just in time), or an administrator in the console. */
  readonly origin: 'scim' | 'jit' | 'console';
  /** The User that decides what the account is; undefined when SCIM does not know it, or does no more. */
  readonly scimId: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

export function rowOfAccount({ id: _, ...fields }: Account) {
  return rowFrom(fields);
}

export function accountFrom(id: string, row: Json | undefined): Account | undefined {
  if (!isObject(row)) return undefined;
  const origin = textIn(row, 'origin');
  return {
    id,
    sub: textIn(row, 'sub') ?? '',
    displayName: textIn(row, 'displayName') ?? '',
    email: textIn(row, 'email'),
    state: row.state === 'suspended' ? 'suspended' : 'active',
    externalId: textIn(row, 'externalId'),
    department: textIn(row, 'department'),
    manager: textIn(row, 'manager'),
    role: roles.find((role) => role === row.role) ?? 'user',
    quotaBytes: numberIn(row, 'quotaBytes'),
    origin: origin === 'jit' || origin === 'console' ? origin : 'scim',
    scimId: textIn(row, 'scimId'),
    createdAt: numberIn(row, 'createdAt') ?? 0,
  };
}
