import { seededRandom } from '#wire';

/** A clock that starts at a set moment and moves a little at each look, so that what follows is later. */
export function steppingClock(start: string, stepMs: number): () => number {
  let now = Date.parse(start);
  return () => (now += stepMs);
}

/** Makes all ids, tokens and sessions of this process the same at each run: good for pictures and for nothing else. */
export function replayRandomness(seed: number): void {
  const next = seededRandom(seed);
  const hex = (digits: number) => Array.from({ length: digits }, () => Math.floor(next() * 16).toString(16)).join('');
  Object.assign(crypto, {
    randomUUID: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    getRandomValues: (array: Uint8Array) => array.fill(0).map(() => Math.floor(next() * 256)),
  });
}
