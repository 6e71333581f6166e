/** Letters of the Latin script that no decomposition takes apart. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ŋ: 'n',
  þ: 'th',
};

const longest = 60;

/**
 * The name of a group as a URL can carry it: lower case, Latin letters without their marks, letters and digits of
 * every script kept, all else one hyphen. A name without any letter or digit is `group`.
 */
export function slugOf(name: string): string {
  const folded = name
    .slice(0, 1000)
    .normalize('NFKD')
    // Marks make other letters of them in other scripts, so only Latin loses them.
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøđðħıłŋþ]/g, (letter) => letters[letter] ?? letter)
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-');
  const cut = firstOf(folded, longest).replace(/^-+|-+$/g, '');
  return /[\p{L}\p{N}]/u.test(cut) ? cut : 'group';
}

/** `name-2` for the second of a name, no longer than any slug may be. */
export function numbered(slug: string, number: number): string {
  const end = `-${number}`;
  return firstOf(slug, longest - end.length).replace(/-+$/, '') + end;
}

/** So many characters, and no half of one. */
function firstOf(text: string, most: number): string {
  return [...text].slice(0, most).join('');
}
