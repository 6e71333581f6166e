/**
 * How strings compare: as they are, without regard to letter case, or as user names do
 * (width, letter case and normalization form do not count; dispute D44).
 */
export type Folding = 'exact' | 'case' | 'name';

/** The form of a text under which equal texts are identical. */
export function fold(folding: Folding, text: string): string {
  if (folding === 'exact') return text;
  return folding === 'case' ? lowerCase(text) : foldUserName(text);
}

/** A Σ is lowered by where in its word it stands, so the beginning of a text would fold otherwise than the text begins. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}

/**
 * The form under which two user names are the same: full and half width mapped, lower case, NFC.
 * @see RFC 7644 §7.8, RFC 7613 §3.2
 */
export function foldUserName(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  const narrow = text.replace(/[\u3000\uff01-\uffee]/g, (wide) => wide.normalize('NFKC'));
  return lowerCase(narrow).normalize('NFC');
}

/** True when every character is below U+0080. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}
