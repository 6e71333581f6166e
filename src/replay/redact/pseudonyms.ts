import { createHmac } from 'node:crypto';

/** Other names for those of people: the same for the same, whatever its case and Unicode form, and never for another. */
export interface Pseudonyms {
  /** A value that is about a person: each word and number of it gets another, and the rest of its form stays. */
  readonly personal: (value: string) => string;
  /** A text that may mention a person: e-mail addresses in it, and words that were seen in personal values. */
  readonly mentioning: (text: string) => string;
}

const word = /[\p{L}\p{M}]+|\p{N}+/gu;
const email = /[^\s@<>"'(),:;[\]]*@[^\s@<>"'(),:;[\]]+/gu;

/** Made by machines and naming nobody: UUIDs, long hexadecimal numbers, Okta's ids. */
const opaque = /^(?:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|[\da-f]{24,}|00[a-z][\dA-Za-z]{17})$/i;

/** A shorter word is found in texts that have nothing to do with a person. */
const shortestMention = 3;
const shortestNumber = 4;

/**
 * Pseudonyms that follow from the key: whoever does not know it cannot guess back.
 * @param key a secret; the same key gives the same pseudonyms
 */
export function pseudonyms(key: string): Pseudonyms {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  const mentionable = new Set<string>();

  const standIn = (original: string): string => {
    const folded = fold(original);
    const before = given.get(folded);
    if (before !== undefined) return before;
    for (let attempt = 0; ; attempt += 1) {
      const candidate = /^\p{N}/u.test(folded) ? digitsFor(key, folded, attempt) : wordFor(key, folded, attempt);
      if (taken.has(candidate) || candidate === folded || holdsName(candidate)) continue;
      given.set(folded, candidate);
      taken.add(candidate);
      return candidate;
    }
  };
  /** A pseudonym must not spell, not even within it, a name that it should hide. */
  const holdsName = (candidate: string): boolean => {
    for (let from = 0; from < candidate.length; from += 1) {
      for (let to = from + 2; to <= candidate.length; to += 1) {
        const part = candidate.slice(from, to);
        if (mentionable.has(part) && !/^\d/.test(part)) return true;
      }
    }
    return false;
  };
  const replaced = (text: string): string => text.replace(word, (original) => dressedAs(original, standIn(original)));
  const address = (text: string): string => {
    const at = text.lastIndexOf('@');
    const dot = text.lastIndexOf('.');
    const top = dot > at ? text.slice(dot) : '';
    return `${replaced(text.slice(0, at))}@${replaced(text.slice(at + 1, text.length - top.length))}${top}`;
  };
  const outsideAddresses = (text: string, change: (part: string) => string): string => {
    let changed = '';
    let at = 0;
    for (const match of text.matchAll(email)) {
      changed += change(text.slice(at, match.index)) + address(match[0]);
      at = match.index + match[0].length;
    }
    return changed + change(text.slice(at));
  };

  return {
    personal: (value) => {
      if (opaque.test(value) || /^(?:true|false)$/i.test(value)) return value;
      for (const [found] of value.replace(/@.*$/u, '').matchAll(word)) {
        const isLong = /^\p{N}/u.test(found) ? found.length >= shortestNumber : [...found].length >= 2;
        if (isLong) mentionable.add(fold(found));
      }
      return outsideAddresses(value, replaced);
    },
    mentioning: (text) =>
      opaque.test(text)
        ? text
        : outsideAddresses(text, (part) =>
            part.replace(word, (original) => {
              const folded = fold(original);
              const isKnown = mentionable.has(folded) && [...folded].length >= shortestMention;
              return isKnown ? dressedAs(original, standIn(original)) : original;
            }),
          ),
  };
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

// Sounds that hardly any name is made of, so that no name is read into a pseudonym.
const consonants = 'kvxzqjwf';
const vowels = 'oueo';
const syllables = 6;

function wordFor(key: string, folded: string, attempt: number): string {
  const bytes = createHmac('sha256', key).update(`word ${attempt} ${folded}`).digest();
  return [...bytes.subarray(0, syllables)]
    .map((byte) => `${consonants.charAt(byte & 7)}${vowels.charAt((byte >> 3) & 3)}`)
    .join('');
}

/** As many digits, until there are no more of that length to give. */
function digitsFor(key: string, folded: string, attempt: number): string {
  const length = [...folded].length + Math.floor(attempt / 64);
  const bytes = createHmac('sha512', key).update(`digits ${attempt} ${folded}`).digest();
  return Array.from({ length }, (_, at) => String((bytes[at % bytes.length] ?? 0) % 10)).join('');
}

/** The case of the letters, marks beyond ASCII and the Unicode form are those of the original. */
function dressedAs(original: string, standIn: string): string {
  const letters = [...original.normalize('NFC')];
  const marked = /[^\u0020-\u007e]/.test(original)
    ? standIn.replace(/[ou]/, (vowel) => (vowel === 'o' ? 'ö' : 'ü'))
    : standIn;
  const isAllUpper =
    letters.length > 1 && letters.every((letter) => letter === letter.toUpperCase() && letter !== letter.toLowerCase());
  const cased = isAllUpper
    ? marked.toUpperCase()
    : [...marked].map((letter, at) => (isUpper(letters[at]) ? letter.toUpperCase() : letter)).join('');
  return original === original.normalize('NFC') ? cased : cased.normalize('NFD');
}

function isUpper(letter: string | undefined): boolean {
  return letter !== undefined && letter !== letter.toLowerCase() && letter === letter.toUpperCase();
}
