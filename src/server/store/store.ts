import type { Json, JsonObject } from '#scim';

/**
 * One resource as kept. What other resources decide (`members` of a group, `groups` of a user) and what the request
 * decides (`meta.location`) is not in it; `meta` is the last member of `resource`.
 */
export interface Entry {
  /** Order of creation over all resource types; never reused. */
  readonly seq: number;
  /** The name of the resource type, `User`. */
  readonly type: string;
  readonly id: string;
  readonly version: number;
  /** The resource as JSON. This is what a store keeps, and what an answer is made of. */
  readonly text: string;
  /** The same, parsed when somebody first looks at it. */
  readonly resource: JsonObject;
  /** The salted hash of the password, never the password. */
  readonly secret: string | undefined;
}

export type EntryDraft = Omit<Entry, 'seq' | 'text'>;

/** One value under which an entry is found. The value is folded already: stores compare code units. */
export interface IndexKey {
  /** The attribute path, `userName`. */
  readonly index: string;
  readonly value: string;
}

/** One event of the audit log, numbered by the store. */
export interface LoggedEvent {
  readonly number: number;
  readonly event: JsonObject;
}

/** What can be read. All of it is one moment: nothing is written while a piece of work runs. */
export interface View {
  entry(id: string): Entry | undefined;
  count(type: string | undefined): number;
  /** In order of creation; `type` undefined means all types. */
  page(type: string | undefined, offset: number, limit: number): readonly Entry[];
  /** The entries created after the one numbered `seq`. */
  after(type: string | undefined, seq: number, limit: number): readonly Entry[];
  /** By an index, in no particular order, each entry once. */
  find(type: string, index: string, operator: 'eq' | 'sw', value: string): readonly Entry[];
  hasMember(groupId: string, memberId: string): boolean;
  /** In the order in which they were added. */
  membersOf(groupId: string): Iterable<string>;
  /** The same as entries; an id of nothing is passed over. */
  memberEntries(groupId: string): Iterable<Entry>;
  /** The groups that hold `memberId` directly. */
  groupsOf(memberId: string): Iterable<string>;
  record(kind: string, key: string): Json | undefined;
  records(kind: string): readonly (readonly [key: string, value: Json])[];
  /** At most `limit` records of one kind whose key is `from` or comes after it by code point, in that order. */
  recordsFrom(kind: string, from: string, limit: number): readonly (readonly [key: string, value: Json])[];
  /** The `limit` records that come right before `key`, in the same order. */
  recordsBefore(kind: string, key: string, limit: number): readonly (readonly [key: string, value: Json])[];
  recordCount(kind: string): number;
  /** The newest events first, below the number `before`. */
  events(options: { readonly before?: number | undefined; readonly limit: number }): readonly LoggedEvent[];
}

/** What can be written, together with what can be read: a transaction sees its own writes. */
export interface Transaction extends View {
  insert(draft: EntryDraft, keys: readonly IndexKey[]): Entry;
  update(before: Entry, after: EntryDraft, removed: readonly IndexKey[], added: readonly IndexKey[]): Entry;
  /** Takes the entry and, if it is a group, its own list of members; it stays in the lists of other groups. */
  remove(entry: Entry, keys: readonly IndexKey[]): void;
  /** Makes all keys of a type anew. */
  reindex(type: string, keysOf: (entry: Entry) => readonly IndexKey[]): void;
  addMember(groupId: string, memberId: string): void;
  removeMember(groupId: string, memberId: string): void;
  /** Keeps a small document of any kind: a token, a setting, a row of a domain model. `undefined` deletes it. */
  putRecord(kind: string, key: string, value: Json | undefined): void;
  log(event: JsonObject): void;
}

/**
 * Where all state lives: whatever a restart must not lose is in here.
 * `work` runs without a pause, so writes run alone, and a write that throws leaves nothing behind.
 */
export interface Store {
  read<T>(work: (view: View) => T): Promise<T>;
  write<T>(work: (transaction: Transaction) => T): Promise<T>;
  /** Forgets everything, as if new. */
  clear(): Promise<void>;
  close(): Promise<void>;
}
