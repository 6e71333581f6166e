import type { Desired, DesiredUser, DirectoryUser } from '#idp';
import { isList, isObject, type Json, type JsonObject } from '#scim';
import { mapped, rowsOf } from './mapping.ts';
import type { GoogleContext } from './memory.ts';
import type { GoogleOptions } from './options.ts';
import { isInScope, isWelcome } from './standing.ts';

/** What the server should hold, for the oracle. Groups are none of Google's business. [google-group-01] */
export function desired(context: GoogleContext): Desired {
  return { users: users(context), groups: [] };
}

function* users(context: GoogleContext): Generator<DesiredUser> {
  const { directory, memory } = context;
  // While provisioning is switched off, the server is left as it is.
  if (memory.inactiveFrom !== undefined) return;
  for (const user of directory.users()) {
    const account = memory.accounts.get(user.id);
    if (account === undefined) {
      if (isWelcome(context, user.id) && !memory.barred.has(user.id)) yield { ...named(user), state: 'active' };
      continue;
    }
    const isThere = isInScope(context, user.id);
    // Until a timer runs out, an account stays as it is.
    const isActive = account.since.size === 0 ? !account.isWaiting : account.isActive;
    const state = isActive ? 'active' : 'inactive';
    if (isThere) yield { ...named(user), state, attributes: attributesOf(context.options, user) };
    else yield { id: user.id, userName: nameIn(account.sent), state, attributes: {} };
  }
}

function named({ id, userName }: DirectoryUser): Omit<DesiredUser, 'state'> {
  return { id, userName, attributes: {} };
}

function nameIn({ userName }: JsonObject): string {
  return typeof userName === 'string' ? userName : '';
}

function attributesOf(options: GoogleOptions, user: DirectoryUser): Readonly<Record<string, string>> {
  const wanted: Record<string, string> = {};
  for (const row of rowsOf(options)) {
    const value = mapped(row, user, options);
    if (row.target.text === 'userName' || value === undefined) continue;
    if (typeof value === 'string') wanted[row.target.text] = value;
    else Object.assign(wanted, firstOf(row.target.text, value));
  }
  return wanted;
}

/** Of a list, the first element; it is the primary one. */
function firstOf(attribute: string, list: Json): Readonly<Record<string, string>> {
  const first = isList(list) ? list[0] : undefined;
  if (!isObject(first) || typeof first.value !== 'string') return {};
  return { [`${attribute}[type eq "${String(first.type)}"].value`]: first.value };
}
