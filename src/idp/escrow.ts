/** The failed jobs of a cyclic provider, each with the time of its next try. */
export interface Escrow {
  /** Keeps a failed key aside. Returns when it will be tried again, and how often it has failed. */
  keep(key: string, atMs: number): { readonly dueAt: number; readonly failures: number };
  release(key: string): void;
  due(atMs: number): readonly string[];
  /** Kept, and not yet due. */
  isHeld(key: string, atMs: number): boolean;
  /** When the next try is due; undefined when nothing is kept. */
  nextDue(): number | undefined;
  clear(): void;
}

export function escrow(steps: { readonly firstMs: number; readonly factor: number; readonly maxMs: number }): Escrow {
  const kept = new Map<string, { readonly dueAt: number; readonly failures: number }>();
  return {
    keep: (key, atMs) => {
      const failures = (kept.get(key)?.failures ?? 0) + 1;
      const waitMs = Math.min(steps.firstMs * steps.factor ** (failures - 1), steps.maxMs);
      const entry = { dueAt: atMs + waitMs, failures };
      kept.set(key, entry);
      return entry;
    },
    release: (key) => {
      kept.delete(key);
    },
    due: (atMs) => [...kept].filter(([, entry]) => entry.dueAt <= atMs).map(([key]) => key),
    isHeld: (key, atMs) => (kept.get(key)?.dueAt ?? atMs) > atMs,
    nextDue: () => {
      let next: number | undefined;
      for (const { dueAt } of kept.values()) if (next === undefined || dueAt < next) next = dueAt;
      return next;
    },
    clear: () => kept.clear(),
  };
}
