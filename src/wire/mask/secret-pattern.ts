/** What stands where a secret stood. */
export const mask = '***';

/**
 * A pattern that finds secrets as text, however they were written: plain, percent-encoded (also twice, any case),
 * form-encoded, JSON-escaped (also inside JSON that is itself a string), or as HTML entities.
 * Undefined when there is no secret to find.
 */
export function secretPattern(secrets: readonly string[]): RegExp | undefined {
  const forms = longestFirst(secrets).map((secret) => [...secret].map(formsOf).join(''));
  return forms.length === 0 ? undefined : new RegExp(forms.join('|'), 'g');
}

/** The secrets without repetition; a secret that begins with another must be looked for first. */
export function longestFirst(secrets: readonly string[]): string[] {
  return [...new Set(secrets)].filter((secret) => secret !== '').sort((left, right) => right.length - left.length);
}

/** All the ways to write one character. Every repetition is bounded, so that no text makes the search slow. */
function formsOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const bytes = [...new TextEncoder().encode(character)].map((byte) => anyCase(byte.toString(16).padStart(2, '0')));
  const units = character.split('').map((unit) => anyCase(unit.charCodeAt(0).toString(16).padStart(4, '0')));
  const forms = [
    bytes.map((byte) => `%(?:25){0,4}${byte}`).join(''),
    units.map((unit) => `\\\\{1,16}u${unit}`).join(''),
    `&#0{0,4}${code};`,
    `&#[xX]0{0,4}${anyCase(code.toString(16))};`,
    ...(shortForms[character] ?? []),
    plain(character),
  ];
  return `(?:${forms.join('|')})`;
}

/** Backslashes may stand before any character: JSON inside JSON escapes its escapes. */
function plain(character: string): string {
  if (character === '\\') return '\\\\{1,16}';
  return `\\\\{0,16}${character.replace(/[\^$.*+?()[\]{}|/-]/, '\\$&')}`;
}

const shortForms: Readonly<Record<string, readonly string[]>> = {
  ' ': ['\\+'],
  '"': ['&quot;'],
  '&': ['&amp;'],
  "'": ['&apos;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '\n': ['\\\\{1,16}n'],
  '\r': ['\\\\{1,16}r'],
  '\t': ['\\\\{1,16}t'],
  '\b': ['\\\\{1,16}b'],
  '\f': ['\\\\{1,16}f'],
};

function anyCase(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
