import { seededRandom } from '#wire';

/** Randomness, handed in: the same seed gives the same series. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A version 4 UUID, lower case. */
  uuid(): string;
  /** `length` characters drawn from `alphabet`. */
  text(length: number, alphabet: string): string;
}

export function randomFrom(seed: number): Random {
  const next = seededRandom(seed);
  return {
    next,
    uuid: () => uuidOf(() => Math.floor(next() * 16)),
    text: (length, alphabet) =>
      Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)] ?? '').join(''),
  };
}

/** A UUID that belongs to a text for good, for directories whose object ids are UUIDs; a text that is one stays. */
export function uuidFrom(text: string): string {
  return uuidPattern.test(text) ? text : randomFrom(hashOf(text)).uuid();
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A number that belongs to a text (FNV-1a, 32 bits). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

function uuidOf(nibble: () => number): string {
  const digit = (mark: string): string => {
    if (mark === '4') return '4';
    return (mark === 'y' ? 8 + (nibble() % 4) : nibble()).toString(16);
  };
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy4]/g, digit);
}
