import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { compareText } from './compare.ts';
import { fold, foldUserName, isAscii } from './fold.ts';
import { instantOf } from './instant.ts';

for (const [text, iso] of [
  ['2026-05-13T04:42:34Z', '2026-05-13T04:42:34.000Z'],
  ['2026-05-13T04:42:34.5Z', '2026-05-13T04:42:34.500Z'],
  ['2026-05-13T04:42:34', '2026-05-13T04:42:34.000Z'],
  ['2026-05-13T04:42:34+02:00', '2026-05-13T02:42:34.000Z'],
  ['2026-05-13T04:42:34-14:00', '2026-05-13T18:42:34.000Z'],
  ['2026-05-13T04:42:34+05:59', '2026-05-12T22:43:34.000Z'],
  ['2026-05-13T04:42:34-09:30', '2026-05-13T14:12:34.000Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ['2000-02-29T24:00:00Z', '2000-03-01T00:00:00.000Z'],
  ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['-0001-03-01T00:00:00Z', '-000001-03-01T00:00:00.000Z'],
] as const) {
  test(`${text} is the instant ${iso}`, () => expect(instantOf(text)).toBe(Date.parse(iso)));
}

for (const text of [
  '',
  '2026-05-13',
  '2026-05-13 04:42:34Z',
  '2026-05-13T04:42Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-06-31T00:00:00Z',
  '2026-09-31T00:00:00Z',
  '2026-11-31T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '2026-01-01T24:00:01Z',
  '2026-01-01T24:01:00Z',
  '2026-01-01T24:00:00.5Z',
  '2026-01-01T25:00:00Z',
  '2026-01-01T00:60:00Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01T00:00:00+15:00',
  '2026-01-01T00:00:00+14:01',
  '2026-01-01T00:00:00+01:60',
  '2026-01-01T00:00:00+0100',
  '26-01-01T00:00:00Z',
]) {
  test(`${JSON.stringify(text)} is no dateTime`, () => expect(instantOf(text)).toBeUndefined());
}

test('agrees with the language on every instant of the calendar', () => {
  const earliest = new Date('0000-01-01T00:00:00Z');
  const latest = new Date('9999-12-31T23:59:59Z');
  fc.assert(
    fc.property(fc.date({ min: earliest, max: latest, noInvalidDate: true }), (date) => {
      expect(instantOf(date.toISOString())).toBe(date.getTime());
    }),
  );
});

test('two user names are the same in any width, letter case and normalization form', () => {
  expect(foldUserName('ADA')).toBe('ada');
  expect(foldUserName('\uff21da\u3000B')).toBe('ada b');
  expect(foldUserName('E\u0301')).toBe(foldUserName('\u00e9'));
  expect(foldUserName('\u00e9')).not.toBe(foldUserName('e'));
});

test('what compares exactly is kept, and without regard to case keeps width and normalization form', () => {
  expect(fold('exact', 'Ada')).toBe('Ada');
  expect(fold('case', 'E\u0301\uff21')).toBe('e\u0301\uff41');
  expect(fold('name', 'E\u0301\uff21')).toBe('\u00e9a');
});

test('folding is a form of rest: folding again changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('exact', 'case', 'name'), (text, folding) => {
      expect(fold(folding, fold(folding, text))).toBe(fold(folding, text));
    }),
  );
});

test('tells ASCII from the rest', () => {
  expect([isAscii(''), isAscii('a~\u007f'), isAscii('a\u0080')]).toEqual([true, true, false]);
});

test('texts are in the order of their code points', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      expect(Math.sign(compareText(a, b))).toBe(byCodePoint([...a], [...b]));
      expect(Math.sign(compareText(a, b))).toBe(-Math.sign(compareText(b, a)) + 0);
    }),
  );
  expect(compareText('\uff21', '\u{1f600}')).toBeLessThan(0);
  expect(compareText('ab', 'a')).toBeGreaterThan(0);
  // The first and the last of what is written as two units.
  expect(compareText('\uffff', '\u{10000}')).toBeLessThan(0);
  expect(compareText('\u{103fe}', '\u{103ff}')).toBeLessThan(0);
});

function byCodePoint(a: string[], b: string[]): number {
  for (const [at, left] of a.entries()) {
    const right = b[at];
    if (right === undefined) return 1;
    const difference = (left.codePointAt(0) ?? 0) - (right.codePointAt(0) ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return a.length === b.length ? 0 : -1;
}

for (const folding of ['case', 'name'] as const) {
  test(`under ${folding} a text begins, holds and ends with what it is made of, wherever a sigma stands`, () => {
    const folded = (text: string) => fold(folding, text);
    expect(folded('ΟΔΟΣΑ').startsWith(folded('ΟΔΟΣ'))).toBe(true);
    expect(folded('ΑΣ ΒΣΓ').includes(folded('ΒΣ'))).toBe(true);
    expect(folded('ΟΔΟΣ').endsWith(folded('Σ'))).toBe(true);
    expect(folded('οδός')).toBe(folded('ΟΔΌΣ'));
    const letters = fc.string({ unit: fc.constantFrom('Σ', 'σ', 'ς', 'α', 'B', ' ', '.'), maxLength: 4 });
    fc.assert(
      fc.property(letters, letters, letters, (before, middle, after) => {
        expect(folded(before + middle + after)).toBe(folded(before) + folded(middle) + folded(after));
      }),
    );
  });
}
