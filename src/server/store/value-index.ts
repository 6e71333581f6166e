import { type OrderedList, orderedList } from './ordered-list.ts';

/**
 * Ids by a folded value: equality by a hash, prefixes by a sorted list that is built when first asked for. What is
 * added is only noted down until somebody looks something up, so that writes do not pay for an index that nobody reads.
 */
export interface ValueIndex {
  add(value: string, id: string): void;
  remove(value: string, id: string): void;
  equal(value: string): readonly string[];
  startingWith(prefix: string): readonly string[];
}

/**
 * Most values belong to one entry, so a single id is kept bare: a set for each value would double the memory. Where many
 * share a value, a set takes one more without a walk over the others.
 */
export function valueIndex(): ValueIndex {
  const ids = new Map<string, string | Set<string>>();
  let sorted: OrderedList<string> | undefined;
  /** Values and ids in turn. */
  let noted: string[] = [];
  /** What is looked up between two additions, such as what must be unique, gains nothing from a note. */
  let isRead = false;

  function catchUp(): void {
    isRead = true;
    if (noted.length === 0) return;
    for (let at = 0; at < noted.length; at += 2) put(noted[at] ?? '', noted[at + 1] ?? '');
    noted = [];
  }

  function put(value: string, id: string): void {
    const found = ids.get(value);
    if (found === undefined) {
      ids.set(value, id);
      sorted?.insert(value);
    } else if (typeof found === 'object') found.add(id);
    else if (found !== id) ids.set(value, new Set([found, id]));
  }

  function at(value: string): readonly string[] {
    const found = ids.get(value);
    if (found === undefined) return [];
    return typeof found === 'string' ? [found] : [...found];
  }

  return {
    add(value, id) {
      if (isRead) put(value, id);
      else noted.push(value, id);
      isRead = false;
    },

    remove(value, id) {
      catchUp();
      const found = ids.get(value);
      if (typeof found === 'object') {
        found.delete(id);
        const [only] = found;
        if (found.size === 1 && only !== undefined) ids.set(value, only);
      } else if (found === id) {
        ids.delete(value);
        sorted?.remove(value);
      }
    },

    equal(value) {
      catchUp();
      return at(value);
    },

    startingWith(prefix) {
      catchUp();
      sorted ??= sortedKeys(ids.keys());
      const found = new Set<string>();
      for (const value of sorted.from((key) => key >= prefix)) {
        if (!value.startsWith(prefix)) break;
        for (const id of at(value)) found.add(id);
      }
      return [...found];
    },
  };
}

function sortedKeys(keys: Iterable<string>): OrderedList<string> {
  const list = orderedList<string>((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  for (const key of [...keys].sort((a, b) => (a < b ? -1 : 1))) list.insert(key);
  return list;
}
