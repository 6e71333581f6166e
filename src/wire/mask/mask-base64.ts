import { longestFirst, mask } from './secret-pattern.ts';

/** A shorter run of base64 would be found in texts that have nothing to do with the secret. */
const shortestRun = 6;

/**
 * Masks every run of base64 that holds one of the secrets, at whatever offset: `Basic` puts the user name before it.
 * Undefined when no secret is long enough to be told from chance.
 */
export function base64Masker(secrets: readonly string[]): ((text: string) => string) | undefined {
  const cores = longestFirst(secrets).flatMap(coresOf);
  if (cores.length === 0) return undefined;
  const pattern = new RegExp(cores.join('|'), 'g');
  return (text) => {
    let masked = '';
    let at = 0;
    for (const match of text.matchAll(pattern)) {
      if (match.index < at) continue;
      masked += text.slice(at, runStart(text, at, match.index)) + mask;
      at = runEnd(text, match.index + match[0].length);
    }
    return masked + text.slice(at);
  };
}

/** What base64 makes of the secret for certain, after each of the three places in a group at which it may begin. */
function coresOf(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  return [0, 1, 2].flatMap((offset) => {
    const padded = new Uint8Array(offset + bytes.length);
    padded.set(bytes, offset);
    // The outermost characters hold bits of the neighbours too, so only what lies between them is sure to appear.
    const sure = btoa(String.fromCharCode(...padded)).slice(
      Math.ceil((offset * 8) / 6),
      Math.floor((padded.length * 8) / 6),
    );
    return sure.length < shortestRun ? [] : [[...sure].map((digit) => digitForms[digit] ?? digit).join('')];
  });
}

/** The two digits that base64url writes otherwise, also as they stand in a URL or in JSON. */
const digitForms: Readonly<Record<string, string>> = {
  '+': '(?:[+-]|%(?:25){0,4}2[Bb])',
  '/': '(?:\\\\{0,16}[/_]|%(?:25){0,4}2[Ff])',
};

/** Where the run of base64 begins that holds `from`; an escape that ends before it is not cut in two. */
function runStart(text: string, least: number, from: number): number {
  let at = from;
  while (at > least && belongs(text, at - 1)) at -= 1;
  const cut = /[%\\](?:u[0-9A-Fa-f]{4}|(?:25){0,4}[0-9A-Fa-f]{2}|[bfnrt])/y;
  cut.lastIndex = at - 1;
  return at > least && cut.test(text) ? Math.min(cut.lastIndex, from) : at;
}

function belongs(text: string, at: number): boolean {
  const digit = /[A-Za-z0-9+/_-]|%(?:25){0,4}2[BFbf]|\\{1,16}\//y;
  digit.lastIndex = at;
  return digit.test(text);
}

function runEnd(text: string, from: number): number {
  const rest = /(?:[A-Za-z0-9+/_-]|\\{1,16}\/|%(?:25){0,4}2[BFbf])*(?:=|%(?:25){0,4}3[Dd]){0,2}/y;
  rest.lastIndex = from;
  return from + (rest.exec(text)?.[0].length ?? 0);
}
