import { isObject } from '#scim';
import type { TargetPath } from './target-path.ts';

/** What is compared letter for letter. @see RFC 7643 §3.1 */
const exact = new Set(['externalid', 'id', 'manager']);

/**
 * Whether what a server shows is what it was told. A server may trim and fold texts and write phone numbers in their
 * canonical form; no provider minds (D73). A manager read back as `{"value": …}` is the same as the bare value.
 */
export function isSameValue(held: unknown, wanted: string | boolean, path: TargetPath): boolean {
  const shown = isObject(held) ? held.value : held;
  if (shown === wanted) return true;
  if (typeof shown !== 'string' || typeof wanted !== 'string' || exact.has(path.attribute.toLowerCase())) return false;
  const canonical = path.attribute.toLowerCase() === 'phonenumbers' ? digits : folded;
  return canonical(shown) === canonical(wanted);
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
}

function digits(text: string): string {
  return folded(text)
    .replace(/^tel:/, '')
    .replaceAll(/[\s().-]/g, '');
}
