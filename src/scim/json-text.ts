/** Deeper nesting than any SCIM message has; what lies beyond could only exhaust the stack of whoever walks it. */
export const deepestJson = 64;

/** The offset at which a JSON text goes deeper than so many levels; undefined where it does not. */
export function deeperThan(levels: number, text: string): number | undefined {
  // To go deep takes as many brackets, and to count those is much less work than to read every character.
  if (countUpTo(levels, text, '{') + countUpTo(levels, text, '[') <= levels) return undefined;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > levels) return at;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return undefined;
}

/** How often `part` occurs, as far as `most + 1`. */
function countUpTo(most: number, text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0 && count <= most; at = text.indexOf(part, at + 1)) count += 1;
  return count;
}

/** A place in a text, from 1 on. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where an offset lies. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
