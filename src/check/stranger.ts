import type { Fresh } from './fresh.ts';

/** An id that nobody has. */
export interface Stranger {
  readonly id: string;
  /** Whether it is made as the target makes its ids; else it may be refused as none. */
  readonly isLikeOthers: boolean;
}

/** In the form of a known id where that is long enough to be nobody's, else a word of our own. */
export function strangerTo(known: string, fresh: Fresh): Stranger {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(known)) {
    const id = crypto.randomUUID();
    return { id: known === known.toUpperCase() ? id.toUpperCase() : id, isLikeOthers: true };
  }
  if (/^[0-9a-f]{24,}$/.test(known)) {
    const digits = `${crypto.randomUUID()}${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll('-', '');
    if (known.length <= digits.length) return { id: digits.slice(0, known.length), isLikeOthers: true };
  }
  return { id: fresh.word('nobody'), isLikeOthers: false };
}
