/**
 * Puts the operations of a bulk job into units to be done one after the other: each comes after those that it refers
 * to, and operations that refer to each other in a circle make one unit. Otherwise the order of the request stays.
 * @param references for each operation, the indexes of the operations that it refers to
 * @see RFC 7644 §3.7.1
 */
export function bulkUnits(references: readonly (readonly number[])[]): readonly (readonly number[])[] {
  // Tarjan's strongly connected components, which come out in just this order. With a stack of its own, because a
  // chain of references may be as long as the job.
  const units: number[][] = [];
  const found = new Map<number, { order: number; low: number; open: boolean }>();
  const path: number[] = [];

  for (const root of references.keys()) {
    if (found.has(root)) continue;
    const work = [begin(root)];
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      const next = frame.left.shift();
      if (next === undefined) {
        work.pop();
        finish(frame.at);
        const parent = work.at(-1);
        if (parent !== undefined) lower(parent.at, found.get(frame.at)?.low);
      } else if (!found.has(next)) work.push(begin(next));
      else if (found.get(next)?.open === true) lower(frame.at, found.get(next)?.order);
    }
  }
  return units;

  function begin(at: number): { at: number; left: number[] } {
    found.set(at, { order: found.size, low: found.size, open: true });
    path.push(at);
    return { at, left: [...(references[at] ?? [])] };
  }

  function lower(at: number, low: number | undefined): void {
    const node = found.get(at);
    if (node !== undefined && low !== undefined) node.low = Math.min(node.low, low);
  }

  function finish(at: number): void {
    const node = found.get(at);
    if (node === undefined || node.low !== node.order) return;
    const unit = path.splice(path.indexOf(at));
    for (const member of unit) {
      const closed = found.get(member);
      if (closed !== undefined) closed.open = false;
    }
    units.push(unit.sort((a, b) => a - b));
  }
}
