import { compareText, type Json } from '#scim';
import { entryFrom } from './entry.ts';
import { type OrderedList, orderedList } from './ordered-list.ts';
import type { Entry, IndexKey, LoggedEvent, Store, Transaction } from './store.ts';
import { type ValueIndex, valueIndex } from './value-index.ts';

/** A store that lives as long as the process. */
export function memoryStore(): Store {
  let state = emptyState();
  return {
    // `async` turns a throw into a rejection; the work itself runs before the first pause.
    read: async (work) => work(state.transaction),
    write: async (work) => state.atomically(work),
    clear: async () => {
      state = emptyState();
    },
    close: async () => {},
  };
}

function emptyState() {
  const byId = new Map<string, Entry>();
  const all = orderedList(bySeq);
  const byType = new Map<string, OrderedList<Entry>>();
  const indexes = new Map<string, Map<string, ValueIndex>>();
  const members = new Map<string, Set<string>>();
  const parents = new Map<string, Set<string>>();
  const records = new Map<string, Map<string, Json>>();
  /** The keys of a kind in order, from when a range of them is first asked for. */
  const keys = new Map<string, OrderedList<string>>();
  const events: LoggedEvent[] = [];
  /** How to take back what the running transaction did, oldest first. */
  let undo: (() => void)[] = [];
  let seq = 0;

  const listOf = (type: string | undefined) =>
    type === undefined ? all : kept(byType, type, () => orderedList(bySeq));
  const indexOf = (type: string, index: string) =>
    kept(
      kept(indexes, type, () => new Map()),
      index,
      valueIndex,
    );

  function place(entry: Entry): void {
    byId.set(entry.id, entry);
    all.insert(entry);
    listOf(entry.type).insert(entry);
  }
  function displace(entry: Entry): void {
    byId.delete(entry.id);
    all.remove(entry);
    listOf(entry.type).remove(entry);
  }
  function reindex(entry: Entry, removed: readonly IndexKey[], added: readonly IndexKey[]): void {
    for (const key of removed) indexOf(entry.type, key.index).remove(key.value, entry.id);
    for (const key of added) indexOf(entry.type, key.index).add(key.value, entry.id);
  }
  function exchange(entry: Entry, removed: readonly IndexKey[], added: readonly IndexKey[]): void {
    byId.set(entry.id, entry);
    all.replace(entry);
    listOf(entry.type).replace(entry);
    reindex(entry, removed, added);
  }
  function keysInOrder(kind: string): OrderedList<string> {
    return kept(keys, kind, () => {
      const list = orderedList(compareText);
      for (const key of [...(records.get(kind)?.keys() ?? [])].sort(compareText)) list.insert(key);
      return list;
    });
  }
  function entriesOf(ids: readonly string[]): Entry[] {
    return ids.map((id) => byId.get(id)).filter((entry) => entry !== undefined);
  }
  function link(groupId: string, memberId: string): void {
    kept(members, groupId, () => new Set<string>()).add(memberId);
    kept(parents, memberId, () => new Set<string>()).add(groupId);
  }
  function unlink(groupId: string, memberId: string): void {
    dropFrom(members, groupId, memberId);
    dropFrom(parents, memberId, groupId);
  }

  const transaction: Transaction = {
    entry: (id) => byId.get(id),
    count: (type) => listOf(type).size,
    page: (type, offset, limit) => listOf(type).slice(offset, limit),
    after: (type, after, limit) =>
      take(
        listOf(type).from((entry) => entry.seq > after),
        limit,
      ),
    find: (type, index, operator, value) => {
      const found = indexOf(type, index);
      return entriesOf(operator === 'eq' ? found.equal(value) : found.startingWith(value));
    },
    hasMember: (groupId, memberId) => members.get(groupId)?.has(memberId) ?? false,
    membersOf: (groupId) => members.get(groupId) ?? [],
    memberEntries: (groupId) => entriesOf([...(members.get(groupId) ?? [])]),
    groupsOf: (memberId) => parents.get(memberId) ?? [],
    record: (kind, key) => records.get(kind)?.get(key),
    records: (kind) => [...(records.get(kind) ?? [])],
    recordsFrom: (kind, from, limit) => {
      const rows = records.get(kind);
      const found = keysInOrder(kind).from((key) => compareText(key, from) >= 0);
      return take(found, limit).map((key) => [key, rows?.get(key) ?? null] as const);
    },
    recordsBefore: (kind, before, limit) => {
      const rows = records.get(kind);
      const found = keysInOrder(kind).before((key) => compareText(key, before) >= 0, limit);
      return found.map((key) => [key, rows?.get(key) ?? null] as const);
    },
    recordCount: (kind) => records.get(kind)?.size ?? 0,
    events: ({ before, limit }) => {
      const end = before === undefined ? events.length : Math.min(events.length, Math.max(before - 1, 0));
      return events.slice(Math.max(end - limit, 0), end).reverse();
    },

    insert(draft, keys) {
      seq += 1;
      const entry = entryFrom(seq, draft, JSON.stringify(draft.resource));
      place(entry);
      reindex(entry, [], keys);
      undo.push(() => {
        reindex(entry, keys, []);
        displace(entry);
      });
      return entry;
    },

    update(before, draft, removed, added) {
      const after = entryFrom(before.seq, draft, JSON.stringify(draft.resource));
      exchange(after, removed, added);
      undo.push(() => exchange(before, added, removed));
      return after;
    },

    remove(entry, keys) {
      const own = [...(members.get(entry.id) ?? [])];
      for (const memberId of own) unlink(entry.id, memberId);
      reindex(entry, keys, []);
      displace(entry);
      undo.push(() => {
        place(entry);
        reindex(entry, [], keys);
        for (const memberId of own) link(entry.id, memberId);
      });
    },

    reindex(type, keysOf) {
      const before = indexes.get(type);
      indexes.delete(type);
      for (const entry of listOf(type).slice(0, listOf(type).size)) reindex(entry, [], keysOf(entry));
      undo.push(() => indexes.set(type, before ?? new Map()));
    },

    addMember(groupId, memberId) {
      if (members.get(groupId)?.has(memberId) === true) return;
      link(groupId, memberId);
      undo.push(() => unlink(groupId, memberId));
    },

    removeMember(groupId, memberId) {
      const before = members.get(groupId);
      if (before?.has(memberId) !== true) return;
      unlink(groupId, memberId);
      // Its old place in the order is lost; only a transaction that fails sees this, and order carries no meaning.
      undo.push(() => link(groupId, memberId));
    },

    putRecord(kind, key, value) {
      const rows = kept(records, kind, () => new Map<string, Json>());
      const before = rows.get(key);
      putRow(rows, keys.get(kind), key, value);
      undo.push(() => putRow(rows, keys.get(kind), key, before));
    },

    log(event) {
      events.push({ number: events.length + 1, event });
      undo.push(() => events.pop());
    },
  };

  function atomically<T>(work: (transaction: Transaction) => T): T {
    undo = [];
    try {
      return work(transaction);
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw error;
    } finally {
      undo = [];
    }
  }

  return { transaction, atomically };
}

function putRow(
  rows: Map<string, Json>,
  order: OrderedList<string> | undefined,
  key: string,
  value: Json | undefined,
): void {
  if (value === undefined) {
    if (rows.delete(key)) order?.remove(key);
  } else {
    if (!rows.has(key)) order?.insert(key);
    rows.set(key, value);
  }
}

function bySeq(a: Entry, b: Entry): number {
  return a.seq - b.seq;
}

/** The value at `key`, made on first use. */
function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function dropFrom(map: Map<string, Set<string>>, key: string, item: string): void {
  const items = map.get(key);
  items?.delete(item);
  if (items?.size === 0) map.delete(key);
}

function take<T>(items: Iterable<T>, limit: number): T[] {
  const result: T[] = [];
  for (const item of items) {
    if (result.length >= limit) break;
    result.push(item);
  }
  return result;
}
