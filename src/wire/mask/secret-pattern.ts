/** What stands where a secret stood. */
export const mask = '***';

/**
 * A pattern that finds secrets as text, however they were written: plain, percent-encoded (also twice, any case),
 * form-encoded, JSON-escaped (also inside JSON that is itself a string), or as HTML entities.
 * Undefined when there is no secret to find.
 */
export function secretPattern(secrets: readonly string[]): RegExp | undefined {
  const forms = longestFirst(secrets).map((secret) => (secret.match(/\\+|[^\\]/gu) ?? []).map(formsOf).join(''));
  return forms.length === 0 ? undefined : new RegExp(forms.join('|'), 'g');
}

/** The secrets without repetition; a secret that begins with another must be looked for first. */
export function longestFirst(secrets: readonly string[]): string[] {
  return [...new Set(secrets)].filter((secret) => secret !== '').sort((left, right) => right.length - left.length);
}

/** A backslash: plain, by its code, percent-encoded or an entity. */
const backslash = '(?:\\\\(?:u005[Cc])?|%(?:25){0,4}5[Cc]|&#0{0,4}92;|&#[xX]0{0,4}5[Cc];)';

/** Backslashes may stand before any character: JSON inside JSON escapes its escapes. */
const escapes = `${backslash}{0,16}`;

/**
 * All the ways to write one character, or one run of backslashes: two patterns side by side that both take any number
 * of them would share them out in too many ways. Every repetition is bounded, so that no text makes the search slow.
 */
function formsOf(character: string): string {
  if (character.startsWith('\\')) return `${backslash}{${character.length},${16 * character.length}}`;
  const code = character.codePointAt(0) ?? 0;
  const bytes = [...new TextEncoder().encode(character)].map((byte) => anyCase(byte.toString(16).padStart(2, '0')));
  const units = character.split('').map((unit) => anyCase(unit.charCodeAt(0).toString(16).padStart(4, '0')));
  const letter = escapeLetters[character];
  const forms = [
    bytes.map((byte) => `%(?:25){0,4}${byte}`).join(''),
    `&#0{0,4}${code};`,
    `&#[xX]0{0,4}${anyCase(code.toString(16))};`,
    ...(otherForms[character] ?? []),
    // Last, since a plain %, & or u is also how another form begins.
    character.replace(/[\^$.*+?()[\]{}|/-]/, '\\$&'),
  ];
  const escaped = [units.map((unit) => `${backslash}{1,16}u${unit}`).join('')];
  if (letter !== undefined) escaped.push(`${backslash}{1,16}${letter}`);
  return `(?:${escaped.join('|')}|${escapes}(?:${forms.join('|')}))`;
}

const otherForms: Readonly<Record<string, readonly string[]>> = {
  ' ': ['\\+'],
  '"': ['&quot;'],
  '&': ['&amp;'],
  "'": ['&apos;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
};

/** What JSON writes behind a backslash for a character that it cannot hold. */
const escapeLetters: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' };

function anyCase(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
