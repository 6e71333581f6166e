const fullChunk = 512;

/** A sorted list that finds a place by value and by number without walking over its items. */
export interface OrderedList<T> {
  readonly size: number;
  insert(item: T): void;
  remove(item: T): void;
  /** Puts `item` where the one stands that compares equal to it. */
  replace(item: T): void;
  slice(offset: number, limit: number): T[];
  /** The items from the first one that `reached` accepts; once accepted, all later ones must be. */
  from(reached: (item: T) => boolean): Iterable<T>;
  /** The `limit` items that stand right before that one, in order. */
  before(reached: (item: T) => boolean, limit: number): T[];
}

/** Items that `compare` calls equal are one item. Chunks keep every change and every look-up below linear cost. */
export function orderedList<T>(compare: (a: T, b: T) => number): OrderedList<T> {
  const chunks: T[][] = [];
  let size = 0;

  /** The place of the first item that `reached` accepts: its chunk (the last one if none does) and its index there. */
  function locate(reached: (item: T) => boolean): { chunk: number; index: number } {
    const chunk = firstIndex(chunks.length - 1, (at) => {
      const last = chunks[at]?.at(-1);
      return last !== undefined && reached(last);
    });
    const items = chunks[chunk] ?? [];
    return { chunk, index: firstIndex(items.length, (at) => at < items.length && reached(items[at] as T)) };
  }

  return {
    get size() {
      return size;
    },

    insert(item) {
      const last = chunks.at(-1);
      const greatest = last?.at(-1);
      if (last !== undefined && greatest !== undefined && last.length < fullChunk && compare(greatest, item) < 0) {
        last.push(item);
        size += 1;
        return;
      }
      const { chunk, index } = locate((other) => compare(other, item) >= 0);
      const items = chunks[chunk];
      size += 1;
      if (items === undefined) {
        chunks.push([item]);
        return;
      }
      items.splice(index, 0, item);
      if (items.length <= fullChunk) return;
      // Appending is the common case: a full chunk stays full, and only a new one is begun.
      const cut = chunk === chunks.length - 1 && index === items.length - 1 ? items.length - 1 : items.length >> 1;
      chunks.splice(chunk + 1, 0, items.splice(cut));
    },

    remove(item) {
      const { chunk, index } = locate((other) => compare(other, item) >= 0);
      const items = chunks[chunk];
      const found = items?.[index];
      if (items === undefined || found === undefined || compare(found, item) !== 0) return;
      items.splice(index, 1);
      size -= 1;
      if (items.length === 0) chunks.splice(chunk, 1);
    },

    replace(item) {
      const { chunk, index } = locate((other) => compare(other, item) >= 0);
      const items = chunks[chunk];
      if (items !== undefined && index < items.length) items[index] = item;
    },

    slice(offset, limit) {
      const result: T[] = [];
      let skip = offset;
      for (const items of chunks) {
        if (result.length >= limit) break;
        if (skip >= items.length) {
          skip -= items.length;
          continue;
        }
        for (const item of items.slice(skip, skip + limit - result.length)) result.push(item);
        skip = 0;
      }
      return result;
    },

    before(reached, limit) {
      let { chunk, index } = locate(reached);
      const result: T[] = [];
      while (chunk >= 0 && result.length < limit) {
        const items = chunks[chunk] ?? [];
        for (index = Math.min(index, items.length) - 1; index >= 0 && result.length < limit; index -= 1) {
          result.push(items[index] as T);
        }
        chunk -= 1;
        index = fullChunk * 2;
      }
      return result.reverse();
    },

    *from(reached) {
      const start = locate(reached);
      for (let chunk = start.chunk; chunk < chunks.length; chunk += 1) {
        const items = chunks[chunk] ?? [];
        for (let index = chunk === start.chunk ? start.index : 0; index < items.length; index += 1) {
          yield items[index] as T;
        }
      }
    },
  };
}

/** The smallest number in 0..end for which `holds`, or `end`; `holds` is false below some number and true from there on. */
function firstIndex(end: number, holds: (at: number) => boolean): number {
  let low = 0;
  let high = Math.max(end, 0);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
