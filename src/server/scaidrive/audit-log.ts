import { isObject, type Json, type JsonObject } from '#scim';
import type { LoggedEvent, Transaction, View } from '../store/store.ts';
import { type Difference, differences } from './diff.ts';
import { textIn } from './row.ts';
import { sha256Now } from './sha256.ts';

/**
 * Keeps an event. The log is only ever added to, and each event carries the hash of the one before and its own, so
 * that a changed, missing or foreign event shows. Events are kept for as long as the store is.
 */
export function log(transaction: Transaction, event: JsonObject): void {
  const previous = headOf(transaction);
  const hash = hashOf(event, previous);
  transaction.log({ ...event, previous, hash });
  transaction.putRecord(kind, 'head', hash);
}

const kind = 'audit';

function headOf(view: View): string {
  const head = view.record(kind, 'head');
  return typeof head === 'string' ? head : '';
}

function hashOf(event: JsonObject, previous: string): string {
  return sha256Now(previous + JSON.stringify(event));
}

/** The number of the first event that is not what was kept, or of the last one when some are missing after it. */
export function firstBroken(view: View): number | undefined {
  let previous = '';
  let last = 0;
  for (const { number, event } of view.events({ limit: Number.MAX_SAFE_INTEGER }).toReversed()) {
    const { previous: named, hash, ...own } = event;
    if (named !== previous || hash !== hashOf(own, previous)) return number;
    previous = hash;
    last = number;
  }
  return previous === headOf(view) ? undefined : last;
}

/** So many members an event names; a group may have tens of thousands. */
const mostMembers = 1000;

/**
 * An event of the protocol as the log keeps it: what changed instead of all that is, named after what happened.
 * A change of membership is called so: replaced when the client sent the whole list, else added, removed or changed.
 */
export function scimEvent(event: JsonObject): JsonObject {
  const { before, after, type, members, password, actor, client, method, effect, ...rest } = event;
  const old = isObject(before) ? before : {};
  const now = isObject(after) ? after : {};
  const known = isObject(after) ? now : old;
  const target = isObject(rest.target) ? { target: { ...rest.target, ...named(known) } } : {};
  return {
    ...rest,
    type: typeOf(event),
    actor: { ...(isObject(actor) ? actor : {}), ...(isObject(client) ? client : {}) },
    ...(method === undefined ? {} : { method }),
    ...target,
    ...('before' in event ? { changes: [...differences(old, now), ...passwordIn(password)].map(asJson) } : {}),
    ...(isObject(members) ? { members: cut(members) } : {}),
    ...(effect === undefined ? {} : { effect }),
  };
}

/** That there was a password, and is one; never which. */
function passwordIn(password: Json | undefined): readonly Difference[] {
  if (!isObject(password)) return [];
  const shown = (isThere: Json | undefined) => (isThere === true ? '***' : null);
  return [{ path: 'password', before: shown(password.before), after: shown(password.after) }];
}

function asJson(change: Difference): JsonObject {
  return { ...change };
}

function named({ userName, displayName }: JsonObject): JsonObject {
  const name = userName ?? displayName;
  return typeof name === 'string' ? { name: name.slice(0, 200) } : {};
}

function typeOf({ type, members, method, effect, target, before }: JsonObject): string {
  const plain = String(type);
  const { type: kind } = isObject(target) ? target : {};
  if (kind === 'User' && isObject(effect) && isObject(before)) {
    if (plain === 'scim.user.changed' && effect.state === 'suspended') return 'scim.user.suspended';
    if (plain === 'scim.user.changed' && effect.state === 'active') return 'scim.user.reactivated';
  }
  if (kind === 'Group' && (plain === 'scim.group.changed' || plain === 'scim.group.unchanged')) {
    const { added = [], removed = [] } = isObject(members) ? members : {};
    const counts = [lengthOf(added), lengthOf(removed)] as const;
    if (method === 'PUT' && (counts[0] + counts[1] > 0 || plain === 'scim.group.unchanged'))
      return 'scim.group.membership.replaced';
    if (counts[0] > 0 && counts[1] > 0) return 'scim.group.membership.changed';
    if (counts[0] > 0) return 'scim.group.membership.added';
    if (counts[1] > 0) return 'scim.group.membership.removed';
    if (plain === 'scim.group.unchanged') return 'scim.group.membership.changed';
  }
  return plain;
}

function lengthOf(value: Json): number {
  return Array.isArray(value) ? value.length : 0;
}

function cut(members: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(members).map(([name, ids]) => [
      name,
      Array.isArray(ids) && ids.length > mostMembers ? [...ids.slice(0, mostMembers), `… (${ids.length} in all)`] : ids,
    ]),
  );
}

export interface AuditFilter {
  /** `scim.user.created`, or a beginning with a star: `scim.*`. */
  readonly eventType?: string | undefined;
  /** A part of the name of the token, the identity provider or the administrator; letter case does not count. */
  readonly actor?: string | undefined;
  /** The id of what was changed, or a part of its name. */
  readonly target?: string | undefined;
  /** Moments as ISO 8601 texts; both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface AuditPage {
  readonly events: readonly LoggedEvent[];
  /** Where older events begin that were not looked at; undefined at the end of the log. */
  readonly before: number | undefined;
}

/** A filter that fits hardly anything must not keep everybody else waiting. */
const mostLookedAt = 3000;

/** The newest events that fit, below the number `before`. A page may be short although older ones fit. */
export function auditPage(
  view: View,
  filter: AuditFilter,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): AuditPage {
  const fits = matcherOf(filter);
  const found: LoggedEvent[] = [];
  let last = before;
  let looked = 0;
  while (looked < mostLookedAt) {
    const rows = view.events({ before: last, limit: 250 });
    for (const row of rows) {
      last = row.number;
      if (fits(row.event)) found.push(row);
      if (found.length >= limit) return { events: found, before: last };
    }
    if (rows.length < 250) return { events: found, before: undefined };
    looked += rows.length;
  }
  return { events: found, before: last };
}

export function matcherOf({
  eventType = '',
  actor = '',
  target = '',
  from,
  to,
}: AuditFilter): (event: JsonObject) => boolean {
  const words = eventType
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const first = from === undefined || from === '' ? undefined : Date.parse(from);
  const end = to === undefined || to === '' ? undefined : endOf(to);
  return (event) => {
    const type = textIn(event, 'type') ?? '';
    const at = Date.parse(textIn(event, 'at') ?? '');
    if (words.length > 0 && !words.some((word) => typeFits(type, word))) return false;
    if (first !== undefined && !(at >= first)) return false;
    if (end !== undefined && !(at <= end)) return false;
    return holds(event.actor, actor) && holds(event.target, target);
  };
}

/** A date alone is that whole day, in UTC as the log has it. */
function endOf(text: string): number {
  const start = Date.parse(text);
  return /^\s*\d{4}-\d{2}-\d{2}\s*$/.test(text) ? start + dayMs - 1 : start;
}

const dayMs = 86_400_000;

function typeFits(type: string, word: string): boolean {
  return word.endsWith('*') ? type.startsWith(word.slice(0, -1)) : type === word;
}

function holds(value: Json | undefined, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return true;
  return isObject(value) && Object.values(value).some((part) => String(part).toLowerCase().includes(wanted));
}
