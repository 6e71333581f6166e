import type { Exchange } from '#wire';

/** A step of a recording, by its place there, counted from 0. */
export interface Step {
  readonly at: number;
  readonly exchange: Exchange;
}

/**
 * Steps that were under way at the same time, to be sent at the same time again: a race shows in no other way. The
 * times of a simulator are virtual and say nothing; its steps go one by one.
 */
export function waves(
  steps: readonly Step[],
  dependsOn: (step: number, on: number) => boolean,
): readonly (readonly Step[])[] {
  const found: Step[][] = [];
  let endMs = Number.NEGATIVE_INFINITY;
  for (const step of steps) {
    const { startedAt, durationMs, behaviour } = step.exchange;
    const startMs = Date.parse(startedAt);
    const wave = found.at(-1);
    const overlaps =
      behaviour === undefined && startMs < endMs && wave?.every(({ at }) => !dependsOn(step.at, at)) === true;
    if (overlaps) wave.push(step);
    else found.push([step]);
    endMs = overlaps ? Math.max(endMs, startMs + durationMs) : startMs + durationMs;
  }
  return found;
}
