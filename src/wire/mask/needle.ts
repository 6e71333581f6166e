import type { View } from './view.ts';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Finds one thing in a view, wherever it stands. */
export type Needle = (view: View) => readonly Range[];

/** Finds the secrets as they are; a plus may stand for a space. */
export function plainNeedle(secrets: readonly string[]): Needle {
  const folded = secrets.map(foldSpaces);
  return ({ text }) => {
    const haystack = foldSpaces(text);
    return folded.flatMap((secret) => placesOf(haystack, secret).map((from) => ({ from, to: from + secret.length })));
  };
}

function foldSpaces(text: string): string {
  return text.replaceAll(' ', '+');
}

/** A shorter run of base64 would be found in texts that have nothing to do with the secret. */
const shortestRun = 6;

/** Finds every run of base64 that holds a secret, at whatever offset: `Basic` puts the user name before it. */
export function base64Needle(secrets: readonly string[]): Needle {
  const cores = secrets.flatMap(coresOf);
  return ({ text }) => {
    const haystack = foldAlphabets(text);
    return cores.flatMap((core) => {
      const runs: Range[] = [];
      for (const from of placesOf(haystack, core)) {
        if (from >= (runs.at(-1)?.to ?? 0)) runs.push(runAround(haystack, from, from + core.length));
      }
      return runs;
    });
  };
}

/** base64url as base64. */
function foldAlphabets(text: string): string {
  return text.replaceAll('-', '+').replaceAll('_', '/');
}

/** What base64 makes of the secret for certain, after each of the three places in a group at which it may begin. */
function coresOf(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  return [0, 1, 2]
    .map((offset) => {
      const padded = [...new Uint8Array(offset), ...bytes];
      // The outermost characters hold bits of the neighbours too, so only what lies between them is sure to appear.
      return btoa(padded.map((byte) => String.fromCharCode(byte)).join('')).slice(
        Math.ceil((offset * 8) / 6),
        Math.floor((padded.length * 8) / 6),
      );
    })
    .filter((core) => core.length >= shortestRun);
}

function runAround(text: string, from: number, to: number): Range {
  let start = from;
  while (start > 0 && /[A-Za-z0-9+/]/.test(text.charAt(start - 1))) start -= 1;
  const rest = /[A-Za-z0-9+/]*={0,2}/y;
  rest.lastIndex = to;
  return { from: start, to: to + (rest.exec(text)?.[0].length ?? 0) };
}

function placesOf(text: string, part: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) places.push(at);
  return places;
}
