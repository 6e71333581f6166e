import { type JsonObject, sameJson } from '#scim';
import type { Transaction } from '../store/store.ts';
import { type Account, rowOfAccount } from './account.ts';
import { accountAt, accountBySub, saveAccount } from './accounts.ts';
import { differences } from './diff.ts';
import { type Role, roles } from './extension.ts';
import { groupAt, groupBySlug, handEdits, saveGroup, saveHandEdits, takeSlug } from './groups.ts';
import { membershipOf } from './membership.ts';
import type { Origin, ScaiDrive } from './scaidrive.ts';
import { endSessions } from './sessions.ts';
import { sha256Now } from './sha256.ts';
import { type Grant, saveShare, shareAt, withGrant, withoutGrant } from './shares.ts';

/** Something that an administrator asked for and that is not done; the message says what to do instead. */
export class ByHandError extends Error {
  readonly status: 400 | 403 | 404 | 409;

  constructor(status: 400 | 403 | 404 | 409, message: string) {
    super(message);
    this.name = 'ByHandError';
    this.status = status;
  }
}

/** What a form says of an account. */
export interface AccountForm {
  readonly sub: string;
  readonly displayName: string;
  readonly email: string;
  readonly role: string;
  readonly state: string;
}

const longestText = 500;

/** The mark of a state of an account: an edit names the one that it was made from. */
export function markOf(account: Account): string {
  return sha256Now(JSON.stringify(rowOfAccount(account))).slice(0, 16);
}

/** Why nobody may edit this account here; undefined if somebody may. */
export function lockOf(drive: ScaiDrive, account: Account | undefined): string | undefined {
  if (drive.settings.readOnly) {
    return 'Read-only mode is on: the identity provider owns users. It is set under System, Settings, User management.';
  }
  if (account?.scimId === undefined) return undefined;
  return 'The identity provider owns this user: what SCIM pushes would overwrite an edit. Change it there.';
}

export function createAccount(drive: ScaiDrive, origin: Origin, form: AccountForm): Promise<Account> {
  return drive.store.write((transaction) => {
    refuseLocked(drive, undefined);
    const sub = required(form.sub, 'SSO subject');
    if (accountBySub(transaction, sub) !== undefined) {
      throw new ByHandError(409, `There is an account with the SSO subject "${sub}" already.`);
    }
    const account: Account = {
      ...fieldsOf(form),
      id: crypto.randomUUID(),
      sub,
      displayName: form.displayName.trim() || sub,
      origin: 'console',
      scimId: undefined,
      externalId: undefined,
      department: undefined,
      manager: undefined,
      quotaBytes: undefined,
      createdAt: drive.now(),
    };
    saveAccount(transaction, undefined, account);
    drive.note(transaction, origin, 'scaidrive.account.created', accountEvent(undefined, account));
    return account;
  });
}

export function editAccount(
  drive: ScaiDrive,
  origin: Origin,
  { id, mark }: { readonly id: string; readonly mark: string },
  form: AccountForm,
): Promise<void> {
  return drive.store.write((transaction) => {
    const before = accountOr404(transaction, id);
    refuseLocked(drive, before);
    if (markOf(before) !== mark) {
      throw new ByHandError(409, 'Somebody else, or SCIM, changed this user meanwhile. Look at it again, then edit.');
    }
    const sub = required(form.sub, 'SSO subject');
    const other = accountBySub(transaction, sub);
    if (other !== undefined && other.id !== id) {
      throw new ByHandError(409, `Another account has the SSO subject "${sub}".`);
    }
    const after = { ...before, ...fieldsOf(form), sub, displayName: form.displayName.trim() || sub };
    if (sameJson(rowOfAccount(before), rowOfAccount(after))) return;
    saveAccount(transaction, before, after);
    if (after.state === 'suspended') endSessions(transaction, id);
    drive.note(transaction, origin, 'scaidrive.account.changed', accountEvent(before, after));
  });
}

/** Takes somebody into a group or out of it. In a group that SCIM manages, the next sync undoes it. */
export function editMembership(
  drive: ScaiDrive,
  origin: Origin,
  groupId: string,
  { account: subOrId, wanted }: { readonly account: string; readonly wanted: boolean },
): Promise<void> {
  return drive.store.write((transaction) => {
    const group = groupOr404(transaction, groupId);
    if (group.state === 'deleted') throw new ByHandError(409, `The group "${group.name}" was deleted.`);
    const account = accountAt(transaction, subOrId) ?? accountBySub(transaction, subOrId.trim());
    if (account === undefined) throw new ByHandError(404, `There is no account "${subOrId.slice(0, 100)}".`);
    const { members } = membershipOf(transaction, groupId);
    const pushed = account.scimId !== undefined && transaction.hasMember(groupId, account.scimId);
    if (members.some((member) => member.account.id === account.id) === wanted) return;
    const edits = handEdits(transaction, groupId);
    const without = {
      added: edits.added.filter((id) => id !== account.id),
      removed: edits.removed.filter((id) => id !== account.id),
    };
    saveHandEdits(transaction, groupId, {
      added: wanted && !pushed ? [...without.added, account.id] : without.added,
      removed: !wanted && pushed ? [...without.removed, account.id] : without.removed,
    });
    drive.note(transaction, origin, `scaidrive.group.membership.${wanted ? 'added' : 'removed'}`, {
      target: { type: 'Group', id: groupId, name: group.name.slice(0, 200) },
      account: account.id,
      managedByScim: group.managed,
    });
  });
}

export function createGroup(drive: ScaiDrive, origin: Origin, name: string): Promise<string> {
  return drive.store.write((transaction) => {
    const id = crypto.randomUUID();
    const text = required(name, 'name');
    const slug = takeSlug(transaction, id, text, undefined);
    const group = { id, name: text, slug, managed: false, state: 'active', externalId: undefined } as const;
    saveGroup(transaction, undefined, { ...group, createdAt: drive.now() });
    drive.note(transaction, origin, 'scaidrive.group.created', { target: { type: 'Group', id, name: text } });
    return id;
  });
}

export function createShare(drive: ScaiDrive, origin: Origin, name: string, owner: string): Promise<string> {
  return drive.store.write((transaction) => {
    const account = accountAt(transaction, owner) ?? accountBySub(transaction, owner.trim());
    if (account === undefined) throw new ByHandError(404, `There is no account "${owner.slice(0, 100)}" to own it.`);
    const id = crypto.randomUUID();
    const share = { id, name: required(name, 'name'), owner: account.id, grants: [], createdAt: drive.now() };
    saveShare(transaction, share);
    drive.note(transaction, origin, 'scaidrive.share.created', { target: { type: 'Share', id, name: share.name } });
    return id;
  });
}

/** Gives a grant to a group, by id or slug, or to an account, by id or sub; `level` undefined takes it away. */
export function editGrant(
  drive: ScaiDrive,
  origin: Origin,
  shareId: string,
  { to, id, level }: Pick<Grant, 'to' | 'id'> & { readonly level: Grant['level'] | undefined },
): Promise<void> {
  return drive.store.write((transaction) => {
    const share = shareAt(transaction, shareId);
    if (share === undefined) throw new ByHandError(404, 'There is no such share.');
    const holder =
      to === 'group'
        ? (groupAt(transaction, id) ?? groupBySlug(transaction, id.trim()))
        : (accountAt(transaction, id) ?? accountBySub(transaction, id.trim()));
    if (level !== undefined && holder === undefined)
      throw new ByHandError(404, `There is no ${to} "${id.slice(0, 100)}".`);
    if (level !== undefined && holder?.state === 'deleted')
      throw new ByHandError(409, `The group "${id.slice(0, 100)}" was deleted, and nobody is in it.`);
    const grant = { to, id: holder?.id ?? id };
    saveShare(transaction, level === undefined ? withoutGrant(share, grant) : withGrant(share, { ...grant, level }));
    drive.note(transaction, origin, `scaidrive.grant.${level === undefined ? 'removed' : 'added'}`, {
      target: { type: 'Share', id: shareId, name: share.name },
      grant: { ...grant, ...(level === undefined ? {} : { level }) },
    });
  });
}

function refuseLocked(drive: ScaiDrive, account: Account | undefined): void {
  const reason = lockOf(drive, account);
  if (reason !== undefined) throw new ByHandError(403, reason);
}

function fieldsOf({ email, role, state }: AccountForm) {
  const known: Role | undefined = roles.find((one) => one === role);
  if (known === undefined) throw new ByHandError(400, `The role must be one of ${roles.join(', ')}.`);
  return {
    email: email.trim().slice(0, longestText) || undefined,
    role: known,
    state: state === 'suspended' ? ('suspended' as const) : ('active' as const),
  };
}

function required(text: string, what: string): string {
  const trimmed = text.trim();
  if (trimmed === '') throw new ByHandError(400, `The ${what} must not be empty.`);
  if (trimmed.length > longestText) throw new ByHandError(400, `The ${what} is longer than ${longestText} characters.`);
  return trimmed;
}

function accountOr404(transaction: Transaction, id: string): Account {
  const account = accountAt(transaction, id);
  if (account === undefined) throw new ByHandError(404, 'There is no such user.');
  return account;
}

function groupOr404(transaction: Transaction, id: string) {
  const group = groupAt(transaction, id);
  if (group === undefined) throw new ByHandError(404, 'There is no such group.');
  return group;
}

function accountEvent(before: Account | undefined, after: Account): JsonObject {
  const changes = differences(before === undefined ? {} : rowOfAccount(before), rowOfAccount(after));
  return {
    target: { type: 'Account', id: after.id, name: after.displayName.slice(0, 200) },
    changes: changes.map((change) => ({ ...change })),
  };
}
