import { type OrderedList, orderedList } from './ordered-list.ts';

/** Ids by a folded value: equality by a hash, prefixes by a sorted list that is built when first asked for. */
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

  function at(value: string): readonly string[] {
    const found = ids.get(value);
    if (found === undefined) return [];
    return typeof found === 'string' ? [found] : [...found];
  }

  return {
    add(value, id) {
      const found = ids.get(value);
      if (found === undefined) {
        ids.set(value, id);
        sorted?.insert(value);
      } else if (typeof found === 'object') found.add(id);
      else if (found !== id) ids.set(value, new Set([found, id]));
    },

    remove(value, id) {
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

    equal: at,

    startingWith(prefix) {
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
