/** Where a string stands in JSON: the names and indexes that lead to it, and whether it is a name itself. */
export interface StringPlace {
  /** `['Operations', '0', 'value', 'userName']` */
  readonly path: readonly string[];
}

interface Frame {
  readonly isObject: boolean;
  /** The name whose value comes next, of an object. */
  name: string | undefined;
  index: number;
}

const token = /"(?:[^"\\]+|\\.)*(?:"|\\?$)|[{}[\]:,]|[^\s{}[\]:,"]+/gs;

/**
 * JSON with each string value put through `change`; names, numbers and white space stay byte for byte, and so does a
 * string that is not changed. The text need not be whole: what was cut off is read as far as it goes.
 * @param change a string and its place; numbers are given too, and what comes back for them is text in their place
 */
export function mapJsonStrings(
  text: string,
  change: (value: string, place: StringPlace, kind: 'string' | 'number') => string,
): string {
  const open: Frame[] = [];
  let mapped = '';
  let at = 0;
  const place = (): StringPlace => ({
    path: open.map(({ isObject, name, index }) => (isObject ? (name ?? '') : String(index))),
  });
  for (const match of text.matchAll(token)) {
    const [piece] = match;
    const frame = open.at(-1);
    if (piece === '{' || piece === '[') open.push({ isObject: piece === '{', name: undefined, index: 0 });
    else if (piece === '}' || piece === ']') open.pop();
    else if (piece === ',') {
      if (frame !== undefined) Object.assign(frame, { name: undefined, index: frame.index + 1 });
    } else if (piece === ':') continue;
    else if (piece.startsWith('"') && frame?.isObject === true && frame.name === undefined)
      frame.name = unquoted(piece);
    else {
      const changed = piece.startsWith('"')
        ? quotedAgain(piece, (value) => change(value, place(), 'string'))
        : number(piece, place, change);
      if (changed === piece) continue;
      mapped += text.slice(at, match.index) + changed;
      at = match.index + piece.length;
    }
  }
  return mapped + text.slice(at);
}

function number(
  piece: string,
  place: () => StringPlace,
  change: (value: string, place: StringPlace, kind: 'number') => string,
): string {
  return /^-?\d/.test(piece) ? change(piece, place(), 'number') : piece;
}

function quotedAgain(piece: string, change: (value: string) => string): string {
  const value = unquoted(piece);
  const changed = change(value);
  if (changed === value) return piece;
  const plain = JSON.stringify(changed);
  // Whoever escapes letters beyond ASCII goes on doing so.
  const quoted = /\\u/.test(piece) ? plain.replace(/[^\u0020-\u007e]/g, escapedUnit) : plain;
  // What was cut off stays open.
  return piece.length > 1 && piece.endsWith('"') ? quoted : quoted.slice(0, -1);
}

function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function unquoted(piece: string): string {
  try {
    const parsed: unknown = JSON.parse(piece);
    return typeof parsed === 'string' ? parsed : piece;
  } catch {
    return piece.replace(/^"/, '').replace(/"$/, '');
  }
}
