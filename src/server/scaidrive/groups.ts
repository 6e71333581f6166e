import { fold, isObject, type Json } from '#scim';
import type { Transaction, View } from '../store/store.ts';
import { numberIn, rowFrom, textIn, textsIn } from './row.ts';
import { numbered, slugOf } from './slug.ts';

/** A group of accounts, to which shares are granted. Deleted groups stay, so that their grants can be seen. */
export interface Group {
  readonly id: string;
  readonly name: string;
  /** Unique, also among deleted groups: what a link led to must not become something else. */
  readonly slug: string;
  /** SCIM owns its membership. */
  readonly managed: boolean;
  readonly state: 'active' | 'deleted';
  readonly externalId: string | undefined;
  readonly createdAt: number;
}

/** Membership that somebody set by hand: on top of what SCIM says, until SCIM writes the group again. Account ids. */
export interface HandEdits {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

const kinds = { group: 'group', name: 'group-name', slug: 'slug', next: 'slug-next', hand: 'hand-edits' } as const;
const separator = '\u0000';
const none: HandEdits = { added: [], removed: [] };

export function groupAt(view: View, id: string): Group | undefined {
  const row = view.record(kinds.group, id);
  if (!isObject(row)) return undefined;
  return {
    id,
    name: textIn(row, 'name') ?? '',
    slug: textIn(row, 'slug') ?? '',
    managed: row.managed === true,
    state: row.state === 'deleted' ? 'deleted' : 'active',
    externalId: textIn(row, 'externalId'),
    createdAt: numberIn(row, 'createdAt') ?? 0,
  };
}

/** By its slug, or one that it had under an earlier name. */
export function groupBySlug(view: View, slug: string): Group | undefined {
  const id = view.record(kinds.slug, slug);
  return typeof id === 'string' ? groupAt(view, id) : undefined;
}

export function saveGroup(transaction: Transaction, before: Group | undefined, after: Group): void {
  const { id, ...fields } = after;
  transaction.putRecord(kinds.group, id, rowFrom(fields));
  if (before !== undefined && before.name !== after.name) transaction.putRecord(kinds.name, nameKey(before), undefined);
  if (before?.name !== after.name) transaction.putRecord(kinds.name, nameKey(after), true);
}

function nameKey({ name, id }: Group): string {
  return fold('name', name) + separator + id;
}

/**
 * The slug for a group of this name. Another group with the slug leaves `name-2`, `name-3`, …
 * Rename rule: a group gets the slug of its new name, and keeps the slugs that it had: they still lead to it, nobody
 * else gets them, and a group that is renamed back gets its own again. A new name with the same slug changes nothing.
 */
export function takeSlug(transaction: Transaction, id: string, name: string, before: Group | undefined): string {
  const base = slugOf(name);
  if (before !== undefined && slugOf(before.name) === base) return before.slug;
  const owner = transaction.record(kinds.slug, base);
  if (owner === id) return base;
  const slug = owner === undefined ? base : nextFree(transaction, base, id);
  transaction.putRecord(kinds.slug, slug, id);
  return slug;
}

function nextFree(transaction: Transaction, base: string, id: string): string {
  const kept = transaction.record(kinds.next, base);
  for (let number = typeof kept === 'number' ? kept : 2; ; number += 1) {
    const slug = numbered(base, number);
    const owner = transaction.record(kinds.slug, slug);
    if (owner !== undefined && owner !== id) continue;
    transaction.putRecord(kinds.next, base, number + 1);
    return slug;
  }
}

export function handEdits(view: View, groupId: string): HandEdits {
  return handEditsFrom(view.record(kinds.hand, groupId));
}

/** All groups with hand-set membership: a few, for which reason they are read at once. */
export function allHandEdits(view: View): readonly (readonly [groupId: string, edits: HandEdits])[] {
  return view.records(kinds.hand).map(([id, row]) => [id, handEditsFrom(row)] as const);
}

export function saveHandEdits(transaction: Transaction, groupId: string, { added, removed }: HandEdits): void {
  const isNone = added.length === 0 && removed.length === 0;
  transaction.putRecord(kinds.hand, groupId, isNone ? undefined : { added, removed });
}

function handEditsFrom(row: Json | undefined): HandEdits {
  return isObject(row) ? { added: textsIn(row, 'added'), removed: textsIn(row, 'removed') } : none;
}

export interface GroupPage {
  readonly groups: readonly Group[];
  readonly previous: string | undefined;
  readonly next: string | undefined;
}

/** Groups by name from the place `from` on, deleted ones too. */
export function groupPage(view: View, from: string, limit: number): GroupPage {
  const rows = view.recordsFrom(kinds.name, from, limit + 1);
  const groups = rows
    .slice(0, limit)
    .flatMap(([key]) => groupAt(view, key.slice(key.lastIndexOf(separator) + 1)) ?? []);
  const previous = from === '' ? undefined : view.recordsBefore(kinds.name, from, limit)[0]?.[0];
  return { groups, previous, next: rows[limit]?.[0] };
}

/** Groups whose name begins with `text`; letter case does not count. */
export function searchGroups(view: View, text: string, limit: number): readonly Group[] {
  const prefix = fold('name', text);
  const rows = view.recordsFrom(kinds.name, prefix, limit).filter(([key]) => key.startsWith(prefix));
  return rows.flatMap(([key]) => groupAt(view, key.slice(key.lastIndexOf(separator) + 1)) ?? []);
}

export function groupCount(view: View): number {
  return view.recordCount(kinds.group);
}
