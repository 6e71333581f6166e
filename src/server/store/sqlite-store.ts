import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Json, JsonObject } from '#scim';
import { entryFrom } from './entry.ts';
import { type OrderedList, orderedList } from './ordered-list.ts';
import { openDatabase, type SqliteOptions } from './sqlite-database.ts';
import { statementsOf } from './sqlite-statements.ts';
import { textOf } from './sqlite-text.ts';
import type { Entry, Store, Transaction } from './store.ts';

/** How many entries are kept in memory. */
const keptEntries = 10_000;
/** Up to so many entries are looked for one by one, which costs nothing for those in memory; more are read together. */
const few = 8;

/**
 * A store in one file, or in memory for `:memory:`. The file belongs to one process at a time.
 * @throws StoreError if the file cannot be opened, is in use, is no store, or is newer than this program
 */
export async function sqliteStore(file: string, options: SqliteOptions = {}): Promise<Store> {
  const database = await openDatabase(file, options);
  const state = stateOf(database);
  return {
    read: async (work) => work(state.transaction),
    write: async (work) => state.atomically(work),
    clear: async () => state.clear(),
    close: async () => {
      if (database.isOpen) database.close();
    },
  };
}

function stateOf(database: DatabaseSync) {
  const sql = statementsOf(database);
  /** The numbers of all entries in order, by type, so that counting and going to an offset need no reading. */
  let order = ordersIn(sql.numbers.iterate());
  const cache = new Map<string, Entry>();
  const cacheByNumber = new Map<number, Entry>();
  /** How many records of a kind there are, from when it is first asked: counting them anew would read them all. */
  const counts = new Map<string, number>();
  let undo: (() => void)[] = [];

  const orderOf = (type: string | undefined) => order.get(type) ?? emptyOrder;

  function keep(entry: Entry): Entry {
    if (cache.size >= keptEntries) {
      const [oldest] = cache.values();
      if (oldest !== undefined) forget(oldest);
    }
    cache.set(entry.id, entry);
    cacheByNumber.set(entry.seq, entry);
    return entry;
  }
  function forget({ id, seq }: Entry): void {
    cache.delete(id);
    cacheByNumber.delete(seq);
  }
  function numbered(seq: number): Entry | undefined {
    const kept = cacheByNumber.get(seq);
    if (kept !== undefined) return kept;
    const row = sql.numbered.get(seq);
    return row === undefined ? undefined : keep(entryOfRow(row));
  }
  function entryOf(row: Row): Entry {
    return keptAs(row) ?? keep(entryOfRow(row));
  }
  function keptAs(row: Row): Entry | undefined {
    const kept = cache.get(String(row.id));
    return kept?.version === row.version ? kept : undefined;
  }
  function between(type: string | undefined, numbers: readonly number[]): Entry[] {
    const [first] = numbers;
    const last = numbers.at(-1);
    if (first === undefined || last === undefined) return [];
    const rows = type === undefined ? sql.range.all(first, last) : sql.rangeOfType.all(first, last, type);
    return entriesOf(rows);
  }
  /** A read of very many would push everything else out of the cache, and itself too. */
  function entriesOf(rows: readonly Row[]): Entry[] {
    const isMany = rows.length > keptEntries / 10;
    return rows.map(isMany ? (row) => keptAs(row) ?? entryOfRow(row) : entryOf);
  }
  function indexes(
    seq: number,
    type: string,
    action: 'addKey' | 'removeKey',
    keys: Iterable<{ index: string; value: string }>,
  ) {
    for (const { index, value } of keys) sql[action].run(type, index, textOf(value), seq);
  }
  function listed(type: string, seq: number, change: 'insert' | 'remove'): void {
    for (const name of [type, undefined]) {
      const list = order.get(name) ?? orderedList(byNumber);
      order.set(name, list);
      list[change](seq);
    }
  }

  const transaction: Transaction = {
    entry(id) {
      const kept = cache.get(id);
      if (kept !== undefined) return kept;
      const row = sql.entry.get(id);
      return row === undefined ? undefined : entryOf(row);
    },
    count: (type) => orderOf(type).size,
    page: (type, offset, limit) => between(type, orderOf(type).slice(offset, limit)),
    after(type, seq, limit) {
      const numbers: number[] = [];
      for (const number of orderOf(type).from((other) => other > seq)) {
        if (numbers.length >= limit) break;
        numbers.push(number);
      }
      return between(type, numbers);
    },
    find(type, index, operator, sought) {
      const value = textOf(sought);
      if (operator === 'sw') return entriesOf(sql.starting.all(type, index, value, value + highest));
      const first = sql.firstEqual.all(type, index, value, few + 1);
      if (first.length > few) return entriesOf(sql.equal.all(type, index, value));
      return first.map((row) => numbered(Number(row.seq))).filter((entry) => entry !== undefined);
    },
    hasMember: (groupId, memberId) => sql.hasMember.get(groupId, memberId) !== undefined,
    membersOf: (groupId) => sql.membersOf.all(groupId).map((row) => String(row.member_id)),
    memberEntries: (groupId) => entriesOf(sql.memberEntries.all(groupId)),
    groupsOf: (memberId) => sql.groupsOf.all(memberId).map((row) => String(row.group_id)),
    record(kind, key) {
      const row = sql.record.get(kind, key);
      return row === undefined ? undefined : parsed(row.value);
    },
    records: (kind) => sql.records.all(kind).map((row) => [String(row.key), parsed(row.value)] as const),
    recordsFrom: (kind, from, limit) =>
      sql.recordsFrom.all(kind, from, limit).map((row) => [String(row.key), parsed(row.value)] as const),
    recordsBefore: (kind, before, limit) =>
      sql.recordsBefore
        .all(kind, before, limit)
        .reverse()
        .map((row) => [String(row.key), parsed(row.value)] as const),
    recordCount(kind) {
      const count = counts.get(kind) ?? Number(sql.recordCount.get(kind)?.n ?? 0);
      counts.set(kind, count);
      return count;
    },
    events: ({ before, limit }) =>
      sql.events
        .all(before ?? Number.MAX_SAFE_INTEGER, limit)
        .map((row) => ({ number: Number(row.number), event: parsedObject(row.event) })),

    insert(draft, keys) {
      const { type, id, version, resource, secret } = draft;
      const text = JSON.stringify(resource);
      const { lastInsertRowid } = sql.insert.run(type, id, version, text, secret ?? null);
      const entry = keep(entryFrom(Number(lastInsertRowid), draft, text));
      listed(type, entry.seq, 'insert');
      undo.push(
        () => listed(type, entry.seq, 'remove'),
        () => forget(entry),
      );
      indexes(entry.seq, type, 'addKey', keys);
      return entry;
    },

    update(before, draft, removed, added) {
      const text = JSON.stringify(draft.resource);
      sql.update.run(draft.version, text, draft.secret ?? null, before.seq);
      const entry = keep(entryFrom(before.seq, draft, text));
      undo.push(() => forget(before));
      indexes(before.seq, before.type, 'removeKey', removed);
      indexes(before.seq, before.type, 'addKey', added);
      return entry;
    },

    remove(entry, keys) {
      indexes(entry.seq, entry.type, 'removeKey', keys);
      sql.dropMembers.run(entry.id);
      sql.remove.run(entry.seq);
      forget(entry);
      listed(entry.type, entry.seq, 'remove');
      undo.push(() => listed(entry.type, entry.seq, 'insert'));
    },

    reindex(type, keysOf) {
      sql.dropKeys.run(type);
      for (const row of sql.ofType.iterate(type)) {
        const entry = keptAs(row) ?? entryOfRow(row);
        indexes(entry.seq, type, 'addKey', keysOf(entry));
      }
    },

    addMember(groupId, memberId) {
      sql.addMember.run(groupId, memberId);
    },

    removeMember(groupId, memberId) {
      sql.removeMember.run(groupId, memberId);
    },

    putRecord(kind, key, value) {
      const count = counts.get(kind);
      if (count !== undefined) {
        const isThere = sql.record.get(kind, key) !== undefined;
        counts.set(kind, count + (value === undefined ? 0 : 1) - (isThere ? 1 : 0));
      }
      if (value === undefined) sql.dropRecord.run(kind, key);
      else sql.putRecord.run(kind, key, JSON.stringify(value));
    },

    log(event) {
      sql.log.run(JSON.stringify(event));
    },
  };

  function atomically<T>(work: (transaction: Transaction) => T): T {
    undo = [];
    sql.begin.run();
    try {
      const result = work(transaction);
      sql.commit.run();
      return result;
    } catch (error) {
      if (database.isTransaction) sql.rollback.run();
      counts.clear();
      for (const step of undo.reverse()) step();
      throw error;
    }
  }

  function clear(): void {
    atomically(() => {
      for (const statement of sql.clear) statement.run();
    });
    cache.clear();
    cacheByNumber.clear();
    counts.clear();
    order = new Map();
  }

  return { transaction, atomically, clear };
}

type Row = Readonly<Record<string, SQLOutputValue>>;

const emptyOrder = orderedList(byNumber);
/** Sorts after everything that may follow a prefix, in any text that means something. */
const highest = '\u{10ffff}'.repeat(8);

function byNumber(a: number, b: number): number {
  return a - b;
}

function ordersIn(rows: Iterable<Row>): Map<string | undefined, OrderedList<number>> {
  const order = new Map<string | undefined, OrderedList<number>>();
  for (const { type, seq } of rows) {
    for (const name of [String(type), undefined]) {
      const list = order.get(name) ?? orderedList(byNumber);
      order.set(name, list);
      list.insert(Number(seq));
    }
  }
  return order;
}

function entryOfRow(row: Row): Entry {
  const about = {
    type: String(row.type),
    id: String(row.id),
    version: Number(row.version),
    secret: typeof row.secret === 'string' ? row.secret : undefined,
  };
  return entryFrom(Number(row.seq), about, String(row.resource));
}

function parsed(text: SQLOutputValue | undefined): Json {
  return JSON.parse(String(text));
}

function parsedObject(text: SQLOutputValue | undefined): JsonObject {
  return JSON.parse(String(text));
}
