/** Whether the fault is there when only these are kept. */
export type Test<T> = (kept: readonly T[]) => Promise<boolean>;

/**
 * The delta debugging of Zeller and Hildebrandt, by complements: parts are taken away as long as the fault stays, halves
 * first and single ones last. What comes back is 1-minimal: without any one of it the fault is gone.
 * @param all shows the fault
 * @param closed what is left when some are taken away, since one may need another
 * @param stop true when no more should be tried; what is known by then comes back
 */
export async function ddmin<T>(
  all: readonly T[],
  test: Test<T>,
  options: { readonly closed?: (kept: readonly T[]) => readonly T[]; readonly stop?: () => boolean } = {},
): Promise<readonly T[]> {
  const closed = options.closed ?? ((kept: readonly T[]) => kept);
  let kept = all;
  let parts = 2;
  while (kept.length > 0 && options.stop?.() !== true) {
    const size = Math.ceil(kept.length / parts);
    let smaller: readonly T[] | undefined;
    // From the end: what comes last is what nothing else needs.
    for (let from = Math.floor((kept.length - 1) / size) * size; from >= 0; from -= size) {
      if (options.stop?.() === true) return kept;
      const rest = closed([...kept.slice(0, from), ...kept.slice(from + size)]);
      if (rest.length < kept.length && (await test(rest))) {
        smaller = rest;
        break;
      }
    }
    if (smaller !== undefined) {
      kept = smaller;
      parts = Math.max(2, Math.min(parts - 1, kept.length));
    } else if (size === 1) break;
    else parts = Math.min(kept.length, parts * 2);
  }
  return kept;
}
