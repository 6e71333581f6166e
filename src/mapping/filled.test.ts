import { expect, test } from '@playwright/test';
import { filledHeader, filledUrl, filledWord } from './filled.ts';
import { objectWith, pointed } from './pointer.ts';

const filling = { base: 'http://h.example/t/scim/v2', id: 'a/b ?', externalId: 'e' };

test('fills a URL percent-encoded, and finds what stands beside SCIM', () => {
  expect(filledUrl('{base}/../../api/{id}?e={externalId}', filling)).toBe('http://h.example/t/api/a%2Fb%20%3F?e=e');
});

test('fills an argument as it is', () => {
  expect(filledWord('--id={id}', filling)).toBe('--id=a/b ?');
});

test('says what a template may name', () => {
  expect(() => filledUrl('{base}/{userName}', filling)).toThrow(
    '{userName}, which this resource does not have; it has base, id, externalId',
  );
});

test('takes a credential from the environment, and says which one is missing', () => {
  const template = `Bearer ${'$'}{KEY}`;
  expect(filledHeader(template, { KEY: 's3cret' })).toBe('Bearer s3cret');
  expect(() => filledHeader(template, {})).toThrow('environment variable KEY, which is not set');
});

test('a pointer leads into objects and lists, and nowhere else', () => {
  const value = { 'a/b': [{ '~': 1 }] };
  expect([
    pointed(value, ''),
    pointed(value, '/a~1b/0/~0'),
    pointed(value, '/a~1b/1/x'),
    pointed(value, '/toString'),
  ]).toEqual([value, 1, undefined, undefined]);
  expect(objectWith('/a/b~1c', 2)).toEqual({ a: { 'b/c': 2 } });
});
