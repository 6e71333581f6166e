import type { Store, Transaction } from '#server';

/** A store that can be put back to how it was at an earlier moment. */
export interface SnapshotStore extends Store {
  /** Keeps this moment under a name. */
  readonly snapshot: (name: string) => void;
  /** @throws RangeError for a name under which nothing is kept */
  readonly restore: (name: string) => Promise<void>;
  readonly names: () => readonly string[];
}

type Change = (transaction: Transaction) => void;

/**
 * Any store, with a memory of what was written to it: a moment is how much of that had happened. It is put back by doing
 * it all again on an empty store, so that numbers and orders come out as they were.
 */
export function snapshotStore(store: Store): SnapshotStore {
  let done: Change[] = [];
  const moments = new Map<string, readonly Change[]>();
  return {
    read: (work) => store.read(work),
    write: async (work) => {
      const changes: Change[] = [];
      const result = await store.write((transaction) => work(noting(transaction, changes)));
      // Only what was kept is on record: a write that throws does not come here.
      done.push(...changes);
      return result;
    },
    clear: async () => {
      await store.clear();
      done = [];
    },
    close: () => store.close(),
    snapshot: (name) => {
      moments.set(name, [...done]);
    },
    restore: async (name) => {
      const moment = moments.get(name);
      if (moment === undefined) {
        throw new RangeError(`no snapshot is called "${name}"; there are: ${[...moments.keys()].join(', ') || 'none'}`);
      }
      await store.clear();
      await store.write((transaction) => {
        for (const change of moment) change(transaction);
      });
      done = [...moment];
    },
    names: () => [...moments.keys()],
  };
}

/** The same transaction; each change is noted as it would be done again. */
function noting(transaction: Transaction, changes: Change[]): Transaction {
  const again = (change: Change): void => {
    changes.push(change);
  };
  return {
    ...transaction,
    insert: (draft, keys) => {
      again((other) => other.insert(draft, keys));
      return transaction.insert(draft, keys);
    },
    update: (before, after, removed, added) => {
      again((other) => other.update(other.entry(before.id) ?? before, after, removed, added));
      return transaction.update(before, after, removed, added);
    },
    remove: (entry, keys) => {
      again((other) => other.remove(other.entry(entry.id) ?? entry, keys));
      transaction.remove(entry, keys);
    },
    reindex: (type, keysOf) => {
      again((other) => other.reindex(type, keysOf));
      transaction.reindex(type, keysOf);
    },
    addMember: (group, member) => {
      again((other) => other.addMember(group, member));
      transaction.addMember(group, member);
    },
    removeMember: (group, member) => {
      again((other) => other.removeMember(group, member));
      transaction.removeMember(group, member);
    },
    putRecord: (kind, key, value) => {
      again((other) => other.putRecord(kind, key, value));
      transaction.putRecord(kind, key, value);
    },
    log: (event) => {
      again((other) => other.log(event));
      transaction.log(event);
    },
  };
}
