import type { Job } from './simulator.ts';

/** A job that waits for its time. */
export interface Pause {
  readonly job: Job;
  /** Epoch milliseconds. */
  readonly dueAt: number;
  /** How long it waits; a further wait is this one times the factor. */
  readonly waitMs: number;
  readonly attempt: number;
}

/** The jobs that wait, at most one for each key, by the time when they are due; of two at once, the earlier told. */
export interface Pauses {
  /** Keeps a pause instead of the one that its key has. */
  keep(pause: Pause): void;
  drop(key: string): void;
  /** The one that is due first, which is taken out, if that is not after `untilMs`. */
  take(untilMs: number): Pause | undefined;
  nextDue(): number | undefined;
  isEmpty(): boolean;
}

export function pauses(): Pauses {
  const current = new Map<string, Entry>();
  // A heap by time. What was dropped or replaced stays in it until it comes up: a hundred thousand may wait at once.
  const heap: Entry[] = [];
  let count = 0;
  const first = (): Entry | undefined => {
    for (let top = heap[0]; top !== undefined; top = heap[0]) {
      if (current.get(top.pause.job.key) === top) return top;
      removeFirst(heap);
    }
    return undefined;
  };
  return {
    keep: (pause) => {
      const entry = { pause, order: count };
      count += 1;
      current.set(pause.job.key, entry);
      insert(heap, entry);
    },
    drop: (key) => {
      current.delete(key);
    },
    take: (untilMs) => {
      const entry = first();
      if (entry === undefined || entry.pause.dueAt > untilMs) return undefined;
      current.delete(entry.pause.job.key);
      removeFirst(heap);
      return entry.pause;
    },
    nextDue: () => first()?.pause.dueAt,
    isEmpty: () => current.size === 0,
  };
}

interface Entry {
  readonly pause: Pause;
  readonly order: number;
}

function isBefore(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === undefined || b === undefined) return b === undefined;
  return a.pause.dueAt < b.pause.dueAt || (a.pause.dueAt === b.pause.dueAt && a.order < b.order);
}

function insert(heap: Entry[], entry: Entry): void {
  let place = heap.length;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || isBefore(parent, entry)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = entry;
}

function removeFirst(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let place = 0;
  for (;;) {
    const left = 2 * place + 1;
    const below = isBefore(heap[left + 1], heap[left]) && left + 1 < heap.length ? left + 1 : left;
    const child = heap[below];
    if (child === undefined || isBefore(last, child)) break;
    heap[place] = child;
    place = below;
  }
  heap[place] = last;
}
