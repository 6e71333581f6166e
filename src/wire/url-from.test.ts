import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { encodeText, queryEncodings, queryFrom } from './query-encoding.ts';
import { queryOf, targetOf, urlFrom } from './url-from.ts';

for (const [base, path, query, url] of [
  ['https://h.example/scim/v2', '/Users', undefined, 'https://h.example/scim/v2/Users'],
  ['https://h.example/scim/v2/', '/Users', undefined, 'https://h.example/scim/v2/Users'],
  ['https://h.example/scim/v2/', 'Users', undefined, 'https://h.example/scim/v2/Users'],
  ['https://h.example', '/Users', undefined, 'https://h.example/Users'],
  ['https://h.example/scim/v2/', '', undefined, 'https://h.example/scim/v2/'],
  ['https://h.example/scim', '/Users/a%2fb', undefined, 'https://h.example/scim/Users/a%2fb'],
  ['https://h.example/scim', '/Users?a=[b]', 'c=d+e&', 'https://h.example/scim/Users?a=[b]&c=d+e&'],
  ['https://h.example/scim?flag', '/Users', 'count=1', 'https://h.example/scim/Users?flag&count=1'],
  ['https://h.example/scim', '/Users', '', 'https://h.example/scim/Users'],
] as const) {
  test(`joins ${base}, ${path} and ${query ?? 'no query'}`, () => {
    expect(urlFrom(base, path, { query })).toBe(url);
  });
}

const filter = 'emails[type eq "work"].value eq "ä@h.example" and a eq "~x+y\'"';

test('percent-encodes as RFC 3986 does', () => {
  expect(queryFrom([['filter', filter]])).toBe(
    'filter=emails%5Btype%20eq%20%22work%22%5D.value%20eq%20%22%C3%A4%40h.example%22%20and%20a%20eq%20%22~x%2By%27%22',
  );
});

test('form-encodes as Entra does: plus for a space, lower-case hex', () => {
  expect(queryFrom([['filter', filter]], queryEncodings.form)).toBe(
    'filter=emails%5btype+eq+%22work%22%5d.value+eq+%22%c3%a4%40h.example%22+and+a+eq+%22%7ex%2by%27%22',
  );
});

test('leaves out pairs without a value, and keeps the order of the rest', () => {
  expect(
    queryFrom([
      ['b', 1],
      ['none', undefined],
      ['a', ''],
    ]),
  ).toBe('b=1&a=');
});

for (const [name, encoding] of Object.entries(queryEncodings)) {
  test(`reads back any pair that it ${name}-encodes`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }))),
        (pairs) => {
          expect(queryOf(`https://h.example/?${queryFrom(pairs, encoding)}`)).toEqual(pairs);
          for (const [text] of pairs) expect(encodeText(text, encoding)).toMatch(/^[\x21-\x7e]*$/);
        },
      ),
    );
  });
}

for (const [url, origin, target] of [
  ['https://h.example:8443/a/../b?x=[y]#z', 'https://h.example:8443', '/a/../b?x=[y]#z'],
  ['HTTP://h.example', 'HTTP://h.example', '/'],
  ['http://h.example?x', 'http://h.example', '/?x'],
  ['http://[::1]:80//a', 'http://[::1]:80', '//a'],
] as const) {
  test(`parts ${url} without mending it`, () => expect(targetOf(url)).toEqual({ origin, target }));
}

test('parts nothing that is no http URL', () => {
  for (const text of ['', '/Users', 'ftp://h.example/', 'http://', 'h.example/Users'])
    expect(targetOf(text)).toBeUndefined();
});
