/** A text with its escapes undone, and where each of its UTF-16 units stood in the text that it was made from. */
export interface View {
  readonly text: string;
  /** Undefined for the text itself, in which every unit stands where it stands. */
  readonly origins: { readonly from: Int32Array; readonly to: Int32Array } | undefined;
}

/** The more escapes within escapes, the more views; nobody sends more than three levels. */
const deepest = 4;

/**
 * A text and all that it may stand for: percent-encoding, JSON escapes and HTML entities undone, in any order and
 * within each other. A text without escapes is its only view.
 */
export function viewsOf(text: string): readonly View[] {
  const views: View[] = [{ text, origins: undefined }];
  if (!/[%\\&]/.test(text)) return views;
  const seen = new Set([text]);
  let level: readonly View[] = views;
  for (let depth = 0; depth < deepest && level.length > 0; depth += 1) {
    const next: View[] = [];
    for (const view of level) {
      for (const way of escapes) {
        const undone = undo(view, way);
        if (undone === undefined || seen.has(undone.text)) continue;
        seen.add(undone.text);
        next.push(undone);
      }
    }
    views.push(...next);
    level = next;
  }
  return views;
}

/** Where a range of a view stood in the text. */
export function originOf({ origins }: View, from: number, to: number): { readonly from: number; readonly to: number } {
  return origins === undefined ? { from, to } : { from: origins.from[from] ?? 0, to: origins.to[to - 1] ?? 0 };
}

interface Escape {
  readonly pattern: RegExp;
  /** The characters that a match stands for, each with the number of units that it takes in the match. */
  readonly read: (match: string) => readonly (readonly [text: string, length: number])[];
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const letters: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

const escapes: readonly Escape[] = [
  { pattern: /(?:%[0-9A-Fa-f]{2})+/g, read: percentRun },
  {
    pattern: /\\(?:u[0-9A-Fa-f]{4}|["'\\/bfnrt])/g,
    read: (match) => {
      const letter = match.charAt(1);
      const unit = letter === 'u' ? String.fromCharCode(Number.parseInt(match.slice(2), 16)) : letters[letter];
      return [[unit ?? letter, match.length]];
    },
  },
  {
    pattern: /&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|amp|lt|gt|quot|apos);/g,
    read: (match) => {
      const name = match.slice(1, -1);
      const code = Number(name.replace('#', '').replace(/^[xX]/, '0x'));
      const isCode = name.startsWith('#') && code <= 0x10ffff;
      return [[isCode ? String.fromCodePoint(code) : (entities[name] ?? match), match.length]];
    },
  },
];

/** Bytes as UTF-8; a byte that belongs to no character stays as it is written. */
function percentRun(run: string): [string, number][] {
  const bytes = run
    .split('%')
    .slice(1)
    .map((hex) => Number.parseInt(hex, 16));
  const read: [string, number][] = [];
  for (let at = 0; at < bytes.length; ) {
    const count = lengthOf(bytes[at] ?? 0);
    const character = decoded(bytes.slice(at, at + count));
    read.push(character === undefined ? [run.slice(at * 3, at * 3 + 3), 3] : [character, count * 3]);
    at += character === undefined ? 1 : count;
  }
  return read;
}

function lengthOf(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(bytes: readonly number[]): string | undefined {
  const [first = 0] = bytes;
  if (first < 0x80) return String.fromCharCode(first);
  try {
    return utf8.decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

function undo(view: View, { pattern, read }: Escape): View | undefined {
  if (view.text.search(pattern) < 0) return undefined;
  const pieces: string[] = [];
  const from = new Int32Array(view.text.length);
  const to = new Int32Array(view.text.length);
  let size = 0;
  const put = (piece: string, start: number, length: number): void => {
    const isLiteral = piece.length === length;
    for (let unit = 0; unit < piece.length; unit += 1) {
      const origin = isLiteral ? originOf(view, start + unit, start + unit + 1) : originOf(view, start, start + length);
      from[size] = origin.from;
      to[size] = origin.to;
      size += 1;
    }
    pieces.push(piece);
  };
  let at = 0;
  for (const match of view.text.matchAll(pattern)) {
    put(view.text.slice(at, match.index), at, match.index - at);
    at = match.index;
    for (const [piece, length] of read(match[0])) {
      put(piece, at, length);
      at += length;
    }
  }
  put(view.text.slice(at), at, view.text.length - at);
  return { text: pieces.join(''), origins: { from: from.subarray(0, size), to: to.subarray(0, size) } };
}
