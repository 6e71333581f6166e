import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { certificatesIn } from './certificates.ts';

/** A DER SEQUENCE of that many content bytes, with the length in the shortest form. */
function sequence(content: number): number[] {
  const header = content < 0x80 ? [content] : content < 0x100 ? [0x81, content] : [0x82, content >> 8, content & 0xff];
  return [0x30, ...header, ...Array.from({ length: content }, (_, index) => index % 251)];
}

function base64(bytes: readonly number[], alphabet: 'base64' | 'base64url' = 'base64'): string {
  return Buffer.from(bytes).toString(alphabet);
}

for (const [what, text, expected] of [
  ['a short one', base64(sequence(5)), 1],
  ['one of 200 bytes', base64(sequence(200)), 1],
  ['one of 1,000 bytes', base64(sequence(1000)), 1],
  ['two', base64([...sequence(1000), ...sequence(900)]), 2],
  ['two in the other alphabet', base64([...sequence(1000), ...sequence(900)], 'base64url'), 2],
  ['one whose length is a minus in the other alphabet', base64(sequence(254), 'base64url'), 1],
  ['one whose length is a low line there', base64(sequence(255), 'base64url'), 1],
  ['one and what is none', base64([...sequence(1000), 1, 2, 3]), 0],
  ['one that is cut', base64(sequence(1000).slice(0, 900)), 0],
  ['the first byte alone', base64([0x30]), 0],
  ['a length that is cut', base64([0x30, 0x82, 1]), 0],
  ['a length without end', base64([0x30, 0x80, 0, 0]), 0],
  ['a length of five bytes', base64([0x30, 0x85, 0, 0, 0, 0, 1, 0]), 0],
  ['something else', base64([1, 2, 3]), 0],
  ['nothing', '', 0],
] as const) {
  test(`finds ${expected} in ${what}`, () => expect(certificatesIn(text)).toBe(expected));
}

test('counts any number of sequences of any length', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 400 }), { maxLength: 5 }),
      fc.constantFrom('base64', 'base64url'),
      (lengths, alphabet) => {
        expect(certificatesIn(base64(lengths.flatMap(sequence), alphabet))).toBe(lengths.length);
      },
    ),
  );
});
