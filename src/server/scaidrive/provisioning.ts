import { type JsonObject, sameJson } from '#scim';
import type { Written } from '../resources/writing.ts';
import type { Transaction } from '../store/store.ts';
import { type Account, rowOfAccount } from './account.ts';
import { accountOfUser, looseByExternalId, looseBySub, saveAccount } from './accounts.ts';
import { groupAt, handEdits, saveGroup, saveHandEdits, takeSlug } from './groups.ts';
import { type Mapped, mappedFrom } from './mapping.ts';
import { mergeAccount } from './merge.ts';
import { endSessions } from './sessions.ts';

/** What became of ScaiDrive's own rows by one SCIM write, for the audit. */
export interface Effect {
  /** The account or group that the resource stands for. */
  readonly account?: string;
  readonly group?: string;
  readonly adopted?: true;
  readonly state?: 'suspended' | 'active';
  readonly sessionsEnded?: number;
  /** Accounts of the same person that became part of this one. */
  readonly merged?: readonly string[];
  readonly slug?: string;
  /** Membership set by hand that this sync undid. */
  readonly handEditsUndone?: { readonly added: readonly string[]; readonly removed: readonly string[] };
}

/** What the deployment says beside the write. */
export interface Circumstances {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What a user is of whom SCIM does not say it. */
  readonly activeDefault: boolean;
}

/**
 * Brings the account that a User describes in line with it.
 * A User that is new takes the account that no User describes and that has its externalId, else its sub: of somebody
 * who signed in before SCIM knew of them (S14), or who had been deprovisioned. Others that fit are merged into it.
 * @throws ScimError invalidValue for a role or quota that ScaiDrive does not know
 */
export function provisionUser(
  { outcome, entry, resource }: Written,
  transaction: Transaction,
  { now, activeDefault }: Circumstances,
): Effect {
  if (outcome === 'deleted') return deprovision(transaction, entry.id);
  const mapped = mappedFrom(resource, activeDefault);
  const own = outcome === 'created' ? undefined : accountOfUser(transaction, entry.id);
  const isKnown = own !== undefined && own.sub === mapped.sub && own.externalId === mapped.externalId;
  const [first, ...others] = isKnown ? [own] : [...(own === undefined ? [] : [own]), ...looseLike(transaction, mapped)];
  const after: Account = {
    id: first?.id ?? entry.id,
    origin: first?.origin ?? 'scim',
    createdAt: first?.createdAt ?? now,
    ...mapped,
    scimId: entry.id,
  };
  if (first === undefined || !sameJson(rowOfAccount(first), rowOfAccount(after)))
    saveAccount(transaction, first, after);
  for (const other of others) mergeAccount(transaction, other, after);
  return {
    account: after.id,
    ...(own === undefined && first !== undefined ? { adopted: true } : {}),
    ...stateChange(transaction, first, after),
    ...(others.length === 0 ? {} : { merged: others.map(({ id }) => id) }),
  };
}

function looseLike(transaction: Transaction, { sub, externalId }: Mapped): readonly Account[] {
  const byId = externalId === undefined ? undefined : looseByExternalId(transaction, externalId);
  return [...(byId === undefined ? [] : [byId]), ...looseBySub(transaction, sub).filter(({ id }) => id !== byId?.id)];
}

/** The account of a User that is no more is suspended, and waits for the same person to come back. */
function deprovision(transaction: Transaction, scimId: string): Effect {
  const before = accountOfUser(transaction, scimId);
  if (before === undefined) return {};
  const after: Account = { ...before, state: 'suspended', scimId: undefined };
  saveAccount(transaction, before, after);
  return { account: before.id, ...stateChange(transaction, before, after) };
}

/** Suspension ends all sessions at once; shares and grants stay as they are. */
function stateChange(transaction: Transaction, before: Account | undefined, after: Account): Effect {
  if (before === undefined || before.state === after.state) return {};
  if (after.state === 'active') return { state: 'active' };
  return { state: 'suspended', sessionsEnded: endSessions(transaction, after.id) };
}

/**
 * Brings a group in line with the Group of its id. Whatever SCIM writes of a Group, also when it changes nothing,
 * ends what was set by hand: SCIM owns the membership.
 */
export function provisionGroup(
  { outcome, entry, resource }: Written,
  transaction: Transaction,
  { now }: Pick<Circumstances, 'now'>,
): Effect {
  const before = groupAt(transaction, entry.id);
  const edits = handEdits(transaction, entry.id);
  const isEdited = edits.added.length + edits.removed.length > 0;
  if (isEdited) saveHandEdits(transaction, entry.id, { added: [], removed: [] });
  const undone = isEdited ? { handEditsUndone: edits } : {};
  if (outcome === 'deleted') {
    if (before !== undefined) saveGroup(transaction, before, { ...before, state: 'deleted' });
    return { group: entry.id, ...undone };
  }
  const name = textOf(resource, 'displayName') ?? entry.id;
  const externalId = textOf(resource, 'externalId');
  if (before !== undefined && before.name === name && before.externalId === externalId) {
    return { group: entry.id, ...undone };
  }
  const slug = takeSlug(transaction, entry.id, name, before);
  const createdAt = before?.createdAt ?? now;
  saveGroup(transaction, before, { id: entry.id, name, slug, externalId, managed: true, state: 'active', createdAt });
  return { group: entry.id, ...(slug === before?.slug ? {} : { slug }), ...undone };
}

function textOf(resource: JsonObject, name: string): string | undefined {
  const value = resource[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
